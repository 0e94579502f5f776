import type { Behaviour } from '../ways/api-text.js';

/** The API of `hand-written/template.yaml` and `hand-written/openapi.yaml`. */
export const handWritten: Behaviour = {
  functions: {
    pets: ({ httpMethod, pathParameters }: { httpMethod: string; pathParameters: { proxy: string } }) => ({
      statusCode: 202,
      body: `${httpMethod} ${pathParameters.proxy}`,
    }),
  },
  api: {
    name: 'HandWritten',
    models: { Pet: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
    gatewayResponses: {
      MISSING_AUTHENTICATION_TOKEN: {
        statusCode: 404,
        responseParameters: { 'gatewayresponse.header.X-Colour': 'stageVariables.colour' },
        responseTemplates: { 'application/json': '{"none":"$context.path"}' },
      },
    },
    methods: {
      'GET /pets': {
        parameters: { 'querystring.page': false },
        integration: {
          type: 'HTTP',
          httpMethod: 'GET',
          uri: 'http://${stageVariables.backend}/pet',
          requestParameters: { 'integration.request.querystring.p': 'method.request.querystring.page' },
          responses: [
            {
              statusCode: 200,
              responseParameters: { 'method.response.header.X-Total': 'integration.response.header.X-Total' },
              responseTemplates: { 'application/json': '{"green":$input.json("$.name")}' },
            },
            { statusCode: 404, selectionPattern: '4\\d{2}' },
          ],
        },
      },
      'POST /pets': {
        requestModels: { 'application/json': 'Pet' },
        validate: { body: true, parameters: false },
        integration: {
          type: 'MOCK',
          passthroughBehavior: 'NEVER',
          requestTemplates: { 'application/json': '{"statusCode":201}' },
          responses: [{ statusCode: 201, responseParameters: { 'method.response.header.Location': "'/pets/new'" } }],
        },
      },
      'GET /pets/{id}': {
        integration: {
          type: 'HTTP_PROXY',
          httpMethod: 'ANY',
          uri: 'http://${stageVariables.backend}/status/{id}',
          requestParameters: { 'integration.request.path.id': 'method.request.path.id' },
        },
      },
      'ANY /{proxy+}': { integration: { type: 'AWS_PROXY', function: 'pets' } },
    },
  },
  cases: [
    {
      name: 'a mapped answer',
      method: 'GET',
      path: '/pets?page=2',
      expect: { status: 200, json: { green: 'Rex' }, headers: { 'x-total': '3' } },
    },
    {
      name: 'a pet',
      method: 'POST',
      path: '/pets',
      headers: { 'Content-Type': 'application/json' },
      body: '{"name":"Rex"}',
      expect: { status: 201, text: '', headers: { location: '/pets/new' } },
    },
    {
      name: 'no pet',
      method: 'POST',
      path: '/pets',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
      expect: { status: 400, json: { message: 'Invalid request body' } },
    },
    {
      name: 'a pet of another type',
      method: 'POST',
      path: '/pets',
      headers: { 'Content-Type': 'text/plain' },
      body: 'Rex',
      expect: { status: 415, json: { message: 'Unsupported Media Type' } },
    },
    { name: 'a proxied path', method: 'GET', path: '/pets/404', expect: { status: 404, headers: { etag: '"e"' } } },
    {
      name: 'another method of a path',
      method: 'DELETE',
      path: '/pets/7',
      expect: { status: 202, text: 'DELETE pets/7' },
    },
    { name: 'any other path', method: 'GET', path: '/a/b', expect: { status: 202, text: 'GET a/b' } },
    {
      name: 'no path at all',
      method: 'GET',
      path: '/',
      expect: { status: 404, json: { none: '/dev/' }, headers: { 'x-colour': 'green' } },
    },
  ],
};
