import { describe, expect, test } from 'vitest';
import { readOpenApi, type ReadOptions } from '../../../lib/import/openapi/document.js';
import { parseJsonOrYaml } from '../../../lib/import/text/index.js';
import {
  joinValues,
  reference,
  type Diagnostic,
  type Document,
  type HttpApi,
  type Method,
  type RestApi,
} from '../../../lib/model/index.js';
import { SluiceError } from '../../../lib/support/sluice-error.js';

type Members = Record<string, Document>;

function read(
  members: Members,
  options: Partial<ReadOptions> = {},
): { api: RestApi; diagnostics: readonly Diagnostic[] } {
  const document = { openapi: '3.0.1', info: { title: 'Pets', version: '1' }, ...members };
  const { api, diagnostics } = readOpenApi(document, { id: 'pets', protocol: 'REST', ...options });
  return { api: api as RestApi, diagnostics };
}

function readSwagger(members: Members): { api: RestApi; diagnostics: readonly Diagnostic[] } {
  const document = { swagger: '2.0', info: { title: 'Pets', version: '1' }, ...members };
  const { api, diagnostics } = readOpenApi(document, { id: 'pets' });
  return { api: api as RestApi, diagnostics };
}

/** The only method of an API. */
function methodOf({ api }: { api: RestApi }): Method {
  const [method] = api.resources.flatMap(({ methods }) => methods);
  if (method === undefined) throw new Error('no method was read');
  return method;
}

function codes({ diagnostics }: { diagnostics: readonly Diagnostic[] }): readonly string[] {
  return diagnostics.map(({ code, severity }) => `${severity} ${code}`);
}

const MOCK = { type: 'mock' };

describe('readOpenApi()', () => {
  test.each<[version: unknown, key: string]>([
    ['3.0.0', 'openapi'],
    ['3.0.3', 'openapi'],
    ['3.1.0', 'openapi'],
    [3, 'openapi'],
    [3.1, 'openapi'],
    ['2.0', 'swagger'],
    [2, 'swagger'],
  ])('reads version %j', (version, key) => {
    const { api } = readOpenApi({ [key]: version as Document, paths: { '/a': { get: {} } } }, { id: 'pets' });
    expect(api).toMatchObject({ name: 'pets', resources: [{ path: '/a' }] });
  });

  test.each<[what: string, document: Document, message: RegExp]>([
    ['an older version', { swagger: '1.2' }, /it is of version 1\.2/],
    ['a newer version', { openapi: '4.0.0' }, /it is of version 4\.0\.0/],
    ['2.0 under the wrong key', { openapi: '2.0' }, /it is of version 2\.0/],
    ['no version', { paths: {} }, /it is no OpenAPI document/],
    ['a list', [], /it is no object/],
    ['text', 'openapi', /it is no object/],
  ])('refuses %s', (_what, document, message) => {
    expect(() => readOpenApi(document, { id: 'pets', file: 'pets.yaml' })).toThrow(SluiceError);
    expect(() => readOpenApi(document, { id: 'pets', file: 'pets.yaml' })).toThrow(message);
  });

  test('says what 3.1 adds has no effect', () => {
    const { diagnostics } = readOpenApi({ openapi: '3.1.0', info: {}, webhooks: { a: {} }, paths: {} }, { id: 'pets' });
    expect(codes({ diagnostics })).toEqual(['info not-read']);
  });

  test.each<[what: string, members: Members, protocol: 'REST' | 'HTTP']>([
    ['nothing', {}, 'REST'],
    ['the version of an HTTP export', { 'x-amazon-apigateway-importexport-version': '1.0' }, 'HTTP'],
    ['CORS', { 'x-amazon-apigateway-cors': {} }, 'HTTP'],
    [
      'validators beside that version',
      { 'x-amazon-apigateway-importexport-version': '1.0', 'x-amazon-apigateway-request-validators': {} },
      'REST',
    ],
    [
      'a JWT authorizer',
      { components: { securitySchemes: { a: { 'x-amazon-apigateway-authorizer': { type: 'jwt' } } } } },
      'HTTP',
    ],
    [
      'a payload format',
      {
        paths: {
          '/a': { get: { 'x-amazon-apigateway-integration': { type: 'aws_proxy', payloadFormatVersion: '2.0' } } },
        },
      },
      'HTTP',
    ],
    [
      'a payload format beside a mock',
      {
        paths: {
          '/a': {
            get: { 'x-amazon-apigateway-integration': { type: 'aws_proxy', payloadFormatVersion: '1.0' } },
            put: { 'x-amazon-apigateway-integration': MOCK },
          },
        },
      },
      'REST',
    ],
  ])('tells the kind of API by %s', (_what, members, protocol) => {
    expect(readOpenApi({ openapi: '3.0.1', info: {}, ...members }, { id: 'pets' }).api.protocol).toBe(protocol);
  });
});

