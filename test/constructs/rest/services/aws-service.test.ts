import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { AwsServiceIntegration, CognitoAuthorizer, DynamoDbIntegration, RestApi } from '../../../../lib/index.js';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { operationOf, resourcesOf, synthesize } from '../../synthesize.js';
import { ServiceStandIn } from './service-stand-in.js';

const service = new ServiceStandIn();
let gateway: LocalGateway;

beforeAll(async () => {
  await service.start();
  const stack = new Stack(new App(), 'Stack');
  const api = new RestApi(stack, 'Api');
  const permissions = [{ actions: ['comprehend:DetectSentiment'], resources: ['*'] }];
  const detect = { service: 'comprehend', action: 'DetectSentiment', permissions } as const;
  const requestTemplates = { 'application/json': '{"LanguageCode":"en","Text":$input.json("$.text")}' };
  api.post('/sentiment', new AwsServiceIntegration({ ...detect, requestTemplates }));
  api.post(
    '/errors',
    new AwsServiceIntegration({ ...detect, requestTemplates, errorStatuses: { TextSizeLimitExceededException: 413 } }),
  );
  api.get(
    '/objects/{key}',
    new AwsServiceIntegration({
      service: 's3',
      path: '/bucket/{key}',
      httpMethod: 'GET',
      permissions: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::bucket/*'] }],
      requestParameters: { 'integration.request.path.key': 'method.request.path.key' },
      success: { responseParameters: { 'method.response.header.ETag': 'integration.response.header.ETag' } },
    }),
  );
  gateway = await LocalGateway.fromStack(stack, {
    awsEndpoints: { comprehend: service.endpoint, s3: service.endpoint },
  });
});

afterAll(async () => {
  await gateway.close();
  await service.stop();
});

const post = (
  path: string,
  headers: Record<string, string> = { 'Content-Type': 'application/json' },
): Promise<Response> => gateway.fetch(path, { method: 'POST', headers, body: '{"text":"a \\"b\\""}' });

describe('AwsServiceIntegration', () => {
  test('calls an action, signed', async () => {
    service.response = { status: 200, body: '{"Sentiment":"MIXED"}' };
    const response = await post('/sentiment');
    expect([response.status, await response.json()]).toEqual([200, { Sentiment: 'MIXED' }]);
    const request = service.takeRequest();
    expect(request).toMatchObject({
      method: 'POST',
      url: '/',
      headers: { 'x-amz-target': 'Comprehend_20171127.DetectSentiment', 'content-type': 'application/x-amz-json-1.1' },
      signedFor: 'us-east-1/comprehend',
    });
    expect(JSON.parse(String(request?.body))).toEqual({ LanguageCode: 'en', Text: 'a "b"' });
  });

  test('calls a path, with variables and headers', async () => {
    service.response = { status: 200, body: 'text', headers: { ETag: '"1"' } };
    const response = await gateway.fetch('/objects/a%20b');
    expect([response.status, response.headers.get('ETag'), await response.text()]).toEqual([200, '"1"', 'text']);
    expect(service.takeRequest()).toMatchObject({ method: 'GET', url: '/bucket/a%20b', signedFor: 'us-east-1/s3' });
  });

  test('responds to a content type without a template with 415 and calls nothing', async () => {
    expect((await post('/sentiment', { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect(service.takeRequest()).toBeUndefined();
  });

  test.each<[what: string, path: string, status: number, body: object, expected: number, message: string]>([
    ['a mistake of the caller', '/errors', 400, { __type: 'ValidationException' }, 400, 'Bad Request'],
    ['a name with a namespace', '/errors', 400, { __type: 'com.amazon.coral#ValidationException' }, 400, 'Bad Request'],
    ['a throttle', '/errors', 400, { __type: 'ThrottlingException' }, 429, 'Too Many Requests'],
    ['a code of the query protocol', '/errors', 400, { Error: { Code: 'Throttling' } }, 429, 'Too Many Requests'],
    [
      'an error that has a status',
      '/errors',
      400,
      { __type: 'TextSizeLimitExceededException' },
      413,
      'Payload Too Large',
    ],
    [
      'the same without it',
      '/sentiment',
      400,
      { __type: 'TextSizeLimitExceededException' },
      500,
      'Internal server error',
    ],
    ['a role that may not', '/errors', 400, { __type: 'AccessDeniedException' }, 500, 'Internal server error'],
    ['a body that is no JSON', '/errors', 404, {}, 500, 'Internal server error'],
    ['a failure of the service', '/errors', 500, { __type: 'InternalServerError' }, 503, 'Service Unavailable'],
  ])('responds to %s', async (_what, path, status, body, expected, message) => {
    service.response = { status, body: JSON.stringify({ ...body, message: 'secret', Message: 'secret' }) };
    const response = await post(path);
    expect([response.status, await response.json()]).toEqual([expected, { message }]);
  });

  test.each<[what: string, props: ConstructorParameters<typeof AwsServiceIntegration>[0], code: string]>([
    ['no permissions', { service: 'comprehend', action: 'DetectSentiment' }, 'service-permission-missing'],
    [
      'an action and a path',
      { service: 's3', action: 'GetObject', path: 'a/b', permissions: [{ actions: ['s3:*'], resources: ['*'] }] },
      'service-request-invalid',
    ],
    ['neither', { service: 's3', permissions: [{ actions: ['s3:*'], resources: ['*'] }] }, 'service-request-invalid'],
  ])('refuses %s', (_what, props, code) => {
    expect(() => new AwsServiceIntegration(props)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test('has passthroughBehavior and contentHandling of the request', () => {
    const template = synthesize((stack) => {
      const integration = new AwsServiceIntegration({
        service: 's3',
        path: 'bucket/pets.png',
        httpMethod: 'PUT',
        permissions: [{ actions: ['s3:PutObject'], resources: ['*'] }],
        requestTemplates: { 'image/png': '$input.body' },
        passthroughBehavior: 'WHEN_NO_TEMPLATES',
        contentHandling: 'CONVERT_TO_BINARY',
      });
      new RestApi(stack, 'Api').put('/photo', integration);
    });
    expect(operationOf(template, '/photo', 'put')['x-amazon-apigateway-integration']).toMatchObject({
      passthroughBehavior: 'when_no_templates',
      contentHandling: 'CONVERT_TO_BINARY',
    });
  });

  test('has the whole list of responses replaced', () => {
    const template = synthesize((stack) => {
      const integration = new AwsServiceIntegration({
        service: 'sagemaker',
        subdomain: 'runtime',
        path: 'endpoints/pets/invocations',
        region: 'eu-west-1',
        permissions: [
          {
            actions: ['sagemaker:InvokeEndpoint'],
            resources: ['*'],
            conditions: { Bool: { 'aws:SecureTransport': 'true' } },
          },
        ],
        responses: [{ statusCode: 202 }],
      });
      new RestApi(stack, 'Api').post('/', integration);
    });
    expect(operationOf(template, '/', 'post')['x-amazon-apigateway-integration']).toMatchObject({
      uri: {
        'Fn::Sub': 'arn:${AWS::Partition}:apigateway:eu-west-1:runtime.sagemaker:path/endpoints/pets/invocations',
      },
      responses: { default: { statusCode: '202' } },
    });
    expect(JSON.stringify(resourcesOf(template, 'AWS::IAM::Policy'))).toContain('"aws:SecureTransport":"true"');
  });
});

describe('a service integration of an API in resource mode', () => {
  test('calls the service in its role and maps errors, as in body mode', async () => {
    const stack = new Stack(new App(), 'Stack');
    const table = new Table(stack, 'Table', {
      tableName: 'pets',
      partitionKey: { name: 'id', type: AttributeType.STRING },
    });
    const api = new RestApi(stack, 'Api', { definition: 'resources' });
    api.get('/pets/{id}', DynamoDbIntegration.getItem(table, { key: { id: 'method.request.path.id' } }));
    const local = await LocalGateway.fromStack(stack, { awsEndpoints: { dynamodb: service.endpoint } });
    service.response = { status: 200, body: '{"Item":{"id":{"S":"1"},"age":{"N":"3"}}}' };
    const found = await local.fetch('/pets/1');
    expect([found.status, await found.json()]).toEqual([200, { id: '1', age: 3 }]);
    expect(JSON.parse(String(service.takeRequest()?.body))).toEqual({ TableName: 'pets', Key: { id: { S: '1' } } });
    service.response = { status: 400, body: '{"__type":"ThrottlingException"}' };
    expect((await local.fetch('/pets/1')).status).toBe(429);
    await local.close();
  });
});

describe('mapping expressions of services', () => {
  const table = (stack: Stack): Table => Table.fromTableName(stack, 'Table', 'pets') as Table;

  test.each(['petId', 'method.request.multivalueheader.X', 'integration.request.path.x', "'open"])(
    'refuse %s',
    (id) => {
      expect(() =>
        synthesize((stack) =>
          new RestApi(stack, 'Api').get('/', DynamoDbIntegration.getItem(table(stack), { key: { id } })),
        ),
      ).toThrow(`The expression "${id}" cannot be used in a template`);
    },
  );

  test('may have tokens in literals, and nowhere else', () => {
    const template = synthesize((stack) => {
      const text = new CfnParameter(stack, 'Text').valueAsString;
      new RestApi(stack, 'Api').get('/', DynamoDbIntegration.getItem(table(stack), { key: { id: `'$${text}'` } }));
      const pets = table(new Stack());
      expect(() => DynamoDbIntegration.getItem(pets, { key: { id: text } })).toThrow('cannot be used in a template');
    });
    expect(JSON.stringify(operationOf(template, '/', 'get'))).toContain('\\\\u0024${Text}');
  });

  test('may name path variables of the method alone', () => {
    expect(() =>
      synthesize((stack) => {
        const integration = DynamoDbIntegration.getItem(table(stack), { key: { id: 'method.request.path.id' } });
        new RestApi(stack, 'Api').get('/pets/{petId}', integration);
      }),
    ).toThrow('GET /pets/{petId} of Stack/Api reads method.request.path.id, but the path has petId');
  });

  test('read what authorizers and stages know', async () => {
    const stack = new Stack(new App(), 'Stack');
    const pool = new UserPool(stack, 'Pool');
    const api = new RestApi(stack, 'Api', { defaults: { authorizer: new CognitoAuthorizer({ userPools: [pool] }) } });
    const key = {
      owner: 'context.authorizer.claims.sub',
      user: 'context.authorizer.claims.cognito:username',
      stage: 'stageVariables.release',
    };
    api.get('/me', DynamoDbIntegration.getItem(table(stack), { key }));
    api.addStage('prod', { variables: { release: 'next' } });
    const local = await LocalGateway.fromStack(stack, { awsEndpoints: { dynamodb: service.endpoint } });
    const token = await local.token({ user: 'ann', claims: { sub: 'id-1' } });
    await local.fetch('/me', { headers: { Authorization: token } });
    expect(JSON.parse(String(service.takeRequest()?.body))).toMatchObject({
      Key: { owner: { S: 'id-1' }, user: { S: 'ann' }, stage: { S: 'next' } },
    });
    await local.close();
  });
});
