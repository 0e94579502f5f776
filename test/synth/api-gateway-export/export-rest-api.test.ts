import { describe, expect, test } from 'vitest';
import type { Integration, Json, Method, RestApi } from '../../../lib/model/index.js';
import { exportAsApiGateway, type ExportOptions } from '../../../lib/synth/api-gateway-export/index.js';

const MOCK: Integration = { type: 'MOCK', responses: [{ statusCode: '200' }] };
const token: RestApi['authorizers'] = [
  {
    type: 'TOKEN',
    name: 'token',
    authType: 'oauth2',
    uri: 'arn:f',
    identitySource: { kind: 'header', name: 'X-Token' },
    resultTtlSeconds: 60,
  },
  { type: 'TOKEN', name: 'unused', uri: 'arn:g', identitySource: { kind: 'header', name: 'X' } },
];

function api(method: Partial<Method> = {}, members: Partial<RestApi> = {}): RestApi {
  const get: Method = { httpMethod: 'GET', integration: MOCK, responses: [{ statusCode: '200' }], ...method };
  return {
    protocol: 'REST',
    id: 'pets',
    name: 'Pets',
    version: '1',
    resources: [{ path: '/pets', methods: [get] }],
    stages: [],
    ...members,
  };
}

function exported(source: RestApi, options: Partial<ExportOptions> = {}): Record<string, Json> {
  const result = exportAsApiGateway(source, {
    type: 'oas30',
    stageName: 'prod',
    restApiId: 'abc123defg',
    region: 'eu-west-1',
    accountId: '123456789012',
    deployedAt: new Date('2026-11-30T12:34:56.789Z'),
    resourceId: (path) => `id of ${path}`,
    ...options,
  });
  if (result.kind === 'refused') throw new Error(result.error.message);
  return result.document as Record<string, Json>;
}

const operationOf = (document: Record<string, Json>): Json =>
  (document.paths as Record<string, Record<string, Json>>)['/pets']?.get ?? null;

