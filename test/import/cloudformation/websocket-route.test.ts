import { describe, expect, test } from 'vitest';
import { parseSelectionExpression, type Json } from '../../../lib/model/index.js';
import { ApiId, readChat, resource, type Properties } from './websocket-template.js';

const backend = resource('Integration', { IntegrationType: 'MOCK' });

function readSend(route: Properties, others: Properties = {}) {
  return readChat({ Backend: backend, Send: resource('Route', { RouteKey: 'send', ...route }), ...others });
}

describe('a route of a WebSocket API in a template', () => {
  test.each<[what: string, target: Json]>([
    ['Fn::Sub', { 'Fn::Sub': 'integrations/${Backend}' }],
    ['Fn::Sub of an attribute', { 'Fn::Sub': 'integrations/${Backend.IntegrationId}' }],
    ['Fn::Join', { 'Fn::Join': ['/', ['integrations', { Ref: 'Backend' }]] }],
    ['Fn::Join of an attribute', { 'Fn::Join': ['', ['integrations/', { 'Fn::GetAtt': 'Backend.IntegrationId' }]] }],
  ])('has its integration by %s', (_what, Target) => {
    const { api, findings } = readSend({ Target });
    expect(api.routes[0]?.integration).toEqual({ type: 'MOCK' });
    expect(findings).toEqual([]);
  });

  test.each<[what: string, others: Properties, target: Json]>([
    ['a text', {}, 'integrations/abc'],
    ['another resource', {}, { 'Fn::Sub': 'integrations/${Chat}' }],
    [
      'one whose condition does not hold',
      { Off: { ...backend, Condition: 'Never' } },
      { 'Fn::Sub': 'integrations/${Off}' },
    ],
  ])('whose target is %s has no integration', (_what, others, Target) => {
    const { api, findings } = readSend({ Target }, others);
    expect(api.routes[0]?.integration).toBeUndefined();
    expect(findings).toContain('error unresolved-reference Send Target');
  });

  test.each<[what: string, key: Json, target: Json, backend: Properties]>([
    ['is elsewhere', '$connect', 'integrations/abc', { IntegrationType: 'MOCK' }],
    ['has no function', '$connect', { 'Fn::Sub': 'integrations/${Backend}' }, { IntegrationType: 'AWS_PROXY' }],
    [
      'is of a type that does not exist',
      '$connect',
      { 'Fn::Sub': 'integrations/${Backend}' },
      { IntegrationType: 'A' },
    ],
    ['is elsewhere', { 'Fn::ImportValue': 'key' }, 'integrations/abc', { IntegrationType: 'MOCK' }],
  ])('whose integration %s lets nobody connect: %j', (_what, RouteKey, Target, Backend) => {
    const { api } = readChat({
      Backend: resource('Integration', Backend),
      Connect: resource('Route', { RouteKey, Target, AuthorizationType: 'NONE' }),
    });
    expect(api.routes).toMatchObject([{ authorization: { type: 'CUSTOM', authorizer: '' } }]);
  });

  test('has what a message goes through', () => {
    const { api, findings } = readSend(
      {
        ...{ Target: { 'Fn::Sub': 'integrations/${Backend}' }, OperationName: 'Send', ApiKeyRequired: 'true' },
        ...{ ModelSelectionExpression: '$request.body.kind', RequestModels: { text: 'Text', $default: 'Any' } },
        RouteResponseSelectionExpression: '$default',
      },
      {
        ByRef: resource('RouteResponse', { RouteId: { Ref: 'Send' }, RouteResponseKey: '$default' }),
        ByAttribute: resource('RouteResponse', {
          ...{ RouteId: { 'Fn::GetAtt': ['Send', 'RouteId'] }, RouteResponseKey: 'other' },
          ...{ ModelSelectionExpression: '${integration.response.statuscode}', ResponseModels: { 200: 'Text' } },
        }),
      },
    );
    expect(api.routes).toEqual([
      {
        routeKey: { kind: 'custom', text: 'send' },
        integration: { type: 'MOCK' },
        operationName: 'Send',
        apiKeyRequired: true,
        modelSelectionExpression: parseSelectionExpression('$request.body.kind', 'message-expression'),
        requestModels: { text: 'Text', $default: 'Any' },
        routeResponseSelectionExpression: parseSelectionExpression('$default', 'message-expression'),
        responses: [
          { routeResponseKey: '$default' },
          {
            routeResponseKey: 'other',
            modelSelectionExpression: parseSelectionExpression(
              '${integration.response.statuscode}',
              'integration-response-expression',
            ),
            responseModels: { 200: 'Text' },
          },
        ],
      },
    ]);
    expect(findings).toEqual([]);
  });

  test.each<[given: Json, required: boolean | undefined, ...findings: string[]]>([
    [{ Ref: 'AWS::NoValue' }, undefined],
    ['false', false],
    ['yes', true, 'error invalid-value Connect ApiKeyRequired'],
    [{ 'Fn::ImportValue': 'required' }, true, 'warning unresolved-value Connect ApiKeyRequired'],
  ])('with ApiKeyRequired %j', (ApiKeyRequired, required, ...findings) => {
    const { api, ...found } = readChat({ Connect: resource('Route', { RouteKey: '$connect', ApiKeyRequired }) });
    expect(api.routes[0]?.apiKeyRequired).toBe(required);
    expect(found.findings).toEqual(findings);
  });

  test('without a key may be $connect: it is reported, and lets nobody connect', () => {
    const { api, findings } = readChat({ Send: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId } } });
    expect(api.routes).toEqual([{ routeKey: { kind: 'connect' }, authorization: { type: 'CUSTOM', authorizer: '' } }]);
    expect(findings).toEqual(['error invalid-value Send RouteKey', 'error unresolved-reference Send RouteKey']);
  });

  test.each<[key: string, ...findings: string[]]>([
    ['$connect'],
    ['$disconnect'],
    ['$default', 'warning integration-missing Send Target'],
    ['send', 'warning integration-missing Send Target'],
  ])('%s may have no integration, or is reported', (RouteKey, ...findings) => {
    const { api, ...found } = readChat({ Send: resource('Route', { RouteKey }) });
    expect(api.routes).toHaveLength(1);
    expect(found.findings).toEqual(findings);
  });

  test.each<[what: string, lost: Json, finding: string]>([
    [
      'a route response whose route is elsewhere',
      resource('RouteResponse', { RouteId: 'abc', RouteResponseKey: '$default', ResponseModels: { a: 'A' } }),
      'error unresolved-reference Lost RouteId',
    ],
    [
      'an integration response whose integration is elsewhere',
      resource('IntegrationResponse', { IntegrationId: { Ref: 'Send' }, IntegrationResponseKey: '$default' }),
      'error unresolved-reference Lost IntegrationId',
    ],
    [
      'an integration without a route',
      resource('Integration', { IntegrationType: 'HTTP', IntegrationUri: 'https://a.example', TimeoutInMillis: 100 }),
      'info not-read Lost',
    ],
    [
      'the responses of a route that are declared as those of REST APIs are',
      resource('RouteResponse', {
        ...{ RouteId: { Ref: 'Send' }, RouteResponseKey: '$default' },
        ResponseParameters: { 'route.response.header.A': { Required: true } },
      }),
      'warning not-read Lost ResponseParameters',
    ],
    [
      'a setting that only HTTP APIs have',
      resource('Integration', { IntegrationType: 'MOCK', TlsConfig: { ServerNameToVerify: 'a.example' } }),
      'warning not-read Lost TlsConfig',
    ],
    [
      'a format of events that only HTTP APIs have',
      resource('Integration', { IntegrationType: 'MOCK', PayloadFormatVersion: '2.0' }),
      'warning not-read Lost PayloadFormatVersion',
    ],
    [
      'a mock with a URI',
      resource('Integration', { IntegrationType: 'MOCK', IntegrationUri: 'https://a.example' }),
      'error invalid-value Lost IntegrationUri',
    ],
    ['an integration without a type', resource('Integration'), 'error invalid-value Lost IntegrationType'],
    [
      'a VPC link without its id',
      resource('Integration', {
        ...{ IntegrationType: 'HTTP_PROXY', IntegrationUri: 'https://a.example', ConnectionType: 'VPC_LINK' },
      }),
      'error invalid-value Lost ConnectionId',
    ],
  ])('reports %s', (_what, lost, finding) => {
    const { findings } = readSend({ Target: { 'Fn::Sub': 'integrations/${Backend}' } }, { Lost: lost });
    expect(findings.filter((one) => one !== 'info not-read Lost')).toEqual(
      [finding].filter((one) => one !== 'info not-read Lost'),
    );
    expect(findings).toContain(finding);
  });
});

