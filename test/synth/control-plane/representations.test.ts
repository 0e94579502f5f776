import { describe, expect, test } from 'vitest';
import type { DocumentObject, Integration, Method, RestApi } from '../../../lib/model/index.js';
import {
  DEFAULT_MODELS,
  renderAuthorizers,
  renderDocumentationParts,
  renderGatewayResponses,
  renderIntegration,
  renderMethod,
  renderModels,
  renderRequestValidators,
  renderResources,
  renderRestApi,
} from '../../../lib/synth/control-plane/index.js';

const PLACE = { region: 'eu-west-1', accountId: '123456789012', restApiId: 'abc123defg' };

const api = (members: Partial<RestApi> = {}): RestApi => ({
  protocol: 'REST',
  id: 'pets',
  name: 'Pets',
  resources: [],
  stages: [],
  ...members,
});

describe('GetRestApi', () => {
  test.each<[what: string, members: Partial<RestApi>, representation: object]>([
    [
      'the defaults',
      {},
      {
        apiKeySource: 'HEADER',
        disableExecuteApiEndpoint: false,
        endpointConfiguration: { types: ['EDGE'], ipAddressType: 'ipv4' },
      },
    ],
    [
      'a private API',
      { endpoint: { type: 'PRIVATE', vpcEndpointIds: ['vpce-1'] } },
      { endpointConfiguration: { types: ['PRIVATE'], ipAddressType: 'dualstack', vpcEndpointIds: ['vpce-1'] } },
    ],
    ['a policy', { policy: { Resource: 'execute-api:/*' } }, { policy: '{\\"Resource\\":\\"execute-api:\\/*\\"}' }],
    [
      'binary media types',
      { binaryMediaTypes: ['image/png'], minimumCompressionBytes: 0 },
      { binaryMediaTypes: ['image/png'], minimumCompressionSize: 0 },
    ],
  ])('%s', (_what, members, representation) => {
    expect(renderRestApi(api(members), PLACE)).toMatchObject(representation);
  });

  test('omits what has no value', () => {
    expect(Object.keys(renderRestApi(api({ policy: {}, binaryMediaTypes: [] }), PLACE))).toEqual([
      'name',
      'apiKeySource',
      'endpointConfiguration',
      'disableExecuteApiEndpoint',
    ]);
  });
});

test('GetRestApi expands what a policy applies to', () => {
  const policy = { Statement: [{ Resource: ['execute-api:/*', 'execute-api:/prod/GET/pets'] }] };
  const arn = 'arn:aws:execute-api:eu-west-1:123456789012:abc123defg';
  const text = JSON.stringify(renderRestApi(api({ policy }), PLACE).policy).replaceAll('\\', '');
  expect(JSON.parse(text.slice(1, -1))).toEqual({ Statement: [{ Resource: [`${arn}/*`, `${arn}/prod/GET/pets`] }] });
});

describe('GetResources', () => {
  test('has the resources in between, by path', () => {
    const method: Method = { httpMethod: 'GET' };
    const resources = renderResources(
      api({
        resources: [
          { path: '/v1/pets/{petId}', methods: [method] },
          { path: '/', methods: [] },
        ],
      }),
    );
    expect(resources).toEqual([
      { path: '/' },
      { path: '/v1', pathPart: 'v1' },
      { path: '/v1/pets', pathPart: 'pets' },
      { path: '/v1/pets/{petId}', pathPart: '{petId}', resourceMethods: { GET: renderMethod(method) } },
    ]);
  });
});

