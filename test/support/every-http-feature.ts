import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationListener } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  Authorizer,
  HttpAlbIntegration,
  HttpApi,
  HttpEventBridgeIntegration,
  HttpLambdaAuthorizer,
  HttpLambdaIntegration,
  HttpSqsIntegration,
  HttpUrlIntegration,
  IdentitySource,
  JwtAuthorizer,
  UserPoolAuthorizer,
  VpcLinkV2,
  type HttpApiProps,
} from '../../lib/index.js';
import { inlineFunction } from '../constructs/synthesize.js';

const LISTENER = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/orders/1/2';

/** An HTTP API with what production APIs have: each kind of authorizer and integration, CORS, stages, limits, logs. */
export function everyHttpFeature(stack: Stack, props: HttpApiProps = {}): HttpApi {
  const handler = new HttpLambdaIntegration(inlineFunction(stack, 'Handler'));
  const pool = new UserPool(stack, 'Pool', { removalPolicy: RemovalPolicy.DESTROY });
  const client = pool.addClient('Client');
  const vpcLink = new VpcLinkV2(stack, 'Link', { vpc: new Vpc(stack, 'Vpc', { natGateways: 0 }) });
  const api = new HttpApi(stack, 'Api', {
    apiName: 'everything',
    description: 'Everything',
    version: '2.0',
    disableExecuteApiEndpoint: false,
    ipAddressType: 'dualstack',
    tags: { team: 'pets' },
    cors: {
      allowOrigins: ['https://app.example.com'],
      allowHeaders: ['authorization'],
      exposeHeaders: ['x-id'],
      allowCredentials: true,
      maxAge: Duration.hours(1),
    },
    defaultStage: false,
    defaults: {
      integration: handler,
      authorizer: new UserPoolAuthorizer({ userPool: pool, userPoolClients: [client] }),
      scopes: ['pets/read'],
    },
    ...props,
  });
  const listPets = api.get('/pets', { operationName: 'listPets', summary: 'Lists the pets' });
  api.post('/pets');
  api.get('/pets/{petId}', { map: { 'append:header.id': '$request.path.petId' } });
  api.get('/reports', {
    scopes: [],
    authorizer: new JwtAuthorizer({ issuer: 'https://login.example.com/', audience: ['reports'] }),
  });
  api.get('/partners', {
    scopes: [],
    authorizer: new HttpLambdaAuthorizer(inlineFunction(stack, 'Authorize'), {
      identitySources: [IdentitySource.header('x-partner')],
      resultsCacheTtl: Duration.minutes(5),
      enableSimpleResponses: true,
      credentials: new Role(stack, 'Asker', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') }),
    }),
  });
  const internal = api.group('/internal', { scopes: [], authorizer: Authorizer.IAM });
  internal.post('/orders', HttpSqsIntegration.sendMessage(new Queue(stack, 'Orders')));
  internal.post(
    '/events',
    HttpEventBridgeIntegration.putEvents(new EventBus(stack, 'Events'), { source: 'pets', detailType: 'changed' }),
  );
  const listener = ApplicationListener.fromApplicationListenerAttributes(stack, 'Listener', {
    listenerArn: LISTENER,
    securityGroup: undefined as never,
  });
  internal.any('/legacy', new HttpAlbIntegration(listener, { vpcLink, serverNameToVerify: 'legacy.example.com' }));
  api.addRoute(
    '$default',
    new HttpUrlIntegration('https://site.example.com', {
      timeout: Duration.seconds(3),
      map: { 'overwrite:path': '/site${request.path}' },
      mapResponses: { 404: { 'overwrite:statuscode': '200' } },
    }),
    { scopes: [], authorizer: Authorizer.NONE },
  );
  api.addStage('$default', { description: 'The newest' });
  api
    .addStage('prod', {
      variables: { site: 'site.example.com' },
      throttle: { rateLimit: 100, burstLimit: 50 },
      metrics: true,
      accessLog: { logGroup: new LogGroup(stack, 'Log', { removalPolicy: RemovalPolicy.DESTROY }) },
      tags: { tier: 'gold' },
    })
    .configure(listPets, { throttle: { rateLimit: 10, burstLimit: 5 } });
  return api;
}
