import { describe, expect, test } from 'vitest';
import {
  intrinsic,
  joinValues,
  parseHttpRouteKey,
  reference,
  type HttpApi,
  type HttpApiIntegration,
  type Method,
  type RestApi,
} from '../../../lib/model/index.js';
import { printOpenApi, renderOpenApi } from '../../../lib/synth/openapi/document.js';
import { openApiPart } from '../../../lib/synth/openapi/open-api-part.js';
import { validate } from '../../../lib/validate/validate.js';

function restApi(members: Partial<RestApi>): RestApi {
  return { protocol: 'REST', id: 'Pets', name: 'Pets', resources: [], stages: [], ...members };
}

function withMethod(method: Partial<Method>, members: Partial<RestApi> = {}): RestApi {
  return restApi({ resources: [{ path: '/a', methods: [{ httpMethod: 'GET', ...method }] }], ...members });
}

/** The operation that a method is written as. */
function operationOf(method: Partial<Method>, members: Partial<RestApi> = {}): unknown {
  const { document } = renderOpenApi(withMethod(method, members));
  return (document as { paths?: Record<string, Record<string, unknown>> }).paths?.['/a']?.get;
}

const POOL = {
  type: 'COGNITO_USER_POOLS',
  name: 'pool',
  identitySource: { kind: 'header', name: 'auth' },
  providerArns: ['arn'],
} as const;
const TOKEN = { type: 'TOKEN', name: 'api_key', identitySource: { kind: 'header', name: 'auth' }, uri: 'uri' } as const;

