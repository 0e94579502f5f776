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

// Customers sign in with an OpenID Connect provider; carriers send a key of their own.
const customers = new JwtAuthorizer({ issuer: 'https://login.example.com', audience: ['parcels'] });
const carriers = new HttpLambdaAuthorizer(functionOf('Carriers', 'carriers.handler'), {
  enableSimpleResponses: true,
  // The function compares the key with the carrier of the path, so a cached result holds for this path only.
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

// A pickup waits in a queue until the night: nothing runs when it is ordered.
const pickups = new Queue(stack, 'Pickups', { retentionPeriod: Duration.days(2) });
api.post('/pickups', HttpSqsIntegration.sendMessage(pickups), {
  scopes: ['parcels/write'],
  throttle: { rateLimit: 1, burstLimit: 2 },
});

// Scopes are of tokens, and a carrier has none.
api.group('/carriers', { authorizer: carriers, scopes: [] }).post('/{carrier}/scans');
api.get('/health', { authorizer: Authorizer.NONE, scopes: [] });
