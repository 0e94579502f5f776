import { describe, expect, test } from 'vitest';
import {
  joinValues,
  lambdaInvocationUri,
  parseSelectionExpression,
  parseWebSocketRouteKey,
  reference,
  type Json,
  type JsonObject,
  type WebSocketApi,
  type WebSocketIntegration,
  type WebSocketRoute,
  type WebSocketStage,
} from '../../../lib/model/index.js';
import { renderTemplate } from '../../../lib/synth/cloudformation/index.js';

const PLACE = { partition: 'aws', region: 'eu-west-1' };
const FUNCTION = 'arn:aws:lambda:eu-west-1:123456789012:function:';

function lambda(name: string): WebSocketIntegration {
  return { type: 'AWS_PROXY', uri: lambdaInvocationUri(PLACE, FUNCTION + name), httpMethod: 'POST' };
}

function route(key: string, more: Partial<WebSocketRoute> = {}): WebSocketRoute {
  return { routeKey: parseWebSocketRouteKey(key), ...more };
}

function chat(more: Partial<WebSocketApi> = {}): WebSocketApi {
  return {
    protocol: 'WEBSOCKET',
    id: 'chat.yaml',
    name: 'Chat',
    routeSelectionExpression: parseSelectionExpression('$request.body.action', 'message-expression'),
    authorizers: [],
    routes: [
      route('$connect', { integration: lambda('open') }),
      route('send', {
        integration: { type: 'MOCK', responses: [{ integrationResponseKey: '$default' }] },
        responses: [{ routeResponseKey: '$default' }],
      }),
    ],
    stages: [],
    ...more,
  };
}

interface Written {
  readonly Type: string;
  readonly Properties: JsonObject;
  readonly [attribute: string]: Json;
}

function ofType(api: WebSocketApi, type: string): readonly (readonly [string, Written])[] {
  const resources = renderTemplate(api).template.Resources as unknown as Readonly<Record<string, Written>>;
  return Object.entries(resources).filter(([, { Type }]) => Type === type);
}