describe('GetMethod', () => {
  test.each<[what: string, method: Method, representation: object]>([
    ['an open method', { httpMethod: 'ANY' }, { httpMethod: 'ANY', authorizationType: 'NONE', apiKeyRequired: false }],
    [
      'an authorizer',
      { httpMethod: 'GET', authorization: { type: 'CUSTOM', authorizer: 'token' }, apiKeyRequired: true },
      { httpMethod: 'GET', authorizationType: 'CUSTOM', authorizerName: 'token', apiKeyRequired: true },
    ],
    [
      'a user pool without scopes',
      { httpMethod: 'GET', authorization: { type: 'COGNITO_USER_POOLS', authorizer: 'users', scopes: [] } },
      { httpMethod: 'GET', authorizationType: 'COGNITO_USER_POOLS', authorizerName: 'users', apiKeyRequired: false },
    ],
    [
      'what it requires and responds',
      {
        httpMethod: 'POST',
        operationName: 'AddPet',
        requestParameters: [{ location: 'querystring', name: 'a', required: true }],
        requestModels: { 'application/json': 'Pet' },
        requestValidator: 'all',
        responses: [
          { statusCode: '404' },
          {
            statusCode: '200',
            responseHeaders: [{ name: 'X', required: false }],
            responseModels: { 'application/json': 'Pet' },
          },
        ],
      },
      {
        httpMethod: 'POST',
        authorizationType: 'NONE',
        apiKeyRequired: false,
        operationName: 'AddPet',
        requestValidatorName: 'all',
        requestParameters: { 'method.request.querystring.a': true },
        requestModels: { 'application/json': 'Pet' },
        methodResponses: {
          200: {
            statusCode: '200',
            responseParameters: { 'method.response.header.X': false },
            responseModels: { 'application/json': 'Pet' },
          },
          404: { statusCode: '404' },
        },
      },
    ],
  ])('%s', (_what, method, representation) => {
    expect(renderMethod(method)).toEqual(representation);
  });
});

describe('GetIntegration', () => {
  const filled = { passthroughBehavior: 'WHEN_NO_MATCH', timeoutInMillis: 29_000, cacheKeyParameters: [] };
  test.each<[what: string, integration: Integration, representation: object]>([
    ['MOCK', { type: 'MOCK' }, { type: 'MOCK', ...filled }],
    [
      'HTTP',
      { type: 'HTTP', httpMethod: 'GET', uri: 'https://a.b' },
      { type: 'HTTP', httpMethod: 'GET', uri: 'https://a.b', connectionType: 'INTERNET', ...filled },
    ],
    [
      'AWS',
      { type: 'AWS', httpMethod: 'POST', uri: 'arn:aws' },
      { type: 'AWS', httpMethod: 'POST', uri: 'arn:aws', ...filled },
    ],
    [
      'a VPC link',
      {
        type: 'HTTP_PROXY',
        httpMethod: 'GET',
        uri: 'http://a',
        vpcLink: { id: 'link' },
        insecureSkipVerification: true,
      },
      {
        type: 'HTTP_PROXY',
        httpMethod: 'GET',
        uri: 'http://a',
        connectionType: 'VPC_LINK',
        connectionId: 'link',
        tlsConfig: { insecureSkipVerification: true },
        ...filled,
      },
    ],
    [
      'responses',
      {
        type: 'MOCK',
        cacheKeyParameters: [],
        responses: [
          {
            statusCode: '500',
            selectionPattern: '5..',
            responseParameters: [{ header: 'X', source: { kind: 'literal', value: '1' } }],
          },
          { statusCode: '200', responseTemplates: { 'text/plain': 'OK' }, contentHandling: 'CONVERT_TO_TEXT' },
        ],
      },
      {
        type: 'MOCK',
        ...filled,
        integrationResponses: {
          200: { statusCode: '200', responseTemplates: { 'text/plain': 'OK' }, contentHandling: 'CONVERT_TO_TEXT' },
          500: {
            statusCode: '500',
            selectionPattern: '5..',
            responseParameters: { 'method.response.header.X': "'1'" },
          },
        },
      },
    ],
  ])('%s', (_what, integration, representation) => {
    expect(renderIntegration(integration)).toEqual(representation);
  });
});

