import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  ClientCertificate,
  Model,
  WebSocketApi,
  type IWebSocketAuthorizer,
  type IWebSocketIntegration,
  type WebSocketApiProps,
} from '../../lib/index.js';
import { parseSelectionExpression } from '../../lib/model/index.js';
import { invoke, mock } from '../constructs/websocket/plain-integration.js';
import { inlineFunction } from '../constructs/synthesize.js';

const ROLE = 'arn:aws:iam::111122223333:role/caller';

/** A WebSocket API with what production APIs have: routes of each kind, models, an authorizer, stages, limits, logs. */
export function everyWebSocketFeature(stack: Stack, props: WebSocketApiProps = {}): WebSocketApi {
  const handler = invoke(inlineFunction(stack, 'Handler'));
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
      authorizer: asker(stack),
      apiKeyRequired: true,
      parameters: { 'querystring.token': true },
    },
    disconnect: handler,
    default: { integration: mock(), respond: true },
    defaultStage: false,
    ...props,
  });
  const send = api.addRoute('chat.send', call('https://backend.example.com/messages', { templates: true }), {
    operationName: 'send',
    requestModels: { text, $default: { title: 'Anything', type: 'object' } },
    modelSelectionExpression: '$request.body.type',
    respond: { models: { 200: text }, modelSelectionExpression: '${integration.response.statuscode}' },
  });
  api.addRoute('chat.legacy', call('http://legacy.example.com/', { vpcLink: 'link' }));
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

/** An HTTP integration with every setting that has a property. */
function call(
  uri: string,
  { templates = false, vpcLink }: { templates?: boolean; vpcLink?: string },
): IWebSocketIntegration {
  return {
    bind: () => ({
      type: templates ? 'HTTP' : 'HTTP_PROXY',
      uri,
      httpMethod: 'POST',
      timeoutMs: 5000,
      ...(vpcLink !== undefined && { vpcLink: { id: vpcLink } }),
      ...(templates && {
        credentials: ROLE,
        contentHandling: 'CONVERT_TO_TEXT',
        passthroughBehavior: 'NEVER',
        templateSelectionExpression: parseSelectionExpression('$request.body.type', 'message-expression'),
        requestTemplates: { text: '$input.body', $default: '{}' },
        requestParameters: [
          { target: { location: 'header', name: 'x-connection' }, source: { kind: 'context', path: 'connectionId' } },
        ],
        responses: [
          {
            integrationResponseKey: '/2\\d\\d/',
            contentHandling: 'CONVERT_TO_TEXT',
            templateSelectionExpression: parseSelectionExpression(
              '${integration.response.statuscode}',
              'integration-response-expression',
            ),
            responseTemplates: { 200: '$input.body' },
            responseParameters: [{ header: 'x-id', source: { kind: 'header', name: 'x-id' } }],
          },
          { integrationResponseKey: '$default' },
        ],
      }),
    }),
  };
}

/** A Lambda authorizer as the interface alone describes it. */
function asker(stack: Stack): IWebSocketAuthorizer {
  const handler = inlineFunction(stack, 'Authorize');
  return {
    bind: () => ({
      authorizationType: 'CUSTOM',
      authorizer: {
        type: 'REQUEST',
        name: 'asker',
        uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${handler.functionArn}/invocations`,
        identitySource: [{ kind: 'querystring', name: 'token' }],
        credentials: ROLE,
      },
    }),
  };
}