describe('basepath', () => {
  const servers3 = (url: string, variables?: Document): Members => ({
    servers: [{ url, ...(variables !== undefined && { variables }) }],
  });
  test.each<[what: string, members: Members, mode: 'ignore' | 'prepend' | 'split', path: string]>([
    ['nothing', {}, 'prepend', '/test'],
    ['a path', servers3('https://example.com/base/'), 'ignore', '/test'],
    ['a path', servers3('https://example.com/base/'), 'prepend', '/base/test'],
    ['a path', servers3('https://example.com/base'), 'split', '/test'],
    ['a longer path', servers3('https://example.com/base-url/part/'), 'prepend', '/base-url/part/test'],
    ['a longer path', servers3('https://example.com/base-url/part/'), 'split', '/part/test'],
    ['a relative path', servers3('/v1'), 'prepend', '/v1/test'],
    [
      'a variable that the URL does not use',
      servers3('https://example.com', { basePath: { default: 'base-var' } }),
      'prepend',
      '/base-var/test',
    ],
    [
      'a variable that the URL uses',
      servers3('https://{host}/{v}', { host: { default: 'h' }, v: { default: 'v2' } }),
      'prepend',
      '/v2/test',
    ],
  ])('of %s in %j, %s: %s', (_what, members, basepath, path) => {
    const { api } = read({ ...members, paths: { '/test': { get: {} } } }, { basepath });
    expect(api.resources.map((resource) => resource.path)).toEqual([path]);
  });

  test('of Swagger 2.0 is basePath', () => {
    const document = {
      swagger: '2.0',
      host: 'h',
      schemes: ['https'],
      basePath: '/v1',
      paths: { '/test': { get: {} } },
    };
    const { api } = readOpenApi(document, { id: 'pets', basepath: 'prepend' });
    expect(api).toMatchObject({ resources: [{ path: '/v1/test' }] });
    expect(readOpenApi(document, { id: 'pets' }).api.documentation?.other).toEqual({
      servers: [{ url: 'https://h/v1' }],
    });
  });
});

describe('security', () => {
  const schemes = {
    key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
    sigv4: { type: 'apiKey', in: 'header', name: 'Authorization', 'x-amazon-apigateway-authtype': 'awsSigv4' },
    token: {
      type: 'apiKey',
      in: 'header',
      name: 'auth',
      'x-amazon-apigateway-authtype': 'custom',
      'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: 'uri' },
    },
    pool: {
      type: 'apiKey',
      in: 'header',
      name: 'auth',
      'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: ['arn'] },
    },
    bearer: { type: 'http', scheme: 'bearer' },
    broken: { type: 'apiKey', in: 'header', name: 'auth', 'x-amazon-apigateway-authtype': 'custom' },
  };
  const secured = (
    root: Document | undefined,
    operation: Document | undefined,
    auth?: string,
  ): { api: RestApi; diagnostics: readonly Diagnostic[] } =>
    read({
      components: { securitySchemes: schemes },
      ...(root !== undefined && { security: root }),
      paths: {
        '/a': {
          get: {
            ...(operation !== undefined && { security: operation }),
            ...(auth !== undefined && { 'x-amazon-apigateway-auth': { type: auth } }),
          },
        },
      },
    });

  test.each<[what: string, root: Document | undefined, operation: Document | undefined, method: Partial<Method>]>([
    ['nothing', undefined, undefined, {}],
    ['an API key', undefined, [{ key: [] }], { apiKeyRequired: true }],
    ['IAM', undefined, [{ sigv4: [] }], { authorization: { type: 'AWS_IAM' } }],
    ['a token authorizer', undefined, [{ token: [] }], { authorization: { type: 'CUSTOM', authorizer: 'token' } }],
    ['a user pool', undefined, [{ pool: [] }], { authorization: { type: 'COGNITO_USER_POOLS', authorizer: 'pool' } }],
    [
      'scopes',
      undefined,
      [{ pool: ['a/b'] }],
      { authorization: { type: 'COGNITO_USER_POOLS', authorizer: 'pool', scopes: ['a/b'] } },
    ],
    [
      'two requirements',
      undefined,
      [{ token: [] }, { key: [] }],
      { authorization: { type: 'CUSTOM', authorizer: 'token' }, apiKeyRequired: true },
    ],
    [
      'two schemes in one',
      undefined,
      [{ token: [], key: [] }],
      { authorization: { type: 'CUSTOM', authorizer: 'token' }, apiKeyRequired: true },
    ],
    ["the document's", [{ token: [] }], undefined, { authorization: { type: 'CUSTOM', authorizer: 'token' } }],
    ["an empty list over the document's", [{ token: [] }], [], {}],
    ["its own over the document's", [{ token: [] }], [{ key: [] }], { apiKeyRequired: true }],
    [
      'an authorizer that is not whole',
      undefined,
      [{ broken: [] }],
      { authorization: { type: 'CUSTOM', authorizer: 'broken' } },
    ],
    [
      'a scheme that is not there',
      undefined,
      [{ nobody: [] }],
      { authorization: { type: 'CUSTOM', authorizer: 'nobody' } },
    ],
    ['a key whose scheme is not there', undefined, [{ api_key: [] }], { apiKeyRequired: true }],
    [
      'what only deployment knows',
      undefined,
      reference('Security'),
      { authorization: { type: 'CUSTOM', authorizer: '${Security}' } },
    ],
    [
      'a requirement that only deployment knows',
      undefined,
      [reference('Security')],
      { authorization: { type: 'CUSTOM', authorizer: '${Security}' } },
    ],
    ['a scheme for people', undefined, [{ bearer: [] }], { documentation: { other: { security: [{ bearer: [] }] } } }],
  ])('of %s', (_what, root, operation, expected) => {
    expect(methodOf(secured(root, operation))).toEqual({ httpMethod: 'GET', ...expected });
  });

  test.each<[auth: string, root: Document | undefined, authorization: unknown]>([
    ['AWS_IAM', undefined, { type: 'AWS_IAM' }],
    ['aws_iam', [{ token: [] }], { type: 'AWS_IAM' }],
    ['NONE', [{ token: [] }], { type: 'NONE' }],
  ])('x-amazon-apigateway-auth %s', (auth, root, authorization) => {
    expect(methodOf(secured(root, undefined, auth)).authorization).toEqual(authorization);
  });

  test('reads the source of an identity from the scheme', () => {
    const { api } = secured(undefined, undefined);
    expect(api.authorizers).toMatchObject([
      {
        name: 'token',
        type: 'TOKEN',
        authType: 'custom',
        identitySource: { kind: 'header', name: 'auth' },
        uri: 'uri',
      },
      {
        name: 'pool',
        type: 'COGNITO_USER_POOLS',
        identitySource: { kind: 'header', name: 'auth' },
        providerArns: ['arn'],
      },
    ]);
    expect(api.documentation?.other).toEqual({ components: { securitySchemes: { bearer: schemes.bearer } } });
  });

  test('reports what lets everybody in, what is broken and what is missing', () => {
    expect(codes(secured([{ nobody: [] }], [{ token: ['x'], pool: [] }]))).toEqual([
      'warning not-read', // bearer
      'error invalid-value', // broken
      'error unresolved-reference', // nobody
      'warning not-read', // pool beside token
      'warning not-read', // scopes of token
    ]);
  });
});

