import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  Authorizer,
  HttpApi,
  HttpLambdaAuthorizer,
  HttpLambdaIntegration,
  HttpSqsIntegration,
  IdentitySource,
  JwtAuthorizer,
} from '../../lib/index.js';

const app = new App();
export const stack = new Stack(app, 'Parcels');

const functionOf = (id: string, handler: string): lambda.Function =>
  new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler,
    code: lambda.Code.fromAsset(join(__dirname, 'functions')),
  });

// Customers sign in with an OpenID Connect provider; each carrier sends its own key.
const customers = new JwtAuthorizer({ issuer: 'https://login.example.com', audience: ['parcels'] });
const carriers = new HttpLambdaAuthorizer(functionOf('Carriers', 'carriers.handler'), {
  enableSimpleResponses: true,
  // The function compares the key with the carrier in the path, so a cached result applies to this path only.
  identitySources: [IdentitySource.header('x-carrier-key'), IdentitySource.context('path')],
  resultsCacheTtl: Duration.minutes(5),
});

export const api = new HttpApi(stack, 'Api', {
  apiName: 'Parcels',
  cors: {
    allowOrigins: ['https://parcels.example.com'],
    allowHeaders: ['authorization', 'content-type'],
    maxAge: Duration.hours(1),
  },
  defaults: {
    integration: new HttpLambdaIntegration(functionOf('Tracking', 'tracking.handler')),
    authorizer: customers,
    scopes: ['parcels/read'],
    throttle: { rateLimit: 100, burstLimit: 200 },
  },
});
api.get('/parcels');
api.get('/parcels/{parcelId}');

// Pickups wait in a queue until the night. No function runs when a customer orders one.
const pickups = new Queue(stack, 'Pickups', { retentionPeriod: Duration.days(2) });
api.post('/pickups', HttpSqsIntegration.sendMessage(pickups), {
  scopes: ['parcels/write'],
  throttle: { rateLimit: 1, burstLimit: 2 },
});

// Scopes apply to tokens, and carriers have no tokens.
api.group('/carriers', { authorizer: carriers, scopes: [] }).post('/{carrier}/scans');
api.get('/health', { authorizer: Authorizer.NONE, scopes: [] });
