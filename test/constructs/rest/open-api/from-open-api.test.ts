import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import {
  Authorizer,
  CacheSize,
  CognitoAuthorizer,
  HttpIntegration,
  LambdaIntegration,
  MockIntegration,
  Model,
  RestApi,
  type OpenApiProps,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import {
  bodyOf,
  inlineFunction,
  operationOf,
  resourceOf,
  resourcesOf,
  synthesize,
  templateOf,
} from '../../synthesize.js';

/** The operations of a document, each with what is given beside its responses. */
function pets(operations: Readonly<Record<string, Readonly<Record<string, object>>>>, rest: object = {}): object {
  return {
    openapi: '3.0.1',
    info: { title: 'Pet shop', version: '2.0', description: 'All pets' },
    paths: Object.fromEntries(
      Object.entries(operations).map(([path, item]) => [
        path,
        Object.fromEntries(
          Object.entries(item).map(([verb, operation]) => [
            verb,
            { responses: { 200: { description: 'OK' } }, ...operation },
          ]),
        ),
      ]),
    ),
    ...rest,
  };
}

const LIST_AND_GET = pets({
  '/pets': { get: { operationId: 'listPets' } },
  '/pets/{petId}': {
    get: {
      operationId: 'getPet',
      parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'string' } }],
    },
  },
});

const MOCK = {
  'x-amazon-apigateway-integration': {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode":200}' },
    responses: { default: { statusCode: '200' } },
  },
};