describe('renderOpenApi()', () => {
  test('writes nothing that the model leaves out', () => {
    expect(renderOpenApi(restApi({}))).toEqual({
      document: { openapi: '3.0.1', info: { title: 'Pets', version: '1.0' }, paths: {} },
      diagnostics: [],
    });
  });

  test('declares path parameters once for a path', () => {
    const methods: readonly Method[] = [
      { httpMethod: 'GET', requestParameters: [{ location: 'path', name: 'petId', required: true }] },
      {
        httpMethod: 'ANY',
        requestParameters: [
          { location: 'path', name: 'petId', required: true, documentation: { description: 'Whose' } },
        ],
      },
    ];
    expect(renderOpenApi(restApi({ resources: [{ path: '/pets/{petId}/{proxy+}', methods }] })).document).toMatchObject(
      {
        paths: {
          '/pets/{petId}/{proxy+}': {
            parameters: [
              { name: 'petId', in: 'path', required: true, schema: { type: 'string' } },
              { name: 'proxy', in: 'path', required: true, schema: { type: 'string' } },
            ],
            get: { responses: {} },
            'x-amazon-apigateway-any-method': {
              parameters: [
                { name: 'petId', in: 'path', required: true, description: 'Whose', schema: { type: 'string' } },
              ],
            },
          },
        },
      },
    );
  });

  test('writes a bare proxy route in at most 255 bytes', () => {
    const uri = joinValues([
      'arn:aws:apigateway:',
      reference('AWS::Region'),
      ':lambda:path/2015-03-31/functions/',
      reference('PetsFunction1234ABCD', 'Arn'),
      '/invocations',
    ]);
    const resources = Array.from({ length: 250 }, (_, index) => ({
      path: `/things${index}/{thingId}`,
      methods: (['GET', 'PUT', 'POST', 'DELETE'] as const).map((httpMethod) => ({
        httpMethod,
        integration: { type: 'AWS_PROXY' as const, httpMethod: 'POST', uri },
      })),
    }));
    const { document } = renderOpenApi(restApi({ resources }));
    const sub = {
      'Fn::Sub':
        'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${PetsFunction1234ABCD.Arn}/invocations',
    };
    const printed = JSON.stringify(document, (key, value: unknown) => (key === 'uri' ? sub : value));
    expect(printed.length / 1000).toBeLessThan(255);
  });

  test.each<[what: string, method: Partial<Method>, members: Partial<RestApi>, security: unknown]>([
    ['nothing', {}, {}, undefined],
    ['NONE', { authorization: { type: 'NONE' } }, {}, undefined],
    ['IAM', { authorization: { type: 'AWS_IAM' } }, {}, [{ sigv4: [] }]],
    ['a key', { apiKeyRequired: true }, {}, [{ api_key: [] }]],
    [
      'a pool with scopes and a key',
      { authorization: { type: 'COGNITO_USER_POOLS', authorizer: 'pool', scopes: ['s'] }, apiKeyRequired: true },
      { authorizers: [POOL] },
      [{ pool: ['s'] }, { api_key: [] }],
    ],
    [
      'an authorizer that has the name of the key scheme',
      { authorization: { type: 'CUSTOM', authorizer: 'api_key' }, apiKeyRequired: true },
      { authorizers: [TOKEN] },
      [{ api_key: [] }, { api_key_2: [] }],
    ],
    [
      'a key beside another scheme of its name',
      { apiKeyRequired: true },
      { documentation: { other: { components: { securitySchemes: { api_key: { type: 'http' } } } } } },
      [{ api_key_2: [] }],
    ],
  ])('says what a method asks for: %s', (_what, method, members, security) => {
    expect((operationOf(method, members) as { security?: unknown }).security).toEqual(security);
  });

  test('writes references between models as the document has them', () => {
    const { document } = renderOpenApi(
      withMethod(
        { requestModels: { 'application/json': 'a/b' } },
        { models: [{ name: 'a/b', description: 'Both', schema: { items: { $ref: '#/models/a/b' } } }] },
      ),
    );
    expect(document).toMatchObject({
      paths: {
        '/a': {
          get: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/a~1b' } } } } },
        },
      },
      components: { schemas: { 'a/b': { description: 'Both', items: { $ref: '#/components/schemas/a~1b' } } } },
    });
  });

  test.each<[what: string, api: RestApi, severity: string, element: string]>([
    ['stages', restApi({ stages: [{ name: 'prod' }] }), 'info', 'stages'],
    ['tags', restApi({ tags: { a: 'b' } }), 'info', 'tags'],
    ['the endpoint type', restApi({ endpoint: { type: 'REGIONAL' } }), 'info', 'endpoint'],
    [
      "a model's content type",
      restApi({ models: [{ name: 'A', contentType: 'application/xml', schema: {} }] }),
      'warning',
      'model A',
    ],
    [
      'two descriptions of a model',
      restApi({ models: [{ name: 'A', description: 'a', schema: { description: 'b' } }] }),
      'warning',
      'model A',
    ],
    [
      'a description of a model without object',
      restApi({ models: [{ name: 'A', description: 'a', schema: true }] }),
      'warning',
      'model A',
    ],
    [
      'a pattern that only deployment knows',
      withMethod({
        integration: { type: 'MOCK', responses: [{ statusCode: '200', selectionPattern: reference('Pattern') }] },
      }),
      'error',
      'GET /a',
    ],
    [
      'two default responses',
      withMethod({ integration: { type: 'MOCK', responses: [{ statusCode: '200' }, { statusCode: '201' }] } }),
      'error',
      'GET /a',
    ],
    [
      'the wrong type of authorization',
      withMethod({ authorization: { type: 'CUSTOM', authorizer: 'pool' } }, { authorizers: [POOL] }),
      'warning',
      'GET /a',
    ],
  ])('reports what a document cannot carry: %s', (_what, api, severity, element) => {
    expect(renderOpenApi(api).diagnostics).toMatchObject([{ code: 'not-representable', severity, place: {} }]);
    const [finding] = renderOpenApi(api).diagnostics;
    expect([finding?.place.element, finding?.place.property]).toContain(element);
    expect(renderOpenApi(openApiPart(api)).diagnostics).toEqual([]);
  });

  test('reports a method twice as the rule does', () => {
    const methods = [{ httpMethod: 'GET' }, { httpMethod: 'GET' }] as const;
    const api = restApi({ resources: [{ path: '/a', methods }] });
    const { diagnostics } = renderOpenApi(api);
    expect(diagnostics).toEqual(validate(api).filter(({ code }) => code === 'duplicate-route'));
    expect(diagnostics).toHaveLength(1);
  });

  test('writes the pattern `default` so that it is none', () => {
    const integration = { type: 'MOCK' as const, responses: [{ statusCode: '200', selectionPattern: 'default' }] };
    expect(operationOf({ integration })).toMatchObject({
      'x-amazon-apigateway-integration': { responses: { '(?:default)': { statusCode: '200' } } },
    });
  });

  test('writes HTTP APIs', () => {
    const api: HttpApi = {
      protocol: 'HTTP',
      id: 'Http',
      name: 'Http',
      tags: { team: reference('Team') },
      authorizers: [
        {
          type: 'JWT',
          name: 'jwt',
          issuer: 'https://issuer',
          audience: ['a'],
          identitySource: [{ kind: 'header', name: 'A' }],
        },
      ],
      cors: { allowOrigins: ['*'], maxAgeSeconds: 3 },
      routes: [
        {
          routeKey: { kind: 'default' },
          integration: { type: 'HTTP_PROXY', httpMethod: 'ANY', uri: 'https://example.com' },
        },
        {
          routeKey: parseHttpRouteKey('GET /a/{id}'),
          authorization: { type: 'JWT', authorizer: 'jwt', scopes: ['s'] },
        },
      ],
      stages: [],
    };
    expect(renderOpenApi(api)).toEqual({
      document: {
        openapi: '3.0.1',
        info: { title: 'Http', version: '1.0' },
        tags: [{ name: 'team', 'x-amazon-apigateway-tag-value': reference('Team') }],
        paths: {
          '/$default': {
            'x-amazon-apigateway-any-method': {
              isDefaultRoute: true,
              responses: {},
              'x-amazon-apigateway-integration': {
                type: 'HTTP_PROXY',
                httpMethod: 'ANY',
                uri: 'https://example.com',
                payloadFormatVersion: '1.0',
              },
            },
          },
          '/a/{id}': {
            parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
            get: { responses: {}, security: [{ jwt: ['s'] }] },
          },
        },
        components: {
          securitySchemes: {
            jwt: {
              type: 'oauth2',
              flows: {},
              'x-amazon-apigateway-authorizer': {
                type: 'jwt',
                jwtConfiguration: { issuer: 'https://issuer', audience: ['a'] },
                identitySource: '$request.header.A',
              },
            },
          },
        },
        'x-amazon-apigateway-cors': { allowOrigins: ['*'], maxAge: 3 },
        'x-amazon-apigateway-importexport-version': '1.0',
      },
      diagnostics: [],
    });
  });

  test('writes an integration of several routes of an HTTP API once', () => {
    const integrate = (uri: string): HttpApiIntegration => ({ type: 'AWS_PROXY', uri, payloadFormatVersion: '2.0' });
    const { document } = renderOpenApi({
      ...{ protocol: 'HTTP', id: 'Http', name: 'Http', authorizers: [], stages: [] },
      routes: [
        { routeKey: parseHttpRouteKey('POST /pets'), integration: integrate('pets') },
        { routeKey: parseHttpRouteKey('GET /pets'), integration: integrate('pets') },
        { routeKey: parseHttpRouteKey('GET /orders'), integration: integrate('orders') },
      ],
    });
    const pets = { $ref: '#/components/x-amazon-apigateway-integrations/GETPets' };
    expect(document).toMatchObject({
      paths: {
        '/pets': {
          get: { 'x-amazon-apigateway-integration': pets },
          post: { 'x-amazon-apigateway-integration': pets },
        },
        '/orders': { get: { 'x-amazon-apigateway-integration': { uri: 'orders' } } },
      },
      components: { 'x-amazon-apigateway-integrations': { GETPets: { type: 'AWS_PROXY', uri: 'pets' } } },
    });
    const { components } = document as { readonly components: object };
    expect(Object.values(components).map((section: object) => Object.keys(section))).toEqual([['GETPets']]);
  });

  test('leaves out the routes of an HTTP API that have no path, and names them', () => {
    const routes = ['GET a', joinValues(['GET /', reference('Root')])].map((key) => ({
      routeKey: parseHttpRouteKey(key),
    }));
    const { document, diagnostics } = renderOpenApi({
      ...{ protocol: 'HTTP', id: 'Http', name: 'Http', authorizers: [], stages: [] },
      routes,
    });
    expect(document).toMatchObject({ paths: {} });
    expect(diagnostics).toMatchObject([
      { code: 'not-representable', severity: 'error', place: { element: 'GET a' } },
      { code: 'not-representable', severity: 'error', place: { element: 'GET /${Root}' } },
    ]);
  });
});

describe('printOpenApi()', () => {
  test('prints what only deployment knows as text, and names it', () => {
    const uri = joinValues(['arn:', reference('Fn', 'Arn'), intrinsic('Fn::ImportValue', 'x')]);
    expect(printOpenApi({ paths: { '/a': [1, { uri }] }, n: null })).toEqual({
      document: { paths: { '/a': [1, { uri: 'arn:${Fn.Arn}${Fn::ImportValue}' }] }, n: null },
      diagnostics: [
        {
          code: 'unresolved-value',
          severity: 'warning',
          message: 'Cannot write "arn:${Fn.Arn}${Fn::ImportValue}" as a value: only deployment knows it',
          place: { property: 'paths./a[1].uri' },
        },
      ],
    });
  });
});