describe('references', () => {
  test('are followed to parameters, responses, bodies and paths', () => {
    const { api, diagnostics } = read({
      components: {
        schemas: { Pet: { type: 'object' } },
        parameters: { Page: { name: 'page', in: 'query' }, Again: { $ref: '#/components/parameters/Page' } },
        requestBodies: { Pet: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } } },
        responses: { Ok: { description: 'fine', headers: { 'X-A': { $ref: '#/components/headers/A' } } } },
        headers: { A: { schema: { type: 'integer' } } },
      },
      paths: {
        '/a': {
          post: {
            parameters: [{ $ref: '#/components/parameters/Again' }],
            requestBody: { $ref: '#/components/requestBodies/Pet' },
            responses: { 200: { $ref: '#/components/responses/Ok' } },
          },
        },
        '/b': { $ref: '#/paths/~1a' },
      },
    });
    const method = {
      httpMethod: 'POST',
      requestParameters: [{ location: 'querystring', name: 'page', required: false }],
      requestModels: { 'application/json': 'Pet' },
      responses: [
        {
          statusCode: '200',
          description: 'fine',
          responseHeaders: [{ name: 'X-A', required: false, documentation: { schema: { type: 'integer' } } }],
        },
      ],
    };
    expect(diagnostics).toEqual([]);
    expect(api.resources).toEqual([
      { path: '/a', methods: [method] },
      { path: '/b', methods: [method] },
    ]);
  });

  test('between models are written as the model writes them', () => {
    const { api, diagnostics } = read({
      components: {
        schemas: {
          Pet: { properties: { owner: { $ref: '#/components/schemas/Owner' }, $ref: { type: 'string' } } },
          Owner: { properties: { pets: { items: { $ref: '#/components/schemas/Pet' } } }, description: 'Who' },
          Url: { $ref: 'https://apigateway.amazonaws.com/restapis/abc/models/Pet' },
          Own: { definitions: { X: {} }, items: { $ref: '#/definitions/X' } },
          Data: { default: { $ref: '#/components/schemas/Pet' }, enum: [{ $ref: 'nothing' }] },
          'a/b': { items: { $ref: '#/components/schemas/a~1b' } },
        },
      },
    });
    expect(diagnostics).toEqual([]);
    expect(api.models).toEqual([
      { name: 'Pet', schema: { properties: { owner: { $ref: '#/models/Owner' }, $ref: { type: 'string' } } } },
      {
        name: 'Owner',
        description: 'Who',
        schema: { properties: { pets: { items: { $ref: '#/models/Pet' } } }, description: 'Who' },
      },
      { name: 'Url', schema: { $ref: '#/models/Pet' } },
      { name: 'Own', schema: { definitions: { X: {} }, items: { $ref: '#/definitions/X' } } },
      { name: 'Data', schema: { default: { $ref: '#/components/schemas/Pet' }, enum: [{ $ref: 'nothing' }] } },
      { name: 'a/b', schema: { items: { $ref: '#/models/a/b' } } },
    ]);
  });

  test('to a schema deep inside the document make it a model', () => {
    const { api, diagnostics } = read({
      components: { schemas: { Pet: { properties: { name: { type: 'string', maxLength: 3 } } } } },
      paths: {
        '/a': {
          post: {
            requestBody: {
              content: { 'text/plain': { schema: { $ref: '#/components/schemas/Pet/properties/name' } } },
            },
          },
        },
      },
    });
    expect(diagnostics).toEqual([]);
    expect(methodOf({ api }).requestModels).toEqual({ 'text/plain': 'name' });
    expect(api.models?.at(-1)).toEqual({ name: 'name', schema: { type: 'string', maxLength: 3 } });
  });

  test('lead into files, and from there on', () => {
    const files: Record<string, Document> = {
      'schemas/pet.yaml': { properties: { owner: { $ref: './owner.yaml#/Owner' }, self: { $ref: '#' } } },
      'schemas/owner.yaml': {
        Owner: { properties: { pet: { $ref: 'pet.yaml' }, home: { $ref: '#/Home' } } },
        Home: { type: 'string' },
      },
    };
    const { api, diagnostics } = read(
      {
        components: { schemas: { Pets: { items: { $ref: 'schemas/pet.yaml' } } } },
        paths: { '/a': { $ref: 'https://example.com/a.yaml' } },
      },
      {
        files: (path) => {
          const found = files[path];
          if (found === undefined) throw new SluiceError('source-not-found', `Cannot find ${path}`);
          return found;
        },
      },
    );
    expect(Object.fromEntries((api.models ?? []).map(({ name, schema }) => [name, schema]))).toMatchObject({
      Pets: { items: { $ref: '#/models/pet' } },
      pet: { properties: { owner: { $ref: '#/models/Owner' } } },
      Owner: { properties: { home: { $ref: '#/models/Home' } } },
      Home: { type: 'string' },
    });
    expect(diagnostics).toMatchObject([
      {
        code: 'unresolved-reference',
        message: expect.stringContaining('over the network') as string,
        place: { element: '/a' },
      },
    ]);
  });

  test('into endlessly many files come to an end', () => {
    const { diagnostics } = read(
      { components: { schemas: { A: { $ref: 'a/a.yaml' } } } },
      { files: () => ({ items: { $ref: 'a/a.yaml' } }) },
    );
    expect(codes({ diagnostics })).toEqual(['error unresolved-reference']);
  });

  test.each<[what: string, members: Members, element: string]>([
    ['a parameter', { paths: { '/a': { get: { parameters: [{ $ref: '#/components/parameters/No' }] } } } }, 'GET /a'],
    ['a model', { components: { schemas: { Pet: { $ref: '#/components/schemas/No' } } } }, 'model Pet'],
    [
      'a response model',
      {
        paths: {
          '/a': { get: { responses: { 200: { content: { j: { schema: { $ref: '#/components/schemas/No' } } } } } } },
        },
      },
      'GET /a',
    ],
    [
      'a circle',
      {
        components: {
          parameters: { A: { $ref: '#/components/parameters/B' }, B: { $ref: '#/components/parameters/A' } },
        },
        paths: { '/a': { get: { parameters: [{ $ref: '#/components/parameters/A' }] } } },
      },
      'GET /a',
    ],
    ['a file that nobody can give', { paths: { '/a': { $ref: 'a.yaml' } } }, '/a'],
  ])('that lead nowhere are reported: %s', (_what, members, element) => {
    expect(read(members).diagnostics).toMatchObject([
      { code: 'unresolved-reference', severity: 'error', place: { element } },
    ]);
  });
});