describe('the properties of a WebSocket API in a template', () => {
  test.each<[property: string, value: Json, finding: string]>([
    ['RouteSelectionExpression', { Ref: 'AWS::NoValue' }, 'error invalid-value'],
    ['Body', { openapi: '3.0.1' }, 'error invalid-value'],
    ['BodyS3Location', { Bucket: 'b', Key: 'k' }, 'error invalid-value'],
    ['CorsConfiguration', { AllowOrigins: ['*'] }, 'warning not-read'],
    ['Target', 'arn:function', 'warning not-read'],
    ['BasePath', 'prepend', 'warning not-read'],
  ])('%s is reported', (property, value, finding) => {
    const { api, findings } = readChat({}, { [property]: value });
    expect(findings).toEqual([`${finding} Chat ${property}`]);
    expect(api.routes).toEqual([]);
  });

  test('include a stage that only a deployment names', () => {
    const { api, findings } = readChat({
      Deployment: resource('Deployment', { StageName: 'prod', Description: 'first' }),
      Other: resource('Deployment', { StageName: { Ref: 'Stage' } }),
      Stage: resource('Stage', {
        StageName: 'dev',
        AutoDeploy: true,
        RouteSettings: { send: { LoggingLevel: 'INFO' } },
      }),
    });
    expect(api.stages).toEqual([
      {
        name: 'dev',
        autoDeploy: true,
        routeSettings: [{ routeKey: { kind: 'custom', text: 'send' }, loggingLevel: 'INFO' }],
      },
      { name: 'prod' },
    ]);
    expect(findings).toEqual([]);
  });

  test.each<[what: string, stage: Properties, others: Properties, ...findings: string[]]>([
    ['a deployment of its own', { DeploymentId: { Ref: 'Deployment' } }, { Deployment: resource('Deployment') }],
    ['a deployment that names it', {}, { Deployment: resource('Deployment', { StageName: 'prod' }) }],
    ['every change', { AutoDeploy: 'true' }, {}],
    ['what only deployment knows', { AutoDeploy: { 'Fn::ImportValue': 'deploys' } }, {}],
    ['nothing', {}, {}, 'warning nothing-to-deploy Stage'],
    ['another deployment', { AutoDeploy: false }, { Other: resource('Deployment') }, 'warning nothing-to-deploy Stage'],
  ])('include a stage with %s', (_what, stage, others, ...expected) => {
    const { api, findings } = readChat({ Stage: resource('Stage', { StageName: 'prod', ...stage }), ...others });
    expect(api.stages).toMatchObject([{ name: 'prod' }]);
    expect(findings).toEqual(expected);
  });
});