describe('RestApi.fromOpenApi()', () => {
  test('serves the operations by the integrations that are given for them', async () => {
    const stack = new Stack(new App(), 'Stack');
    const list = inlineFunction(stack, 'List', 'exports.handler = async () => ({ statusCode: 200, body: "all" })');
    const get = inlineFunction(
      stack,
      'Get',
      'exports.handler = async (event) => ({ statusCode: 200, body: event.pathParameters.petId })',
    );
    RestApi.fromOpenApi(stack, 'Pets', {
      document: LIST_AND_GET,
      integrations: { listPets: new LambdaIntegration(list), getPet: new LambdaIntegration(get) },
    });
    const gateway = await LocalGateway.fromStack(stack);
    const bodies = await Promise.all(['/pets', '/pets/7'].map(async (path) => (await gateway.fetch(path)).text()));
    await gateway.close();
    expect(bodies).toEqual(['all', '7']);
  });

  test('is like any other API afterwards: routes, models, gateway responses and stages are added', async () => {
    const stack = new Stack(new App(), 'Stack');
    const api = RestApi.fromOpenApi(stack, 'Pets', {
      document: pets({ '/pets': { get: MOCK } }),
      cors: { allowOrigins: ['https://app.example.com'] },
    });
    api.get('/health', new MockIntegration({ responses: [{ statusCode: 204 }] }));
    api.addModel(new Model({ name: 'Pet', schema: { type: 'object' } }));
    api.addGatewayResponse('ACCESS_DENIED', { statusCode: 404 });
    api.addStage('dev');
    const gateway = await LocalGateway.fromStack(stack);
    const preflight = await gateway.fetch('/pets', {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example.com', 'access-control-request-method': 'GET' },
    });
    const statuses = [(await gateway.fetch('/pets')).status, (await gateway.fetch('/health')).status, preflight.status];
    await gateway.close();
    expect(statuses).toEqual([200, 204, 204]);
    const body = synthesizeBody({ document: pets({ '/pets': { get: MOCK } }) });
    expect(body).toMatchObject({ info: { title: 'Pet shop', version: '2.0', description: 'All pets' } });
  });

  test('gives every function one permission, those that the document names too', () => {
    const template = synthesize((stack) => {
      const list = inlineFunction(stack, 'List');
      const get = inlineFunction(stack, 'Get');
      const uri = `arn:aws:apigateway:${stack.region}:lambda:path/2015-03-31/functions/${get.functionArn}/invocations`;
      const named = { 'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri } };
      RestApi.fromOpenApi(stack, 'Pets', {
        document: pets({
          '/pets': { get: { operationId: 'listPets' }, post: { operationId: 'addPet' }, put: named },
          '/pets/{petId}': { get: named, delete: { operationId: 'deletePet' } },
        }),
        integrations: {
          listPets: new LambdaIntegration(list),
          addPet: new LambdaIntegration(list),
          deletePet: new LambdaIntegration(get),
        },
      });
    });
    const functions = resourcesOf(template, 'AWS::Lambda::Permission').map(({ Properties }) => Properties.FunctionName);
    expect(functions).toEqual(
      ['List', 'Get'].map((id) => ({ 'Fn::GetAtt': [expect.stringMatching(new RegExp(`^${id}`)), 'Arn'] })),
    );
  });

  test.each<[form: string, document: unknown]>([
    ['an object of OpenAPI 3.0', pets({ '/pets': { get: { operationId: 'listPets' } } })],
    ['JSON', JSON.stringify(pets({ '/pets': { get: { operationId: 'listPets' } } }))],
    [
      'YAML of Swagger 2.0',
      `swagger: '2.0'
info: { title: Pets, version: '1' }
basePath: /v1
paths:
  /pets:
    get: { operationId: listPets, responses: { 200: { description: OK } } }
`,
    ],
  ])('reads %s', async (_form, document) => {
    const stack = new Stack(new App(), 'Stack');
    RestApi.fromOpenApi(stack, 'Pets', {
      document,
      integrations: { listPets: new MockIntegration({ responses: [{ statusCode: 202 }] }) },
    });
    const gateway = await LocalGateway.fromStack(stack);
    const { status } = await gateway.fetch('/pets');
    await gateway.close();
    expect(status).toBe(202);
  });

  test('is changed at the end by an override', () => {
    const template = synthesize((stack) => {
      RestApi.fromOpenApi(stack, 'Pets', { document: pets({ '/pets': { get: MOCK } }) }).override((document) => ({
        ...document,
        'x-internal': true,
      }));
    });
    expect(bodyOf(template)).toMatchObject({ 'x-internal': true });
  });

  test('tells the aliases of one function apart', () => {
    const named = (arn: unknown): object => ({
      'x-amazon-apigateway-integration': {
        type: 'aws_proxy',
        httpMethod: 'POST',
        uri: {
          'Fn::Sub': ['arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${F}/invocations', { F: arn }],
        },
      },
    });
    const literal = 'arn:aws:lambda:us-east-1:123456789012:function:pets';
    const template = synthesize((stack) => {
      const list = inlineFunction(stack, 'List');
      const uri = (arn: string): object => ({
        'x-amazon-apigateway-integration': {
          type: 'aws_proxy',
          httpMethod: 'POST',
          uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
        },
      });
      RestApi.fromOpenApi(stack, 'Pets', {
        document: pets({
          '/a': { get: uri(`${literal}:live`), put: uri(`${literal}:beta`), post: uri(`${literal}:beta`) },
          '/b': { get: uri(list.functionArn), put: uri(`${list.functionArn}:live`) },
          '/c': { get: named({ 'Fn::ImportValue': 'PetsArn' }), put: named({ 'Fn::ImportValue': 'PetsArn' }) },
        }),
      });
    });
    expect(resourcesOf(template, 'AWS::Lambda::Permission')).toHaveLength(5);
  });

  test('adds the statuses, headers and parameters of an integration to the operation', () => {
    const template = synthesize((stack) => {
      RestApi.fromOpenApi(stack, 'Pets', {
        document: LIST_AND_GET,
        integrations: {
          listPets: new HttpIntegration('https://pets.example.com/', {
            proxy: false,
            requestParameters: { 'integration.request.querystring.p': 'method.request.querystring.page' },
            responses: [
              { statusCode: 200, responseParameters: { 'method.response.header.ETag': "'1'" } },
              { statusCode: 404, selectionPattern: '404' },
            ],
          }),
          getPet: new MockIntegration(),
        },
      });
    });
    expect(operationOf(template, '/pets', 'get')).toMatchObject({
      operationId: 'listPets',
      parameters: [{ name: 'page', in: 'query' }],
      responses: { 200: { headers: { ETag: {} } }, 404: {} },
    });
  });

  test('reads a file with short forms and with references to other files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-openapi-'));
    writeFileSync(join(folder, 'models.yaml'), 'Pet: { type: object, required: [name] }\n');
    writeFileSync(
      join(folder, 'pets.yaml'),
      `openapi: 3.0.1
info: { title: Pets, version: '1' }
paths:
  /pets:
    post:
      operationId: addPet
      requestBody: { content: { application/json: { schema: { $ref: 'models.yaml#/Pet' } } } }
      responses: { 200: { description: OK } }
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Add.Arn}/invocations
`,
    );
    const template = synthesize((stack) => {
      RestApi.fromOpenApi(stack, 'Pets', { file: join(folder, 'pets.yaml') });
    });
    expect(operationOf(template, '/pets', 'post')['x-amazon-apigateway-integration'].uri).toEqual({
      'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Add.Arn}/invocations',
    });
    expect(resourceOf(template, 'AWS::Lambda::Permission').Properties.FunctionName).toEqual({
      'Fn::GetAtt': ['Add', 'Arn'],
    });
    expect(JSON.stringify(bodyOf(template).components)).toContain('"required":["name"]');
  });

  test('keeps the resource policy of the document, to which statements are added', () => {
    const template = synthesize((stack) => {
      const api = RestApi.fromOpenApi(stack, 'Pets', {
        document: pets(
          { '/pets': { get: MOCK } },
          {
            'x-amazon-apigateway-policy': {
              Version: '2012-10-17',
              Statement: { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' },
            },
          },
        ),
      });
      api.addToResourcePolicy(
        new PolicyStatement({
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions: ['execute-api:Invoke'],
          resources: ['execute-api:/*/GET/pets'],
        }),
      );
    });
    expect(bodyOf(template)['x-amazon-apigateway-policy']).toMatchObject({
      Statement: [{ Effect: 'Allow' }, { Effect: 'Deny' }],
    });
  });

  test('is private where the document names VPC endpoints, and has its endpoint settings', () => {
    const template = synthesize((stack) => {
      const api = RestApi.fromOpenApi(stack, 'Pets', {
        document: pets(
          { '/pets': { get: MOCK } },
          {
            servers: [
              {
                url: 'https://example.com',
                'x-amazon-apigateway-endpoint-configuration': { vpcEndpointIds: ['vpce-1'] },
              },
            ],
          },
        ),
      });
      api.addToResourcePolicy(
        new PolicyStatement({
          principals: [new AnyPrincipal()],
          actions: ['execute-api:Invoke'],
          resources: ['execute-api:/*'],
        }),
      );
    });
    expect(resourceOf(template, 'AWS::ApiGateway::RestApi').Properties.EndpointConfiguration).toEqual({
      Types: ['PRIVATE'],
      VpcEndpointIds: ['vpce-1'],
    });
  });

  test('takes a gateway response of the API in place of that of the document', () => {
    const template = synthesize((stack) => {
      const api = RestApi.fromOpenApi(stack, 'Pets', {
        document: pets(
          { '/pets': { get: MOCK } },
          {
            'x-amazon-apigateway-gateway-responses': {
              ACCESS_DENIED: { statusCode: '401' },
              THROTTLED: { statusCode: '503' },
            },
          },
        ),
      });
      api.addGatewayResponse('ACCESS_DENIED', { statusCode: 404 });
    });
    expect(bodyOf(template)['x-amazon-apigateway-gateway-responses']).toEqual({
      ACCESS_DENIED: { statusCode: '404' },
      THROTTLED: { statusCode: '503' },
    });
  });

  test('is written as resources of their own on demand', async () => {
    const stack = new Stack(new App(), 'Stack');
    const list = inlineFunction(stack, 'List', 'exports.handler = async () => ({ statusCode: 200, body: "all" })');
    const api = RestApi.fromOpenApi(stack, 'Pets', {
      definition: 'resources',
      document: pets({ '/pets': { get: { operationId: 'listPets' } } }),
      integrations: { listPets: new LambdaIntegration(list) },
    });
    api.get('/health', new MockIntegration());
    expect(resourcesOf(templateOf(stack.node.root as App, stack), 'AWS::ApiGateway::Method')).toHaveLength(2);
    const gateway = await LocalGateway.fromStack(stack);
    const body = await (await gateway.fetch('/pets')).text();
    await gateway.close();
    expect(body).toBe('all');
  });

  test('reports what reading the document finds', () => {
    const stack = new Stack(new App(), 'Stack');
    RestApi.fromOpenApi(stack, 'Pets', {
      document: pets(
        { '/pets': { get: { ...MOCK, security: [{ oauth: [] }] } } },
        {
          components: { securitySchemes: { oauth: { type: 'http', scheme: 'bearer' } } },
        },
      ),
    });
    Annotations.fromStack(stack).hasWarning(
      '/Stack/Pets',
      Match.stringLikeRegexp('The scheme "oauth" is no authorizer of API Gateway'),
    );
  });

  test.each<[mistake: string, props: OpenApiProps, message: string]>([
    ['no document', {}, 'Stack/Pets has no OpenAPI document'],
    ['two', { document: LIST_AND_GET, file: 'pets.yaml' }, 'Stack/Pets has two OpenAPI documents'],
    ['no such file', { file: 'pets.yaml' }, 'Cannot read the OpenAPI document pets.yaml'],
    ['another version', { document: { openapi: '4.0.0' } }, 'it is of version 4.0.0'],
    [
      'an integration without its operation',
      { document: LIST_AND_GET, integrations: { listPet: new MockIntegration() } },
      'The document of Stack/Pets has no operation "listPet"',
    ],
    [
      'an authorizer without its scheme',
      { document: LIST_AND_GET, authorizers: { cognito: Authorizer.IAM } },
      'The document of Stack/Pets has no security scheme "cognito"',
    ],
  ])('refuses %s', (_mistake, props, message) => {
    const stack = new Stack(new App(), 'Stack');
    expect(() => RestApi.fromOpenApi(stack, 'Pets', props)).toThrow(message);
  });
});