describe('models in place', () => {
  const inPlace = (schema: Document): RestApi =>
    read({ paths: { '/a': { post: { requestBody: { content: { 'application/json': { schema } } } } } } }).api;

  test('get a name that their content makes, whatever the order of its keys', () => {
    const one = inPlace({ type: 'object', required: ['a'] });
    const [model] = one.models ?? [];
    expect(model?.name).toMatch(/^MODEL[0-9a-f]{10}$/);
    expect(methodOf({ api: one }).requestModels).toEqual({ 'application/json': model?.name });
    expect(inPlace({ required: ['a'], type: 'object' }).models?.[0]?.name).toBe(model?.name);
    expect(inPlace({ required: ['b'], type: 'object' }).models?.[0]?.name).not.toBe(model?.name);
  });
});

describe('integrations', () => {
  const integrated = (integration: Document): { api: RestApi; diagnostics: readonly Diagnostic[] } =>
    read({ paths: { '/a': { get: { 'x-amazon-apigateway-integration': integration } } } });

  test("have AWS's variables in their URI and role", () => {
    const { api, diagnostics } = integrated({
      type: 'aws_proxy',
      uri: 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/${AWS::Other}/${stageVariables.fn}/${AWS::AccountId}',
      credentials: 'arn:aws:iam::${AWS::AccountId}:role/caller',
      requestTemplates: { 'text/plain': '${AWS::Region}' },
    });
    expect(diagnostics).toEqual([]);
    expect(methodOf({ api }).integration).toMatchObject({
      uri: joinValues([
        'arn:',
        reference('AWS::Partition'),
        ':apigateway:',
        reference('AWS::Region'),
        ':lambda:path/${AWS::Other}/${stageVariables.fn}/',
        reference('AWS::AccountId'),
      ]),
      credentials: joinValues(['arn:aws:iam::', reference('AWS::AccountId'), ':role/caller']),
      requestTemplates: { 'text/plain': '${AWS::Region}' },
    });
  });

  test('are read in any case, with every member', () => {
    const uri = joinValues(['arn:', reference('Fn', 'Arn')]);
    const result = integrated({
      type: 'Aws',
      httpMethod: 'POST',
      uri,
      credentials: 'role',
      connectionType: 'vpc_link',
      connectionId: 'link',
      integrationTarget: 'listener',
      passthroughBehavior: 'when_no_templates',
      contentHandling: 'convert_to_text',
      timeoutInMillis: '3000',
      cacheNamespace: 'ns',
      cacheKeyParameters: ['method.request.querystring.q'],
      responseTransferMode: 'stream',
      tlsConfig: { insecureSkipVerification: true },
      requestParameters: {
        'integration.request.header.X': "'1'",
        'integration.request.path.p': 'method.request.path.p',
      },
      requestTemplates: { 'application/json': '{}' },
      responses: {
        default: {
          statusCode: 200,
          responseParameters: { 'method.response.header.A': 'integration.response.header.B' },
        },
        '5\\d{2}': {
          statusCode: '502',
          responseTemplates: { 'text/plain': 'x' },
          contentHandling: 'CONVERT_TO_BINARY',
        },
      },
    });
    expect(result.diagnostics).toEqual([]);
    expect(methodOf(result).integration).toEqual({
      type: 'AWS',
      httpMethod: 'POST',
      uri,
      credentials: 'role',
      vpcLink: { id: 'link', target: 'listener' },
      passthroughBehavior: 'WHEN_NO_TEMPLATES',
      contentHandling: 'CONVERT_TO_TEXT',
      timeoutMs: 3000,
      cacheNamespace: 'ns',
      cacheKeyParameters: [{ kind: 'method.request', location: 'querystring', name: 'q' }],
      responseTransferMode: 'STREAM',
      insecureSkipVerification: true,
      requestParameters: [
        { target: { location: 'header', name: 'X' }, source: { kind: 'literal', value: '1' } },
        { target: { location: 'path', name: 'p' }, source: { kind: 'path', name: 'p' } },
      ],
      requestTemplates: { 'application/json': '{}' },
      responses: [
        { statusCode: '200', responseParameters: [{ header: 'A', source: { kind: 'header', name: 'B' } }] },
        {
          statusCode: '502',
          selectionPattern: '5\\d{2}',
          responseTemplates: { 'text/plain': 'x' },
          contentHandling: 'CONVERT_TO_BINARY',
        },
      ],
    });
  });

  test.each<[what: string, integration: Document, read: unknown, found: readonly string[]]>([
    ['a mock with a verb', { type: 'MOCK', httpMethod: 'GET' }, { type: 'MOCK' }, ['info not-read']],
    [
      'no verb for a function',
      { type: 'aws_proxy', uri: 'u' },
      { type: 'AWS_PROXY', uri: 'u', httpMethod: 'POST' },
      [],
    ],
    ['no verb for a URL', { type: 'http', uri: 'u' }, { type: 'HTTP', uri: 'u', httpMethod: 'GET' }, []],
    ['no URI', { type: 'aws' }, undefined, ['error invalid-value']],
    ['no type', { uri: 'u' }, undefined, ['error invalid-value']],
    ['an unknown type', { type: 'lambda', uri: 'u' }, undefined, ['error invalid-value', 'error invalid-value']],
    ['no object', 'mock', undefined, ['error invalid-value']],
    [
      'an unknown member',
      { type: 'mock', passThroughBehavior: 'never' },
      { type: 'MOCK' },
      ['warning unknown-property'],
    ],
    ['a foreign extension', { type: 'mock', 'x-mine': 1 }, { type: 'MOCK' }, ['info not-read']],
    [
      'a mapping of no text',
      { type: 'mock', requestParameters: { 'integration.request.header.X': true } },
      { type: 'MOCK', requestParameters: [] },
      ['warning invalid-value'],
    ],
    [
      'a mapping to nowhere',
      { type: 'mock', requestParameters: { 'integration.X': "'a'" } },
      { type: 'MOCK', requestParameters: [] },
      ['error parameter-mapping-invalid'],
    ],
    ['an unknown word', { type: 'mock', passthroughBehavior: 'always' }, { type: 'MOCK' }, ['error invalid-value']],
    [
      'a link without an id',
      { type: 'http', uri: 'u', httpMethod: 'GET', connectionType: 'VPC_LINK' },
      { type: 'HTTP', uri: 'u', httpMethod: 'GET' },
      ['error invalid-value'],
    ],
  ])('with %s', (_what, integration, expected, found) => {
    const result = integrated(integration);
    expect(methodOf(result).integration).toEqual(expected);
    expect(codes(result)).toEqual(found);
  });
});

