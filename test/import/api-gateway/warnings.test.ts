import { describe, expect, test } from 'vitest';
import type { Document } from '../../../lib/model/index.js';
import { imported, MOCK, onlyMethod, openApi, operation, swagger, type Members } from './documents.js';

const get = (members: Members, integration?: Document): Members => ({
  '/test': { get: operation(members, integration) },
});
const json = (schema: Document): Document => ({ 'application/json': { schema } });

describe('what an import warns of', () => {
  test.each<[what: string, document: Members, warnings: readonly string[]]>([
    [
      'a second server',
      openApi({ servers: [{ url: 'https://a.example.com' }, { url: 'https://b.example.com' }], paths: get({}) }),
      ['More than one server provided. Ignoring all but the first for defining endpoint configuration'],
    ],
    ['one server', openApi({ servers: [{ url: 'https://a.example.com' }], paths: get({}) }), []],
    [
      'the type of a security scheme',
      openApi({
        paths: get({}),
        components: {
          securitySchemes: { basicAuth: { type: 'http', scheme: 'basic' }, oauth: { type: 'oauth2', flows: {} } },
        },
      }),
      [
        "Unsupported security definition type 'http' for 'basicAuth'. Ignoring.",
        "Unsupported security definition type 'oauth2' for 'oauth'. Ignoring.",
      ],
    ],
    [
      'the type of a security definition',
      swagger({ paths: get({}), securityDefinitions: { basicAuth: { type: 'basic' } } }),
      ["Unsupported security definition type 'basic' for 'basicAuth'. Ignoring."],
    ],
    [
      'a field of a form',
      swagger({
        paths: { '/test': { post: operation({ parameters: [{ name: 'email', in: 'formData', type: 'string' }] }) } },
      }),
      ['Parameter type formData for parameter email not supported. Ignoring.'],
    ],
    [
      'a cookie that the path declares',
      openApi({ paths: { '/test': { parameters: [{ name: 'session', in: 'cookie' }], get: operation() } } }),
      ['Parameter type cookie for parameter session not supported. Ignoring.'],
    ],
    [
      'a composed schema in a response',
      openApi({
        paths: get({ responses: { 200: { description: 'OK', content: json({ oneOf: [{ type: 'object' }] }) } } }),
      }),
      ["Unsupported model type 'ComposedSchema' in 200 response to method 'GET /test'. Ignoring."],
    ],
    [
      'a string in a response',
      openApi({ paths: get({ responses: { 404: { description: 'No', content: json({ type: 'string' }) } } }) }),
      ["Unsupported model type 'StringSchema' in 404 response to method 'GET /test'. Ignoring."],
    ],
    [
      'a date in a response',
      openApi({
        paths: get({ responses: { 200: { description: 'OK', content: json({ type: 'string', format: 'date' }) } } }),
      }),
      ["Unsupported model type 'DateSchema' in 200 response to method 'GET /test'. Ignoring."],
    ],
    [
      'a composed schema in a request',
      openApi({ paths: { '/test': { put: operation({ requestBody: { content: json({ anyOf: [] }) } }) } } }),
      ["Unsupported model type 'Content' in request schema for 'PUT /test'. Ignoring."],
    ],
    [
      'a model that is not there',
      openApi({
        paths: get({ responses: { 200: { description: 'OK', content: json({ $ref: '#/components/schemas/Pet' }) } } }),
      }),
      [
        "Parse issue: attribute paths.'/test'(get).responses.200.content.schema.#/components/schemas/Pet is missing",
        "Reference to model 'Pet' not found. Ignoring.",
      ],
    ],
    [
      'a definition that is not there',
      swagger({ paths: get({ responses: { 200: { description: 'OK', schema: { $ref: '#/definitions/Pet' } } } }) }),
      ["Reference to model 'Pet' not found. Ignoring."],
    ],
    [
      'a mapping that is no string',
      openApi({ paths: get({}, { ...MOCK, requestParameters: { 'integration.request.header.x': true } }) }),
      [
        "Invalid format for 'requestParameters'. Expected type string for property 'integration.request.header.x' of " +
          "resource '/test' and method 'GET' but got 'true'",
      ],
    ],
    [
      'a mapping of a response that is no string',
      openApi({
        paths: get(
          { responses: { 200: { description: 'OK', headers: { X: { schema: { type: 'string' } } } } } },
          {
            ...MOCK,
            responses: { default: { statusCode: '200', responseParameters: { 'method.response.header.X': 1 } } },
          },
        ),
      }),
      [
        "Invalid format for 'responseParameters'. Expected type string for property 'method.response.header.X' of " +
          "resource '/test' and method 'GET' but got '1'",
      ],
    ],
    [
      'a member that OpenAPI 3.0 does not have',
      openApi({ paths: get({ parameters: [{ name: 'zip', in: 'query', type: 'string' }] }) }),
      ["Parse issue: attribute paths.'/test'(get).parameters.[zip].type is unexpected"],
    ],
    [
      'members that OpenAPI 3.0 requires',
      {
        openapi: '3.0.1',
        info: { title: 'Pets' },
        paths: { '/test': { get: { 'x-amazon-apigateway-integration': MOCK } } },
      },
      [
        'Parse issue: attribute info.version is missing',
        "Parse issue: attribute paths.'/test'(get).responses is missing",
      ],
    ],
    [
      'an operation id that stands twice',
      openApi({
        paths: { '/a': { get: operation({ operationId: 'a' }) }, '/b': { put: operation({ operationId: 'a' }) } },
      }),
      ["Parse issue: attribute paths.'/b'(put).operationId is repeated"],
    ],
    ['the same members of Swagger 2.0', { swagger: '2.0', info: { title: 'Pets' }, paths: get({}) }, []],
    ['extensions of others', openApi({ 'x-tool': 1, paths: get({ 'x-tool': 1 }) }), []],
    ['an integer status', swagger({ paths: get({}, { ...MOCK, responses: { default: { statusCode: 200 } } }) }), []],
  ])('%s', (_what, document, warnings) => {
    expect(imported(document).warnings).toEqual(warnings);
  });

  test('in the order of the parser, the servers, the schemes and the operations', () => {
    const { warnings } = imported(
      openApi({
        host: 'example.com',
        servers: [{ url: '/a' }, { url: '/b' }],
        paths: get({ responses: { 200: { description: 'OK', content: json({ type: 'string' }) } } }),
        components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      }),
    );
    expect(warnings.map((warning) => warning.split(' ').slice(0, 2).join(' '))).toEqual([
      'Parse issue:',
      'More than',
      'Unsupported security',
      'Unsupported model',
    ]);
  });
});