describe('renderTemplate() of a WebSocket API', () => {
  test('writes what is said of the API', () => {
    const api = chat({
      description: 'Rooms',
      version: '2',
      apiKeySelectionExpression: parseSelectionExpression('$request.header.x-api-key', 'message-expression'),
      disableExecuteApiEndpoint: true,
      disableSchemaValidation: false,
      ipAddressType: 'dualstack',
      tags: { team: 'chat' },
    });
    expect(ofType(api, 'AWS::ApiGatewayV2::Api')).toEqual([
      [
        'Chat',
        {
          Type: 'AWS::ApiGatewayV2::Api',
          Properties: {
            Name: 'Chat',
            ProtocolType: 'WEBSOCKET',
            RouteSelectionExpression: '$request.body.action',
            ApiKeySelectionExpression: '$request.header.x-api-key',
            Description: 'Rooms',
            DisableExecuteApiEndpoint: true,
            DisableSchemaValidation: false,
            IpAddressType: 'dualstack',
            Tags: { team: 'chat' },
            Version: '2',
          },
        },
      ],
    ]);
  });

  test.each(['body', 'resources'] as const)('writes the same with its definition as %s', (definition) => {
    expect(renderTemplate(chat(), { definition })).toEqual(renderTemplate(chat()));
  });

  test('gives an API without a stage prod, or the stage that is asked for, with its address', () => {
    const { template, diagnostics } = renderTemplate(chat());
    expect(diagnostics).toEqual([]);
    expect(template.Outputs).toEqual({
      ChatProdUrl: { Value: { 'Fn::Sub': 'wss://${Chat}.execute-api.${AWS::Region}.${AWS::URLSuffix}/prod' } },
    });
    expect(Object.keys(renderTemplate(chat(), { defaultStage: 'dev' }).template.Outputs ?? {})).toEqual(['ChatDevUrl']);
  });

  test('gives stages that do not deploy by themselves one deployment, which is kept and waits for the definition', () => {
    const api = chat({ stages: [{ name: 'prod' }, { name: 'x', autoDeploy: true }] });
    const [deployment, ...others] = ofType(api, 'AWS::ApiGatewayV2::Deployment');
    expect(others).toEqual([]);
    expect(deployment?.[1]).toMatchObject({
      UpdateReplacePolicy: 'Retain',
      DeletionPolicy: 'RetainExceptOnCreate',
      DependsOn: [
        'ChatIntegrationsConnect',
        'ChatIntegrationsSend',
        'ChatIntegrationResponsesSendDefault',
        'ChatRoutesConnect',
        'ChatRoutesSend',
        'ChatRouteResponsesSendDefault',
      ],
    });
    expect(ofType(api, 'AWS::ApiGatewayV2::Stage').map(([, { Properties }]) => Properties.DeploymentId)).toEqual([
      { Ref: deployment?.[0] },
      undefined,
    ]);
  });

  test('lets a stage that deploys by itself wait for the definition', () => {
    const routeSettings = [{ routeKey: parseWebSocketRouteKey('send'), throttle: { burst: 1 } }];
    const api = chat({ stages: [{ name: 'prod', autoDeploy: true, routeSettings }] });
    const [stage] = ofType(api, 'AWS::ApiGatewayV2::Stage');
    expect(stage?.[1].DependsOn).toEqual([
      'ChatOpenPermission',
      'ChatIntegrationsConnect',
      'ChatIntegrationsSend',
      'ChatIntegrationResponsesSendDefault',
      'ChatRoutesConnect',
      'ChatRoutesSend',
      'ChatRouteResponsesSendDefault',
    ]);
  });

  test('makes a new deployment for a change, and none for stages and tags', () => {
    const deploymentOf = (more: Partial<WebSocketApi>, stage: Partial<WebSocketStage> = {}): string | undefined =>
      ofType(chat({ ...more, stages: [{ name: 'prod', ...stage }] }), 'AWS::ApiGatewayV2::Deployment')[0]?.[0];
    const plain = deploymentOf({});
    expect(plain).toMatch(/^ChatDeploymentf1[0-9a-f]{32}$/);
    expect(deploymentOf({ tags: { team: 'chat' } })).toBe(plain);
    expect(deploymentOf({}, { defaultRouteSettings: { throttle: { burst: 1 } } })).toBe(plain);
    expect(deploymentOf({ routes: [...chat().routes, route('$default')] })).not.toBe(plain);
    expect(deploymentOf({ models: [{ name: 'Message', schema: {} }] })).not.toBe(plain);
    expect(deploymentOf({ disableExecuteApiEndpoint: true })).not.toBe(plain);
  });

  test('lets routes wait for their models', () => {
    const models = [{ name: 'Message', schema: { type: 'object' } }];
    const api = chat({ models, routes: [route('send', { requestModels: { $default: 'Message' } })] });
    expect(ofType(api, 'AWS::ApiGatewayV2::Route')).toEqual([
      [
        'ChatRoutesSend',
        {
          Type: 'AWS::ApiGatewayV2::Route',
          DependsOn: ['ChatModelsMessage'],
          Properties: {
            ApiId: { Ref: 'Chat' },
            RouteKey: 'send',
            AuthorizationType: 'NONE',
            RequestModels: { $default: 'Message' },
          },
        },
      ],
    ]);
  });

  test('tells $connect and a route that is called connect apart', () => {
    const api = chat({ routes: [route('$connect'), route('connect')] });
    expect(ofType(api, 'AWS::ApiGatewayV2::Route').map(([id, { Properties }]) => [id, Properties.RouteKey])).toEqual([
      ['ChatRoutesConnect', '$connect'],
      ['ChatRoutesConnect2', 'connect'],
    ]);
  });

  test('lets each function be invoked once, by routes and authorizers of every stage', () => {
    const guard = { type: 'REQUEST', identitySource: [] } as const;
    const api = chat({
      authorizers: [
        { ...guard, name: 'guard', uri: lambdaInvocationUri(PLACE, `${FUNCTION}guard`) },
        { ...guard, name: 'role', uri: lambdaInvocationUri(PLACE, `${FUNCTION}role`), credentials: 'role' },
      ],
      routes: [
        route('$connect', { integration: lambda('open') }),
        route('$disconnect', { integration: lambda('open') }),
        route('send', { integration: { ...lambda('${stageVariables.fn}'), type: 'AWS' } as WebSocketIntegration }),
        route('$default', { integration: { type: 'MOCK' } }),
      ],
      stages: [{ name: 'prod', variables: { fn: 'send' } }],
    });
    const permissions = ofType(api, 'AWS::Lambda::Permission');
    expect(permissions.map(([id, { Properties }]) => [id, Properties.FunctionName])).toEqual([
      ['ChatOpenPermission', `${FUNCTION}open`],
      ['ChatSendPermission', `${FUNCTION}send`],
      ['ChatGuardPermission', `${FUNCTION}guard`],
    ]);
    expect(permissions[0]?.[1].Properties).toMatchObject({
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: {
        'Fn::Sub': 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Chat}/*/*',
      },
    });
    expect(ofType(api, 'AWS::ApiGatewayV2::Stage')[0]?.[1].DependsOn).toEqual(permissions.map(([id]) => id));
  });

  test('reports what a template cannot carry', () => {
    const integration: WebSocketIntegration = {
      type: 'HTTP_PROXY',
      uri: 'https://backend.example',
      httpMethod: 'GET',
      vpcLink: { id: 'link', target: 'arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/net/a/b' },
    };
    const routeKey = parseWebSocketRouteKey(joinValues(['send', reference('Suffix')]));
    const { diagnostics } = renderTemplate(
      chat({ routes: [route('send', { integration })], stages: [{ name: 'prod', routeSettings: [{ routeKey }] }] }),
    );
    expect(diagnostics.map(({ code, place }) => [code, place])).toEqual([
      ['not-representable', { element: 'send', property: 'integration' }],
      ['not-representable', { element: 'stage prod', property: 'routeSettings' }],
    ]);
  });

  test('reports more resources than a template holds', () => {
    const routes = Array.from({ length: 501 }, (_, index) => route(`route${index}`));
    expect(renderTemplate(chat({ routes })).diagnostics.map(({ code }) => code)).toEqual(['quota-exceeded']);
  });
});