describe('Swagger 2.0', () => {
  test('is read as OpenAPI 3.0 would say it', () => {
    const result = readSwagger({
      consumes: ['application/json'],
      produces: ['application/json', 'text/csv'],
      definitions: { Pet: { type: 'object' } },
      parameters: { Page: { name: 'page', in: 'query', type: 'integer', description: 'Which' } },
      responses: { Gone: { description: 'gone' } },
      securityDefinitions: { api_key: { type: 'apiKey', in: 'header', name: 'x-api-key' } },
      paths: {
        '/a': {
          put: {
            security: [{ api_key: [] }],
            parameters: [
              { $ref: '#/parameters/Page' },
              { name: 'ids', in: 'query', type: 'array', items: { type: 'string' }, collectionFormat: 'csv' },
              { name: 'plain', in: 'header', type: 'string' },
              { name: 'Pet', in: 'body', required: true, schema: { $ref: '#/definitions/Pet' } },
            ],
            responses: {
              200: {
                description: '200 response',
                schema: { $ref: '#/definitions/Pet' },
                examples: { 'text/csv': 'a,b' },
                headers: { X: { type: 'string' } },
              },
              404: { $ref: '#/responses/Gone' },
            },
          },
        },
      },
    });
    expect(result.diagnostics).toEqual([]);
    expect(methodOf(result)).toEqual({
      httpMethod: 'PUT',
      apiKeyRequired: true,
      requestParameters: [
        {
          location: 'querystring',
          name: 'page',
          required: false,
          documentation: { description: 'Which', schema: { type: 'integer' } },
        },
        {
          location: 'querystring',
          name: 'ids',
          required: false,
          documentation: {
            schema: { type: 'array', items: { type: 'string' } },
            other: { style: 'form', explode: false },
          },
        },
        { location: 'header', name: 'plain', required: false },
      ],
      requestModels: { 'application/json': 'Pet' },
      documentation: { requestBody: { required: true } },
      responses: [
        {
          statusCode: '200',
          responseModels: { 'application/json': 'Pet', 'text/csv': 'Pet' },
          responseHeaders: [{ name: 'X', required: false }],
          documentation: { content: { 'text/csv': { example: 'a,b' } } },
        },
        { statusCode: '404', description: 'gone' },
      ],
    });
  });

  test('makes a model of form fields', () => {
    const result = readSwagger({
      paths: {
        '/a': {
          post: {
            consumes: ['multipart/form-data'],
            parameters: [
              { name: 'file', in: 'formData', type: 'file', required: true },
              { name: 'note', in: 'formData', type: 'string', description: 'Why' },
            ],
          },
        },
      },
    });
    const [model] = result.api.models ?? [];
    expect(methodOf(result).requestModels).toEqual({ 'multipart/form-data': model?.name });
    expect(model?.schema).toEqual({
      type: 'object',
      properties: { file: { type: 'string', format: 'binary' }, note: { type: 'string', description: 'Why' } },
      required: ['file'],
    });
  });
});