describe('what is ignored', () => {
  test('makes no model, and the other content types keep theirs', () => {
    const content = { ...(json({ type: 'string' }) as Members), 'text/json': { schema: { type: 'object' } } };
    const { api } = imported(openApi({ paths: get({ responses: { 200: { description: 'OK', content } } }) }));
    expect(onlyMethod(api).responses?.map(({ responseModels }) => Object.keys(responseModels ?? {}))).toEqual([
      ['text/json'],
    ]);
    expect(api.models).toHaveLength(1);
  });

  test.each<[what: string, security: Document]>([
    ['a scheme of another type', [{ token: [] }]],
    ['a scheme that is not there', [{ NONE: [] }]],
    ['an empty list', []],
  ])('%s replaces the security of the root, and the method is open', (_what, security) => {
    const { api } = imported(
      openApi({
        security: [{ users: [] }],
        paths: get({ security }),
        components: {
          securitySchemes: {
            token: { type: 'http', scheme: 'bearer' },
            users: {
              type: 'apiKey',
              name: 'Authorization',
              in: 'header',
              'x-amazon-apigateway-authtype': 'cognito_user_pools',
              'x-amazon-apigateway-authorizer': {
                type: 'cognito_user_pools',
                providerARNs: ['arn:aws:cognito-idp:eu-west-1:1:userpool/p'],
              },
            },
          },
        },
      }),
    );
    expect(onlyMethod(api).authorization ?? { type: 'NONE' }).toEqual({ type: 'NONE' });
  });

  test('says where the references of its operations lead to', () => {
    const { api, warnings } = imported(
      openApi({
        paths: get({
          parameters: [{ $ref: '#/components/parameters/Session' }, { $ref: '#/components/parameters/Page' }],
          responses: { 200: { $ref: '#/components/responses/Text' } },
        }),
        components: {
          parameters: { Session: { name: 'session', in: 'cookie' }, Page: { name: 'page', in: 'query' } },
          responses: { Text: { description: 'Text', content: { 'text/plain': { schema: { type: 'string' } } } } },
        },
      }),
    );
    expect(warnings).toEqual([
      'Parameter type cookie for parameter session not supported. Ignoring.',
      "Unsupported model type 'StringSchema' in 200 response to method 'GET /test'. Ignoring.",
    ]);
    expect(onlyMethod(api).requestParameters).toEqual([{ location: 'querystring', name: 'page', required: false }]);
  });
});
