import { describe, expect, test } from 'vitest';

import type { Json } from '../../../../lib/model/json.js';
import { expand, type Expanded } from '../expand.js';
import type { JsonMap } from '../read-template.js';

const FN = { 'Fn::GetAtt': ['Fn', 'Arn'] };
const Routes = { $connect: { FunctionArn: FN }, sendMessage: { FunctionArn: FN, IntegrationTimeout: 900 } };

function socket(properties: JsonMap = {}, attributes: JsonMap = {}): Expanded {
  const given = { Routes, RouteSelectionExpression: '$request.body.action', ...properties };
  return expand({ Chat: { Type: 'AWS::Serverless::WebSocketApi', ...attributes, Properties: given } });
}

const integrationUri = (name: string, arn: Json): Json => ({
  'Fn::Sub': [
    `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${name}}/invocations`,
    { [name]: arn },
  ],
});

describe('AWS::Serverless::WebSocketApi', () => {
  test('becomes an API, its stage, and three resources a route', () => {
    const { get, resources, diagnostics } = socket();
    expect(Object.keys(resources).sort()).toEqual([
      'Chat',
      'ChatConnectIntegration',
      'ChatConnectPermission',
      'ChatConnectRoute',
      'ChatDefaultStage',
      'ChatSendmessageIntegration',
      'ChatSendmessagePermission',
      'ChatSendmessageRoute',
    ]);
    expect(get('Chat').Properties).toEqual({
      Name: 'Chat',
      ProtocolType: 'WEBSOCKET',
      RouteSelectionExpression: '$request.body.action',
      Tags: { 'websocketapi:createdBy': 'SAM' },
    });
    expect(get('ChatSendmessageRoute').Properties).toEqual({
      RouteKey: 'sendMessage',
      ApiId: { Ref: 'Chat' },
      Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'ChatSendmessageIntegration' }]] },
    });
    expect(get('ChatSendmessageIntegration').Properties).toEqual({
      ApiId: { Ref: 'Chat' },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: integrationUri('FunctionArn', FN),
      TimeoutInMillis: 900,
    });
    expect(get('ChatConnectPermission').Properties).toMatchObject({
      FunctionName: FN,
      SourceArn: {
        'Fn::Sub': 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Chat.ApiId}/default/$connect',
      },
    });
    expect(diagnostics).toEqual([]);
  });

  test('is left out where Auth stands beside its properties, which SAM does not read', () => {
    const { resources, diagnostics } = socket({}, { Auth: { AuthType: 'AWS_IAM' } });
    expect(Object.keys(resources)).toEqual([]);
    expect(diagnostics.map(({ message }) => message).join()).toContain('SAM reads no Auth here');
  });

  test.each<[name: Json, id: string]>([
    ['v1', 'Chatv1Stage'],
    ['default', 'ChatDefaultStage'],
    [{ Ref: 'Env' }, 'ChatStage'],
  ])('has a stage %j called %s', (StageName, id) => {
    expect(socket({ StageName }).ids('AWS::ApiGatewayV2::Stage')).toEqual([id]);
  });

  test('with a stage that is a function has it in its permissions', () => {
    expect(socket({ StageName: { Ref: 'Env' } }).get('ChatConnectPermission').Properties.SourceArn).toEqual({
      'Fn::Sub': [
        'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Chat.ApiId}/${__StageName__}/$connect',
        { __StageName__: { Ref: 'Env' } },
      ],
    });
  });

  test('with RouteSettings has a stage that waits for the routes', () => {
    expect(socket({ RouteSettings: { $connect: {} } }).get('ChatDefaultStage').DependsOn).toEqual([
      'ChatConnectRoute',
      'ChatSendmessageRoute',
    ]);
  });

  test.each<[auth: JsonMap, type: string, authorizer: boolean, permission: boolean]>([
    [{ AuthType: 'AWS_IAM' }, 'AWS_IAM', false, false],
    [{ AuthType: 'NONE' }, 'NONE', false, false],
    [{ AuthType: 'CUSTOM', AuthArn: FN }, 'CUSTOM', true, true],
    [
      { AuthType: 'CUSTOM', AuthArn: FN, InvokeRole: 'arn:role', IdentitySource: ['route.request.header.A'] },
      'CUSTOM',
      true,
      false,
    ],
  ])('%j authorizes $connect', (Auth, type, authorizer, permission) => {
    const { get, resources } = socket({ Auth });
    expect(get('ChatConnectRoute').Properties.AuthorizationType).toBe(type);
    expect(get('ChatSendmessageRoute').Properties).not.toHaveProperty('AuthorizationType');
    expect('ChatConnectAuthorizer' in resources).toBe(authorizer);
    expect('ChatAuthorizerPermission' in resources).toBe(permission);
    if (authorizer)
      expect(get('ChatConnectAuthorizer').Properties).toMatchObject({
        Name: 'ChatConnectAuthorizer',
        AuthorizerType: 'REQUEST',
        AuthorizerUri: integrationUri('AuthArn', FN),
      });
  });

  test('passes neither its condition nor its policies on', () => {
    const { resources } = socket({}, { Condition: 'C', DependsOn: 'Other' });
    for (const resource of Object.values(resources)) expect(resource).not.toHaveProperty('Condition');
    expect(resources.Chat?.DependsOn).toBe('Other');
  });

  test.each<JsonMap>([
    { Routes: {} },
    { Routes: { 'a-b': { FunctionArn: FN } } },
    { Routes: { a: {} } },
    { Routes: { a: { FunctionArn: FN, RequestParameters: ['x'] } } },
    { Routes: { a: 'x' } },
    { StageName: '$default' },
    { Routes: { $connect: { FunctionArn: FN, AuthorizationType: 'AWS_IAM' } } },
    { Routes: { a: { FunctionArn: FN, Timeout: 900 } } },
    { Route: Routes },
    { Auth: { AuthType: 'CUSTOM', AuthArn: FN, IdentitySources: ['route.request.header.A'] } },
    { Auth: { AuthType: 'JWT' } },
    { Auth: { AuthType: 'CUSTOM' } },
    { Auth: { AuthType: 'NONE', AuthArn: FN } },
    { Auth: { AuthType: 'AWS_IAM' }, Routes: { a: { FunctionArn: FN } } },
  ])('with %j is left out and reported', (properties) => {
    const { resources, diagnostics } = socket(properties);
    expect(resources).toEqual({});
    expect(diagnostics).toMatchObject([{ code: 'invalid-value', place: { element: 'Chat' } }]);
  });
});