describe('what is not read', () => {
  const deep: [string, Members, string, string][] = [
    ['an unknown member of the document', { paaths: {} }, 'unknown-property', 'paaths'],
    [
      'an unknown extension of API Gateway',
      { 'x-amazon-apigateway-nonsense': 1 },
      'unknown-property',
      'x-amazon-apigateway-nonsense',
    ],
    ['an unknown verb', { paths: { '/a': { any: {} } } }, 'unknown-property', 'any'],
    ['TRACE', { paths: { '/a': { trace: {} } } }, 'not-read', ''],
    [
      'a cookie',
      { paths: { '/a': { get: { parameters: [{ name: 'c', in: 'cookie' }] } } } },
      'not-read',
      'parameters[0]',
    ],
    [
      'a parameter without a name',
      { paths: { '/a': { get: { parameters: [{ in: 'query' }] } } } },
      'invalid-value',
      'parameters[0]',
    ],
    [
      'a parameter at no place',
      { paths: { '/a': { get: { parameters: [{ name: 'a', in: 'fragment' }] } } } },
      'invalid-value',
      'parameters[0]',
    ],
    [
      'an unknown member of an operation',
      { paths: { '/a': { get: { operationID: 'x' } } } },
      'unknown-property',
      'operationID',
    ],
    [
      'an unknown member of a response',
      { paths: { '/a': { get: { responses: { 200: { schema: {} } } } } } },
      'unknown-property',
      'responses.200.schema',
    ],
    [
      'an unknown gateway response',
      { 'x-amazon-apigateway-gateway-responses': { NO: {} } },
      'invalid-value',
      'x-amazon-apigateway-gateway-responses.NO',
    ],
    [
      'an unknown validator',
      { paths: { '/a': { get: { 'x-amazon-apigateway-request-validator': 'no' } } } },
      'unresolved-reference',
      '',
    ],
    ['CORS of HTTP APIs', { 'x-amazon-apigateway-cors': {} }, 'not-read', 'x-amazon-apigateway-cors'],
    ['a path without a slash', { paths: { a: { get: {} } } }, 'path-invalid', ''],
    ['paths that are a list', { paths: [] }, 'invalid-value', 'paths'],
    ['an operation that is text', { paths: { '/a': { get: 'x' } } }, 'invalid-value', ''],
    ['an operation that only deployment knows', { paths: { '/a': { get: reference('Op') } } }, 'unresolved-value', ''],
    ['servers that are no list', { servers: { url: '/' } }, 'invalid-value', 'servers'],
  ];
  test.each(deep)('%s is reported', (_what, members, code, property) => {
    const { diagnostics } = read(members);
    expect(diagnostics.map(({ code: found, place }) => [found, place.property ?? ''])).toEqual([[code, property]]);
  });

  test('two spellings of one path are reported and joined', () => {
    const { api, diagnostics } = read({ paths: { '/a': { get: {} }, '/a/': { get: {}, put: {} } } });
    expect(api.resources).toMatchObject([
      { path: '/a', methods: [{ httpMethod: 'GET' }, { httpMethod: 'GET' }, { httpMethod: 'PUT' }] },
    ]);
    expect(codes({ diagnostics })).toEqual(['error duplicate-route']);
  });

  test('has its place in the text', () => {
    const text = 'openapi: 3.0.1\ninfo: {title: x, version: "1"}\npaths:\n  /a:\n    get:\n      nonsense: 1\n';
    const parsed = parseJsonOrYaml(text, 'a.yaml');
    const { diagnostics } = readOpenApi(parsed.value, {
      id: 'a',
      file: 'a.yaml',
      places: (path) => parsed.locate(path),
    });
    expect(diagnostics).toEqual([
      {
        code: 'unknown-property',
        severity: 'warning',
        message: '"nonsense" means nothing here',
        place: {
          element: 'GET /a',
          property: 'nonsense',
          file: 'a.yaml',
          line: 6,
          column: 7,
          excerpt: '6 |       nonsense: 1\n  |       ^',
        },
      },
    ]);
  });
});

