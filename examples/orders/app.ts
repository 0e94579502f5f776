import { join } from 'node:path';
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { OAuthScope, ResourceServerScope, UserPool } from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import {
  Authorizer,
  CacheSize,
  CognitoAuthorizer,
  LambdaIntegration,
  MockIntegration,
  Quota,
  RestApi,
} from '../../lib/index.js';

const app = new App();
export const stack = new Stack(app, 'Shop');

// Callers are customers of the user pool. Their clients may read and place orders.
const customers = new UserPool(stack, 'Customers', { selfSignUpEnabled: true });
const scopes = [
  new ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read orders' }),
  new ResourceServerScope({ scopeName: 'write', scopeDescription: 'Place orders' }),
];
const server = customers.addResourceServer('Orders', { identifier: 'orders', scopes });
customers.addClient('Web', {
  oAuth: {
    flows: { authorizationCodeGrant: true },
    callbackUrls: ['https://shop.example.com/'],
    scopes: scopes.map((scope) => OAuthScope.resourceServer(server, scope)),
  },
});

// Versions of the function are kept, so that a rollback of the API restores their code.
const orders = new lambda.Function(stack, 'OrdersFunction', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'orders.handler',
  code: lambda.Code.fromAsset(join(__dirname, 'functions')),
  currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
});

// API Gateway validates request bodies before it invokes the function.
const order = {
  type: 'object',
  required: ['product', 'quantity'],
  additionalProperties: false,
  properties: {
    product: { type: 'string', pattern: '^[a-z-]{1,40}$' },
    quantity: { type: 'integer', minimum: 1, maximum: 100 },
  },
};

export const api = new RestApi(stack, 'Orders', {
  cors: { allowOrigins: ['https://shop.example.com'], allowHeaders: ['authorization', 'content-type', 'x-api-key'] },
  defaults: {
    integration: new LambdaIntegration(orders.currentVersion),
    authorizer: new CognitoAuthorizer({ userPools: [customers] }),
    scopes: ['orders/read'],
    apiKeyRequired: true,
  },
});
api.get('/orders', { parameters: { 'querystring.status': false } });
const placeOrder = api.post('/orders', { scopes: ['orders/write'], requestModels: { 'application/json': order } });
// The cache keeps one response for each token, so a customer never sees another customer's order.
api.get('/orders/{orderId}', {
  parameters: { 'header.Authorization': true },
  cache: { ttl: Duration.minutes(5), keys: ['path.orderId', 'header.Authorization'] },
});
const healthy = { statusCode: 200, responseTemplates: { 'application/json': '{"status":"ok"}' } };
api.get('/health', new MockIntegration({ responses: [healthy] }), {
  authorizer: Authorizer.NONE,
  apiKeyRequired: false,
});

const prod = api.addStage('prod', {
  variables: { release: 'stable' },
  cache: { size: CacheSize.GB_0_5, encrypted: true },
  canary: { startAt: 10, stageVariableOverrides: { release: 'next' } },
});
prod
  .addUsagePlan('Partner', {
    throttle: { rateLimit: 50, burstLimit: 100 },
    quota: Quota.perMonth(10_000),
    methodThrottles: [{ method: placeOrder, rateLimit: 5, burstLimit: 2 }],
  })
  .addApiKey('Web');
