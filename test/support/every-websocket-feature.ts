import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Role, type IRole } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  ClientCertificate,
  IdentitySource,
  Model,
  VpcLink,
  WebSocketApi,
  WebSocketHttp,
  WebSocketHttpProxy,
  WebSocketLambda,
  WebSocketLambdaAuthorizer,
  WebSocketMock,
  type IWebSocketIntegration,
  type WebSocketApiProps,
} from '../../lib/index.js';
import { inlineFunction } from '../constructs/synthesize.js';

const ROLE = 'arn:aws:iam::111122223333:role/caller';

/** A WebSocket API with what production APIs have: routes of each kind, models, an authorizer, stages, limits, logs. */
export function everyWebSocketFeature(stack: Stack, props: WebSocketApiProps = {}): WebSocketApi {
  const handler = new WebSocketLambda(inlineFunction(stack, 'Handler'));
  const credentials = Role.fromRoleArn(stack, 'Role', ROLE, { mutable: false });
  const text = new Model({ name: 'Text', description: 'What is said', schema: { type: 'object', required: ['text'] } });
  const api = new WebSocketApi(stack, 'Api', {
    apiName: 'everything',
    description: 'Everything',
    version: '2.0',
    routeSelectionExpression: '${request.body.service}.${request.body.do}',
    apiKeySelectionExpression: '$request.header.x-api-key',
    disableExecuteApiEndpoint: false,
    disableSchemaValidation: false,
    ipAddressType: 'dualstack',
    tags: { team: 'chat' },
    connect: {
      integration: handler,
      authorizer: new WebSocketLambdaAuthorizer(inlineFunction(stack, 'Authorize'), {
        authorizerName: 'asker',
        identitySources: [IdentitySource.queryString('token')],
        credentials,
      }),
      apiKeyRequired: true,
      parameters: { 'querystring.token': true },
    },
    disconnect: handler,
    default: { integration: new WebSocketMock(), respond: true },
    defaultStage: false,
    ...props,
  });
  const send = api.addRoute('chat.send', mapped(credentials), {
    operationName: 'send',
    requestModels: { text, $default: { title: 'Anything', type: 'object' } },
    modelSelectionExpression: '$request.body.type',
    respond: { models: { 200: text }, modelSelectionExpression: '${integration.response.statuscode}' },
  });
  const vpcLink = VpcLink.fromVpcLinkId(stack, 'Link', 'link');
  api.addRoute('chat.legacy', new WebSocketHttpProxy('http://legacy.example.com/', { vpcLink }));
  api.addStage('beta', { autoDeploy: true, description: 'The newest' });
  api
    .addStage('prod', {
      variables: { table: 'messages' },
      throttle: { rateLimit: 100, burstLimit: 50 },
      logging: { level: 'ERROR' },
      metrics: true,
      clientCertificate: new ClientCertificate(stack, 'Certificate'),
      accessLog: { logGroup: new LogGroup(stack, 'Log', { removalPolicy: RemovalPolicy.DESTROY }) },
      tags: { tier: 'gold' },
    })
    .configure(send, { throttle: { rateLimit: 10, burstLimit: 5 }, logging: { level: 'INFO', dataTrace: true } });
  return api;
}

/** An integration with every setting of templates and responses. */
function mapped(credentials: IRole): IWebSocketIntegration {
  return new WebSocketHttp('https://backend.example.com/messages', {
    timeout: Duration.seconds(5),
    credentials,
    contentHandling: 'CONVERT_TO_TEXT',
    passthroughBehavior: 'NEVER',
    templateSelectionExpression: '$request.body.type',
    requestTemplates: { text: '$input.body', $default: '{}' },
    requestParameters: { 'integration.request.header.x-connection': 'context.connectionId' },
    responses: [
      {
        key: '/2\\d\\d/',
        contentHandling: 'CONVERT_TO_TEXT',
        templateSelectionExpression: '${integration.response.statuscode}',
        templates: { 200: '$input.body' },
        responseParameters: { 'method.response.header.x-id': 'integration.response.header.x-id' },
      },
      {},
    ],
  });
}