describe('what documents say to people', () => {
  test('is kept', () => {
    const members = {
      info: {
        title: 'Pets',
        version: '1',
        summary: 's',
        contact: { name: 'me' },
        license: { name: 'MIT' },
        termsOfService: 't',
        'x-i': 1,
      },
      servers: [
        { url: 'https://example.com/v1', 'x-amazon-apigateway-endpoint-configuration': { vpcEndpointIds: ['vpce-1'] } },
      ],
      tags: [{ name: 'pets' }],
      externalDocs: { url: 'u' },
      'x-mine': { a: 1 },
      'x-amazon-apigateway-documentation': { version: '1', documentationParts: [] },
      components: { examples: { a: { value: 1 } }, 'x-c': 2 },
      paths: {
        '/a': {
          summary: 'path',
          get: {
            summary: 'op',
            description: 'long',
            tags: ['pets'],
            deprecated: true,
            externalDocs: { url: 'o' },
            callbacks: {},
            'x-op': true,
            parameters: [
              { name: 'q', in: 'query', description: 'd', schema: { type: 'integer' }, example: 3, 'x-p': 1 },
            ],
            requestBody: { description: 'body', required: true, content: { 'text/plain': { example: 'x' } }, 'x-b': 1 },
            responses: { 200: { description: 'ok', content: { 'text/plain': {} }, links: {}, 'x-r': 1 } },
          },
        },
      },
    };
    const { api, diagnostics } = read(members);
    expect(diagnostics).toEqual([]);
    expect(api.endpoint).toEqual({ vpcEndpointIds: ['vpce-1'] });
    expect(api.documentation).toEqual({
      termsOfService: 't',
      contact: { name: 'me' },
      license: { name: 'MIT' },
      tags: [{ name: 'pets' }],
      externalDocs: { url: 'u' },
      parts: { version: '1', documentationParts: [] },
      other: {
        'x-mine': { a: 1 },
        info: { summary: 's', 'x-i': 1 },
        servers: [{ url: 'https://example.com/v1' }],
        components: { examples: { a: { value: 1 } }, 'x-c': 2 },
      },
    });
    expect(api.resources[0]?.documentation).toEqual({ summary: 'path' });
    expect(methodOf({ api })).toEqual({
      httpMethod: 'GET',
      requestParameters: [
        {
          location: 'querystring',
          name: 'q',
          required: false,
          documentation: { description: 'd', schema: { type: 'integer' }, other: { example: 3, 'x-p': 1 } },
        },
      ],
      responses: [
        {
          statusCode: '200',
          description: 'ok',
          documentation: { content: { 'text/plain': {} }, other: { links: {}, 'x-r': 1 } },
        },
      ],
      documentation: {
        summary: 'op',
        description: 'long',
        tags: ['pets'],
        deprecated: true,
        externalDocs: { url: 'o' },
        requestBody: {
          description: 'body',
          required: true,
          content: { 'text/plain': { example: 'x' } },
          other: { 'x-b': 1 },
        },
        other: { callbacks: {}, 'x-op': true },
      },
    });
  });
});

