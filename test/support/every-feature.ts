import { Duration, RemovalPolicy, Size, type Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  AccessLogFormat,
  ApiGatewayAccount,
  Authorizer,
  CacheSize,
  CognitoAuthorizer,
  DynamoDbIntegration,
  HttpIntegration,
  IdentitySource,
  LambdaIntegration,
  MockIntegration,
  Model,
  Quota,
  RequestAuthorizer,
  ResourcePolicy,
  RestApi,
  TokenAuthorizer,
  Value,
  type RestApiProps,
} from '../../lib/index.js';
import { inlineFunction } from '../constructs/synthesize.js';

/** An API with what production APIs have: each kind of authorizer and integration, models, logs, a cache, a plan. */
export function everyFeature(stack: Stack, props: RestApiProps): RestApi {
  const handler = inlineFunction(stack, 'Handler');
  const authorize = inlineFunction(stack, 'Authorize');
  const pool = new UserPool(stack, 'Pool', { removalPolicy: RemovalPolicy.DESTROY });
  const table = new Table(stack, 'Table', {
    partitionKey: { name: 'id', type: AttributeType.STRING },
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const api = new RestApi(stack, 'Api', {
    description: 'Everything',
    cors: { allowOrigins: ['https://a.example', 'https://b.example'], allowHeaders: ['authorization'] },
    endpointType: 'REGIONAL',
    binaryMediaTypes: ['image/*'],
    minimumCompression: Size.kibibytes(1),
    policy: new ResourcePolicy().allowEveryone().onlyFromIpRanges(['192.0.2.0/24']),
    defaults: { authorizer: new CognitoAuthorizer({ userPools: [pool] }), scopes: ['pets/read'], apiKeyRequired: true },
    ...props,
  });
  const pet = new Model({ name: 'Pet', schema: { type: 'object', required: ['name'] } });
  const pets = new Model({ name: 'Pets', schema: { type: 'array', items: pet } });
  api.get('/pets', new LambdaIntegration(handler), {
    cache: { ttl: Duration.minutes(5), keys: ['querystring.kind'] },
    parameters: { 'querystring.kind': true },
    responses: [{ statusCode: 200, responseModels: { 'application/json': pets } }],
  });
  api.post('/pets', new LambdaIntegration(handler), {
    requestModels: { 'application/json': pet },
    throttle: { rateLimit: 5 },
  });
  api.get('/pets/{petId}', DynamoDbIntegration.getItem(table, { key: { id: 'method.request.path.petId' } }));
  api.any('/legacy/{proxy+}', new HttpIntegration('https://legacy.example.com/{proxy}'), {
    authorizer: Authorizer.IAM,
  });
  api.get('/token', new LambdaIntegration(handler), {
    authorizer: new TokenAuthorizer(authorize, { authorizerName: 'Token' }),
  });
  api.get('/request', new LambdaIntegration(handler, { proxy: false, responses: [{ statusCode: 200 }] }), {
    authorizer: new RequestAuthorizer(authorize, { identitySources: [IdentitySource.header('X-Key')] }),
  });
  api.get('/health', new MockIntegration({ responses: [{ statusCode: 200 }] }), { authorizer: Authorizer.NONE });
  api.addGatewayResponse('UNAUTHORIZED', { statusCode: 403, headers: { 'X-Why': Value.literal('no token') } });
  ApiGatewayAccount.ensure(stack);
  const prod = api.addStage('prod', {
    cache: { size: CacheSize.GB_0_5, encrypted: true },
    variables: { backend: 'blue' },
    throttle: { rateLimit: 100, burstLimit: 200 },
    logging: { level: 'ERROR' },
    tracing: true,
    metrics: true,
    accessLog: {
      logGroup: new LogGroup(stack, 'Access', { removalPolicy: RemovalPolicy.DESTROY }),
      format: AccessLogFormat.clf(),
    },
  });
  prod
    .addUsagePlan('Basic', { throttle: { rateLimit: 50, burstLimit: 100 }, quota: Quota.perMonth(10_000) })
    .addApiKey('Mobile');
  return api;
}