describe('GetGatewayResponses', () => {
  const template = { 'application/json': '{"message":$context.error.messageString}' };
  const responses = renderGatewayResponses(
    api({
      gatewayResponses: [
        { responseType: 'DEFAULT_5XX', responseTemplates: { 'text/plain': 'x' } },
        { responseType: 'INTEGRATION_TIMEOUT' },
        { responseType: 'THROTTLED', statusCode: '503' },
      ],
    }),
  );

  test.each<[type: string, response: object]>([
    [
      'ACCESS_DENIED',
      { statusCode: '403', responseParameters: {}, responseTemplates: template, defaultResponse: true },
    ],
    ['DEFAULT_4XX', { responseParameters: {}, responseTemplates: template, defaultResponse: true }],
    ['DEFAULT_5XX', { responseParameters: {}, responseTemplates: { 'text/plain': 'x' }, defaultResponse: false }],
    [
      'INTEGRATION_FAILURE',
      { statusCode: '504', responseParameters: {}, responseTemplates: { 'text/plain': 'x' }, defaultResponse: true },
    ],
    [
      'INTEGRATION_TIMEOUT',
      { statusCode: '504', responseParameters: {}, responseTemplates: template, defaultResponse: false },
    ],
    ['THROTTLED', { statusCode: '503', responseParameters: {}, responseTemplates: template, defaultResponse: false }],
  ])('%s', (type, response) => {
    expect(responses.find(({ responseType }) => responseType === type)).toEqual({ responseType: type, ...response });
  });

  test('has all types, sorted', () => {
    const types = responses.map(({ responseType }) => responseType);
    expect(types).toHaveLength(21);
    expect(types).toEqual([...types].sort());
  });
});

test('GetModels writes references as URLs, and the default models', () => {
  const models = renderModels(
    api({ models: [{ name: 'Pets', schema: { items: { $ref: '#/models/Pet' } } }, ...DEFAULT_MODELS] }),
    'abc123defg',
  );
  expect(models.map(({ name }) => name)).toEqual(['Empty', 'Error', 'Pets']);
  expect(models.at(-1)).toEqual({
    name: 'Pets',
    contentType: 'application/json',
    schema: { items: { $ref: 'https://apigateway.amazonaws.com/restapis/abc123defg/models/Pet' } },
  });
});

test('GetAuthorizers writes what an import had, without a TTL of its own', () => {
  const authorizers = renderAuthorizers(
    api({
      authorizers: [
        { type: 'TOKEN', name: 'token', uri: 'arn:f', identitySource: { kind: 'header', name: 'Authorization' } },
        {
          type: 'REQUEST',
          name: 'request',
          uri: 'arn:f',
          credentials: 'arn:role',
          identitySource: [
            { kind: 'querystring', name: 'a' },
            { kind: 'context', path: 'httpMethod' },
          ],
          resultTtlSeconds: 0,
        },
        { type: 'REQUEST', name: 'anybody', uri: 'arn:f', identitySource: [] },
        {
          type: 'COGNITO_USER_POOLS',
          name: 'users',
          authType: 'cognito_user_pools',
          providerArns: ['arn:pool'],
          identitySource: { kind: 'header', name: 'X' },
        },
      ],
    }),
  );
  expect(authorizers).toEqual([
    { name: 'anybody', type: 'REQUEST', authorizerUri: 'arn:f' },
    {
      name: 'request',
      type: 'REQUEST',
      authorizerUri: 'arn:f',
      authorizerCredentials: 'arn:role',
      identitySource: 'method.request.querystring.a, context.httpMethod',
      authorizerResultTtlInSeconds: 0,
    },
    { name: 'token', type: 'TOKEN', authorizerUri: 'arn:f', identitySource: 'method.request.header.Authorization' },
    {
      name: 'users',
      type: 'COGNITO_USER_POOLS',
      providerARNs: ['arn:pool'],
      authType: 'cognito_user_pools',
      identitySource: 'method.request.header.X',
    },
  ]);
});

test('GetRequestValidators sorts by name', () => {
  const requestValidators = ['b', 'a'].map((name) => ({
    name,
    validateRequestBody: true,
    validateRequestParameters: false,
  }));
  expect(renderRequestValidators(api({ requestValidators })).map(({ name }) => name)).toEqual(['a', 'b']);
});

test('GetDocumentationParts puts a location without a path at the root', () => {
  const locations: readonly DocumentObject[] = [
    { type: 'API' },
    { type: 'METHOD', method: 'GET' },
    { type: 'RESOURCE', path: '/pets' },
  ];
  const parts = locations.map((location) => ({ location, properties: {} }));
  expect(
    renderDocumentationParts(api({ documentation: { parts: { documentationParts: parts } } })).map(
      ({ location }) => location,
    ),
  ).toEqual([{ type: 'API' }, { type: 'METHOD', method: 'GET', path: '/' }, { type: 'RESOURCE', path: '/pets' }]);
});