describe('an operation', () => {
  test("'s parameter replaces the path's, and the document's validator holds", () => {
    const { api } = read({
      'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true, validateRequestParameters: true } },
      'x-amazon-apigateway-request-validator': 'all',
      paths: {
        '/a/{id}': {
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'q', in: 'query' },
          ],
          'x-amazon-apigateway-any-method': {
            parameters: [{ name: 'q', in: 'query', required: true }],
            operationId: '',
          },
        },
      },
    });
    expect(methodOf({ api })).toEqual({
      httpMethod: 'ANY',
      requestValidator: 'all',
      requestParameters: [
        { location: 'path', name: 'id', required: true },
        { location: 'querystring', name: 'q', required: true },
      ],
    });
  });

  test('named like a member of every object is data', () => {
    const { api, diagnostics } = read(
      JSON.parse(
        '{"paths": {"/constructor": {"get": {"responses": {"200": {"headers": {"__proto__": {}, "constructor": {}}}}}}}, "components": {"schemas": {"__proto__": {"type": "object"}}}}',
      ) as Members,
    );
    expect(diagnostics).toEqual([]);
    expect(api.models).toEqual([{ name: '__proto__', schema: { type: 'object' } }]);
    expect(methodOf({ api }).responses?.[0]?.responseHeaders?.map(({ name }) => name)).toEqual([
      '__proto__',
      'constructor',
    ]);
  });
});

describe('HTTP APIs', () => {
  test('are read with routes, authorizers, CORS and tags', () => {
    const { api, diagnostics } = readOpenApi(
      {
        openapi: '3.0.1',
        info: { title: 'Http', version: '1.0' },
        'x-amazon-apigateway-importexport-version': '1.0',
        'x-amazon-apigateway-cors': { allowOrigins: ['*'], maxAge: 10, allowCredentials: 'true' },
        tags: [{ name: 'team', 'x-amazon-apigateway-tag-value': 'pets' }, { name: 'plain' }],
        components: {
          schemas: { Pet: {} },
          securitySchemes: {
            jwt: {
              type: 'oauth2',
              flows: {},
              'x-amazon-apigateway-authorizer': {
                type: 'jwt',
                identitySource: '$request.header.Authorization',
                jwtConfiguration: { issuer: 'https://issuer', audience: ['a'] },
              },
            },
          },
          'x-amazon-apigateway-integrations': {
            fn: { type: 'AWS_PROXY', httpMethod: 'POST', uri: 'arn:fn', payloadFormatVersion: 2 },
          },
        },
        paths: {
          '/pets/{id}': {
            parameters: [
              { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
              { name: 'q', in: 'query' },
            ],
            get: {
              operationId: 'getPet',
              security: [{ jwt: ['read'] }],
              responses: { 200: { description: 'ok' } },
              'x-amazon-apigateway-integration': { $ref: '#/components/x-amazon-apigateway-integrations/fn' },
            },
          },
          '/$default': {
            'x-amazon-apigateway-any-method': {
              isDefaultRoute: true,
              responses: {},
              'x-amazon-apigateway-integration': {
                type: 'http_proxy',
                httpMethod: 'ANY',
                uri: 'https://example.com',
                payloadFormatVersion: '1.0',
                connectionType: 'VPC_LINK',
                connectionId: 'link',
                tlsConfig: { serverNameToVerify: 'example.com' },
              },
            },
          },
        },
      },
      { id: 'http' },
    );
    expect(diagnostics).toEqual([]);
    const expected: HttpApi = {
      protocol: 'HTTP',
      id: 'http',
      name: 'Http',
      version: '1.0',
      cors: { allowOrigins: ['*'], maxAgeSeconds: 10, allowCredentials: true },
      tags: { team: 'pets' },
      documentation: { tags: [{ name: 'plain' }], other: { components: { schemas: { Pet: {} } } } },
      authorizers: [
        {
          type: 'JWT',
          name: 'jwt',
          identitySource: [{ kind: 'header', name: 'Authorization' }],
          issuer: 'https://issuer',
          audience: ['a'],
        },
      ],
      routes: [
        {
          routeKey: { kind: 'route', httpMethod: 'GET', path: '/pets/{id}' },
          operationName: 'getPet',
          authorization: { type: 'JWT', authorizer: 'jwt', scopes: ['read'] },
          integration: { type: 'AWS_PROXY', uri: 'arn:fn', payloadFormatVersion: '2.0' },
          documentation: { responses: { 200: { description: 'ok' } }, parameters: [{ name: 'q', in: 'query' }] },
        },
        {
          routeKey: { kind: 'default' },
          integration: {
            type: 'HTTP_PROXY',
            httpMethod: 'ANY',
            uri: 'https://example.com',
            vpcLink: { id: 'link' },
            serverNameToVerify: 'example.com',
          },
        },
      ],
      stages: [],
    };
    expect(api).toEqual(expected);
  });
});