describe('RestApi.fromOpenApi() with defaults and authorizers', () => {
  const document = pets(
    {
      '/says-nothing': { get: MOCK },
      '/open': { get: { ...MOCK, security: [] } },
      '/scheme': { get: { ...MOCK, security: [{ users: ['pets/read'] }] } },
      '/for-people': { get: { ...MOCK, security: [{ oauth: [] }] } },
    },
    {
      components: {
        securitySchemes: {
          users: { type: 'oauth2', flows: {} },
          oauth: { type: 'oauth2', flows: {} },
        },
      },
    },
  );

  test('asks callers for what the document says, then for what the defaults say', async () => {
    const stack = new Stack(new App(), 'Stack');
    RestApi.fromOpenApi(stack, 'Pets', {
      document,
      authorizers: { users: Authorizer.IAM },
      defaults: { authorizer: Authorizer.IAM },
    });
    const gateway = await LocalGateway.fromStack(stack);
    const statuses = await Promise.all(
      ['/says-nothing', '/open', '/scheme', '/for-people'].map(async (path) => (await gateway.fetch(path)).status),
    );
    await gateway.close();
    expect(statuses).toEqual([403, 200, 403, 403]);
  });
});

describe('RestApi.fromOpenApi() with operations', () => {
  const getPet = { keys: ['querystring.lang'] as const, ttl: Duration.minutes(1) };

  test('caches and throttles a method of the document, in every stage or in one', () => {
    const template = synthesize((stack) => {
      const api = RestApi.fromOpenApi(stack, 'Pets', {
        document: LIST_AND_GET,
        defaults: { integration: new MockIntegration(), metrics: true },
        operations: { getPet: { cache: getPet, throttle: { rateLimit: 5 } } },
      });
      const prod = api.addStage('prod', { cache: { size: CacheSize.GB_0_5 } });
      prod.configure(api.operation('listPets'), { throttle: { rateLimit: 7 } });
    });
    expect(operationOf(template, '/pets/{petId}', 'get')).toMatchObject({
      parameters: [{ name: 'lang', in: 'query' }],
      'x-amazon-apigateway-integration': { cacheKeyParameters: ['method.request.querystring.lang'] },
    });
    expect(resourceOf(template, 'AWS::ApiGateway::Stage').Properties.MethodSettings).toMatchObject([
      { ResourcePath: '/*', MetricsEnabled: true, CachingEnabled: false },
      { ResourcePath: '/~1pets', ThrottlingRateLimit: 7 },
      { ResourcePath: '/~1pets~1{petId}', CachingEnabled: true, CacheTtlInSeconds: 60, ThrottlingRateLimit: 5 },
    ]);
  });

  test('replaces who may call', async () => {
    const stack = new Stack(new App(), 'Stack');
    RestApi.fromOpenApi(stack, 'Pets', {
      document: LIST_AND_GET,
      defaults: { integration: new MockIntegration({ responses: [{ statusCode: 200 }] }), authorizer: Authorizer.IAM },
      operations: { listPets: { authorizer: Authorizer.NONE } },
    });
    const gateway = await LocalGateway.fromStack(stack);
    const statuses = [(await gateway.fetch('/pets')).status, (await gateway.fetch('/pets/1')).status];
    await gateway.close();
    expect(statuses).toEqual([200, 403]);
  });

  test('replaces the scopes of a user pool', () => {
    const template = synthesize((stack) => {
      const users = new CognitoAuthorizer({ userPools: [new UserPool(stack, 'Pool')], authorizerName: 'users' });
      RestApi.fromOpenApi(stack, 'Pets', {
        document: pets(
          {
            '/pets': { get: { ...MOCK, operationId: 'listPets', security: [{ users: ['pets/read'] }] } },
            '/shops': { get: { ...MOCK, security: [{ users: ['shops/read'] }] } },
          },
          { components: { securitySchemes: { users: { type: 'oauth2', flows: {} } } } },
        ),
        authorizers: { users },
        operations: { listPets: { scopes: ['pets/list'] } },
      });
    });
    expect(operationOf(template, '/pets', 'get').security).toEqual([{ users: ['pets/list'] }]);
    expect(operationOf(template, '/shops', 'get').security).toEqual([{ users: ['shops/read'] }]);
  });

  test('refuses an operation that the document does not have', () => {
    const props = { document: LIST_AND_GET, operations: { getPets: { metrics: true } } };
    expect(() => RestApi.fromOpenApi(new Stack(new App(), 'Stack'), 'Pets', props)).toThrow('no operation "getPets"');
  });
});

describe('RestApi.operation()', () => {
  test('gives a method by its operation', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = RestApi.fromOpenApi(stack, 'Pets', {
      document: LIST_AND_GET,
      integrations: { listPets: new MockIntegration(), getPet: new MockIntegration() },
    });
    expect(api.operation('getPet')).toMatchObject({ httpMethod: 'GET', path: '/pets/{petId}' });
    expect(() => api.operation('getPets')).toThrow('Stack/Pets has no operation "getPets"');
  });
});

function synthesizeBody(props: OpenApiProps): object {
  return bodyOf(
    synthesize((stack) => {
      RestApi.fromOpenApi(stack, 'Pets', props);
    }),
  );
}