describe('GetExport', () => {
  test.each<[type: ExportOptions['type'], document: object]>([
    [
      'oas30',
      {
        openapi: '3.0.1',
        info: { title: 'Pets', version: '1' },
        servers: [
          {
            url: 'https://abc123defg.execute-api.eu-west-1.amazonaws.com/{basePath}',
            variables: { basePath: { default: 'prod' } },
          },
        ],
        paths: { '/pets': { get: { responses: { 200: { description: '200 response', content: {} } } } } },
        components: {},
      },
    ],
    [
      'swagger',
      {
        swagger: '2.0',
        info: { title: 'Pets', version: '1' },
        host: 'abc123defg.execute-api.eu-west-1.amazonaws.com',
        basePath: '/prod',
        schemes: ['https'],
        paths: { '/pets': { get: { responses: { 200: { description: '200 response' } } } } },
      },
    ],
  ])('of %s without extensions', (type, document) => {
    expect(exported(api(), { type })).toEqual(document);
  });

  test('has the time of the deployment, to the second, where the API has no version', () => {
    const { version: _version, ...unversioned } = api();
    expect(exported(unversioned).info).toEqual({ title: 'Pets', version: '2026-11-30T12:34:56Z' });
  });

  const rich: Partial<Method> = {
    operationName: 'ListPets',
    requestParameters: [
      { location: 'querystring', name: 'page', required: false },
      { location: 'querystring', name: 'type', required: true },
    ],
    requestModels: { 'application/json': 'Pets' },
    responses: [
      {
        statusCode: '200',
        responseModels: { 'application/json': 'Pets' },
        responseHeaders: [
          { name: 'Access-Control-Allow-Headers', required: false },
          { name: 'Access-Control-Allow-Origin', required: false },
        ],
      },
    ],
    integration: {
      type: 'MOCK',
      requestTemplates: { 'text/xml': '' },
      responses: [{ statusCode: '200', responseTemplates: { 'text/csv': '' } }],
    },
  };
  const models: RestApi['models'] = [
    { name: 'Pet', schema: { $schema: 'http://json-schema.org/draft-04/schema#', type: 'object' } },
    { name: 'Pets', schema: { type: 'array', items: { $ref: '#/models/Pet' } } },
    { name: 'Error', schema: { type: 'object' } },
  ];

  test('of oas30 has parameters and headers in the order of their hashes, and the models that are used', () => {
    const document = exported(api(rich, { models }));
    const header = { schema: { type: 'string' } };
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/Pets' } } };
    expect(JSON.stringify(operationOf(document))).toBe(
      JSON.stringify({
        operationId: 'ListPets',
        parameters: [
          { name: 'type', in: 'query', required: true, schema: { type: 'string' } },
          { name: 'page', in: 'query', schema: { type: 'string' } },
        ],
        requestBody: { content, required: true },
        responses: {
          200: {
            description: '200 response',
            headers: { 'Access-Control-Allow-Origin': header, 'Access-Control-Allow-Headers': header },
            content,
          },
        },
      }),
    );
    expect(document.components).toEqual({
      schemas: { Pets: { type: 'array', items: { $ref: '#/components/schemas/Pet' } }, Pet: { type: 'object' } },
    });
  });

  test('of swagger has the types of models and templates, and a body parameter named like its model', () => {
    const document = exported(api(rich, { models }), { type: 'swagger' });
    expect(operationOf(document)).toMatchObject({
      consumes: expect.arrayContaining(['application/json', 'text/xml']) as Json,
      produces: expect.arrayContaining(['application/json', 'text/csv']) as Json,
      parameters: [
        { name: 'type', in: 'query', required: true, type: 'string' },
        { name: 'page', in: 'query', required: false, type: 'string' },
        { in: 'body', name: 'Pets', required: true, schema: { $ref: '#/definitions/Pets' } },
      ],
    });
    expect(Object.keys(document.definitions as object)).toEqual(['Pets', 'Pet']);
  });

  test.each<[extensions: ExportOptions['extensions'] & object, scheme: object]>([
    [[], {}],
    [['integrations'], { 'x-amazon-apigateway-authtype': 'oauth2' }],
    [
      ['authorizers'],
      {
        'x-amazon-apigateway-authtype': 'oauth2',
        'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: 'arn:f', authorizerResultTtlInSeconds: 60 },
      },
    ],
  ])('with %j has of the authorizers that are used', (extensions, members) => {
    const method: Partial<Method> = { authorization: { type: 'CUSTOM', authorizer: 'token' }, apiKeyRequired: true };
    const document = exported(api(method, { authorizers: token }), { extensions });
    expect(document.components).toEqual({
      securitySchemes: {
        token: { type: 'apiKey', name: 'X-Token', in: 'header', ...members },
        api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
      },
    });
    expect(operationOf(document)).toMatchObject({ security: [{ token: [] }, { api_key: [] }] });
  });

  test('names IAM as sigv4', () => {
    const document = exported(api({ authorization: { type: 'AWS_IAM' } }), {
      extensions: ['apigateway'],
      type: 'swagger',
    });
    expect(document.securityDefinitions).toEqual({
      sigv4: { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' },
    });
  });

  const settings: Partial<RestApi> = {
    binaryMediaTypes: ['image/png'],
    minimumCompressionBytes: 10,
    apiKeySource: 'AUTHORIZER',
    policy: { Version: '2012-10-17' },
    disableExecuteApiEndpoint: true,
    requestValidators: [{ name: 'all', validateRequestBody: true, validateRequestParameters: false }],
    gatewayResponses: [{ responseType: 'THROTTLED', statusCode: '503' }, { responseType: 'DEFAULT_4XX' }],
    documentation: { parts: { documentationParts: [] } },
    stages: [{ name: 'prod', documentationVersion: '1' }],
  };

  test.each<[extensions: ExportOptions['extensions'] & object, members: readonly string[]]>([
    [[], []],
    [['authorizers'], []],
    [['integrations'], ['x-amazon-apigateway-binary-media-types']],
    [['documentation'], ['x-amazon-apigateway-documentation']],
    [
      ['apigateway'],
      [
        'x-amazon-apigateway-api-key-source',
        'x-amazon-apigateway-binary-media-types',
        'x-amazon-apigateway-gateway-responses',
        'x-amazon-apigateway-minimum-compression-size',
        'x-amazon-apigateway-policy',
        'x-amazon-apigateway-request-validators',
      ],
    ],
  ])('with %j has at its root', (extensions, members) => {
    const document = exported(api({ requestValidator: 'all' }, settings), { extensions });
    expect(
      Object.keys(document)
        .filter((key) => key.startsWith('x-'))
        .sort(),
    ).toEqual(members);
    const all = extensions.includes('apigateway');
    expect(Object.hasOwn(operationOf(document) as object, 'x-amazon-apigateway-request-validator')).toBe(all);
    expect(Object.hasOwn(operationOf(document) as object, 'x-amazon-apigateway-integration')).toBe(
      all || extensions.includes('integrations'),
    );
    expect(JSON.stringify(document.servers)).toContain(all ? '"disableExecuteApiEndpoint":true' : '"url"');
  });

  test('has statuses of gateway responses as numbers, and their default template', () => {
    const responseTemplates = { 'application/json': '{"message":$context.error.messageString}' };
    expect(
      exported(api({}, settings), { extensions: ['apigateway'] })['x-amazon-apigateway-gateway-responses'],
    ).toEqual({
      THROTTLED: { statusCode: 503, responseTemplates },
      DEFAULT_4XX: { responseTemplates },
    });
  });

  test('has no documentation that is not published with the stage, and no setting that is a default', () => {
    const { stages: _stages, ...unpublished } = settings;
    const document = exported(api({}, { ...unpublished, apiKeySource: 'HEADER' }), {
      extensions: ['apigateway', 'documentation'],
    });
    expect(document).not.toHaveProperty('x-amazon-apigateway-documentation');
    expect(document).not.toHaveProperty('x-amazon-apigateway-api-key-source');
  });

  test.each<[what: string, integration: Integration, members: object]>([
    ['a mock', { type: 'MOCK', timeoutMs: 29_000 }, { type: 'mock', passthroughBehavior: 'when_no_match' }],
    [
      'a timeout and a cache key',
      {
        type: 'HTTP',
        httpMethod: 'GET',
        uri: 'https://a.b',
        timeoutMs: 1000,
        cacheKeyParameters: [{ kind: 'method.request', location: 'querystring', name: 'page' }],
      },
      { timeoutInMillis: 1000, cacheNamespace: 'id of /pets', cacheKeyParameters: ['method.request.querystring.page'] },
    ],
    [
      'a VPC link',
      { type: 'HTTP', httpMethod: 'GET', uri: 'http://a', vpcLink: { id: 'link' } },
      { connectionType: 'VPC_LINK', connectionId: 'link' },
    ],
    [
      'responses by pattern',
      { type: 'MOCK', responses: [{ statusCode: '200' }, { statusCode: '500', selectionPattern: '5..' }] },
      { responses: { default: { statusCode: '200' }, '5..': { statusCode: '500' } } },
    ],
  ])('of an integration: %s', (_what, integration, members) => {
    const document = exported(api({ integration }), { extensions: ['integrations'] });
    expect((operationOf(document) as Record<string, Json>)['x-amazon-apigateway-integration']).toMatchObject(members);
  });

  test('leaves paths without methods out', () => {
    const source = api();
    expect(
      Object.keys(
        exported({ ...source, resources: [...source.resources, { path: '/empty', methods: [] }] }).paths as object,
      ),
    ).toEqual(['/pets']);
  });

  test('takes models of other types beside those of JSON', () => {
    const source = api({
      responses: [
        { statusCode: '200', responseModels: { 'application/json': 'Pet' } },
        { statusCode: '400', responseModels: { 'application/problem+json': 'Pet' } },
      ],
    });
    expect(operationOf(exported(source))).toMatchObject({
      responses: { 400: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Pet' } } } } },
    });
  });

  test.each<[why: string, source: RestApi, message: string]>([
    ['no method', { ...api(), resources: [] }, "The REST API doesn't contain any methods"],
    [
      'a method without integration',
      { ...api(), resources: [{ path: '/', methods: [{ httpMethod: 'GET' }] }] },
      'No integration defined for method',
    ],
    [
      'models of other types alone',
      api({ requestModels: { 'text/xml': 'Pet' } }),
      'Only found non-JSON body models for GET /pets',
    ],
  ])('is refused for %s', (_why, source, message) => {
    expect(() => exported(source)).toThrow(message);
  });
});
