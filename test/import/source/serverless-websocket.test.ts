import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadSource } from '../../../lib/import/source/load-source.js';
import type { Source } from '../../../lib/import/source/source.js';
import { parseSelectionExpression, type Json, type WebSocketApi } from '../../../lib/model/index.js';
import { validate } from '../../../lib/validate/validate.js';

const home = mkdtempSync(join(tmpdir(), 'sluice-serverless-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

type Resources = Readonly<Record<string, Json>>;

/** The folder that `serverless package` writes for a service `chat` with one function and these resources. */
async function load(resources: Resources): Promise<Source & { readonly chat: WebSocketApi }> {
  const folder = mkdtempSync(join(home, 'case-'));
  const template = {
    Resources: {
      ServerlessDeploymentBucket: { Type: 'AWS::S3::Bucket' },
      ChatLambdaFunction: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Code: { S3Bucket: { Ref: 'ServerlessDeploymentBucket' }, S3Key: 'serverless/chat/dev/1-2/chat.zip' },
          ...{ FunctionName: 'chat-dev-chat', Handler: 'chat.handler', Runtime: 'nodejs20.x' },
        },
      },
      ...resources,
    },
  };
  mkdirSync(join(folder, '.serverless'));
  writeFileSync(join(folder, '.serverless', 'cloudformation-template-update-stack.json'), JSON.stringify(template));
  writeFileSync(join(folder, '.serverless', 'chat.zip'), '');
  const source = await loadSource(folder);
  const [chat] = source.collection.apis as readonly WebSocketApi[];
  if (chat === undefined) throw new Error('The folder has no API');
  return { ...source, chat };
}

const ApiId = { Ref: 'WebsocketsApi' };
const uri: Json = {
  'Fn::Join': [
    '',
    [
      ...['arn:', { Ref: 'AWS::Partition' }, ':apigateway:', { Ref: 'AWS::Region' }],
      ...[':lambda:path/2015-03-31/functions/', { 'Fn::GetAtt': ['ChatLambdaFunction', 'Arn'] }, '/invocations'],
    ],
  ],
};

const EVENTS: Resources = {
  WebsocketsApi: {
    Type: 'AWS::ApiGatewayV2::Api',
    Properties: {
      ...{ Name: 'dev-chat-websockets', ProtocolType: 'WEBSOCKET', Description: 'Serverless Websockets' },
      ...{ RouteSelectionExpression: '$request.body.action', ApiKeySelectionExpression: '$request.header.x-api-key' },
    },
  },
  ChatWebsocketsIntegration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: { ApiId, IntegrationType: 'AWS_PROXY', IntegrationUri: uri },
  },
  GuardWebsocketsAuthorizer: {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ...{ ApiId, Name: 'guard', AuthorizerType: 'REQUEST', AuthorizerUri: uri },
      IdentitySource: ['route.request.header.Auth'],
    },
  },
  ChatLambdaPermissionWebsockets: {
    Type: 'AWS::Lambda::Permission',
    DependsOn: ['WebsocketsApi', 'ChatLambdaFunction'],
    Properties: {
      FunctionName: { 'Fn::GetAtt': ['ChatLambdaFunction', 'Arn'] },
      ...{ Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' },
    },
  },
  SconnectWebsocketsRoute: route('$connect', {
    ...{ AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'GuardWebsocketsAuthorizer' } },
  }),
  SdefaultWebsocketsRoute: route('$default', { AuthorizationType: 'NONE' }),
  SayWebsocketsRoute: route('say', { AuthorizationType: 'NONE', RouteResponseSelectionExpression: '$default' }),
  SayWebsocketsRouteResponse: {
    Type: 'AWS::ApiGatewayV2::RouteResponse',
    Properties: { ApiId, RouteId: { Ref: 'SayWebsocketsRoute' }, RouteResponseKey: '$default' },
  },
};

function route(RouteKey: string, properties: Resources): Json {
  const Target = { 'Fn::Join': ['/', ['integrations', { Ref: 'ChatWebsocketsIntegration' }]] };
  return { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId, RouteKey, Target, ...properties } };
}

const DEPLOYMENT = 'WebsocketsDeploymentabc123';

describe('the websocket events of a Serverless Framework service', () => {
  test('are an API with its routes, its authorizer and its stage', async () => {
    const { chat, diagnostics, functions } = await load({
      ...EVENTS,
      WebsocketsDeploymentStage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: {
          ...{ ApiId, StageName: 'dev', Description: 'Serverless Websockets', DeploymentId: { Ref: DEPLOYMENT } },
          DefaultRouteSettings: { DataTraceEnabled: true, LoggingLevel: 'INFO' },
        },
      },
      [DEPLOYMENT]: {
        Type: 'AWS::ApiGatewayV2::Deployment',
        DependsOn: ['SconnectWebsocketsRoute', 'SdefaultWebsocketsRoute', 'SayWebsocketsRoute'],
        Properties: { ApiId, Description: 'Serverless Websockets' },
      },
    });
    expect(diagnostics).toEqual([]);
    expect(validate(chat)).toEqual([]);
    expect(functions).toMatchObject([{ name: 'chat-dev-chat' }]);
    expect(chat.authorizers).toMatchObject([{ name: 'guard', identitySource: [{ kind: 'header', name: 'Auth' }] }]);
    expect(chat.routes).toMatchObject([
      { routeKey: { kind: 'connect' }, authorization: { type: 'CUSTOM', authorizer: 'guard' } },
      { routeKey: { kind: 'default' }, authorization: { type: 'NONE' } },
      {
        routeKey: { kind: 'custom', text: 'say' },
        integration: { type: 'AWS_PROXY', httpMethod: 'POST' },
        routeResponseSelectionExpression: parseSelectionExpression('$default', 'message-expression'),
        responses: [{ routeResponseKey: '$default' }],
      },
    ]);
    expect(chat.stages).toMatchObject([
      { name: 'dev', defaultRouteSettings: { dataTraceEnabled: true, loggingLevel: 'INFO' } },
    ]);
  });

  test('are deployed to a stage that the deployment names, for an API among the resources of the service', async () => {
    const { chat, diagnostics } = await load({
      ...EVENTS,
      [DEPLOYMENT]: { Type: 'AWS::ApiGatewayV2::Deployment', Properties: { ApiId, StageName: 'dev' } },
    });
    expect(diagnostics).toEqual([]);
    expect(chat.stages).toEqual([{ name: 'dev' }]);
  });
});
