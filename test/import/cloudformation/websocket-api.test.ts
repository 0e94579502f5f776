import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../../lib/import/cloudformation/template.js';
import { intrinsic, parseSelectionExpression, type Json, type WebSocketApi } from '../../../lib/model/index.js';

type Properties = Readonly<Record<string, Json>>;

/** An API with one route and its integration, and what was found about them. */
function readRoute(integration: Properties, route: Properties = {}, others: Properties = {}) {
  const ApiId = { Ref: 'Chat' };
  const { collection, diagnostics } = readTemplate({
    Resources: {
      Chat: {
        Type: 'AWS::ApiGatewayV2::Api',
        Properties: { Name: 'Chat', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action' },
      },
      Backend: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId, ...integration } },
      Send: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: { ApiId, RouteKey: 'send', Target: { 'Fn::Sub': 'integrations/${Backend}' }, ...route },
      },
      ...others,
    },
  });
  const [api] = collection.apis as readonly WebSocketApi[];
  return {
    route: api?.routes[0],
    diagnostics: diagnostics.map(({ code, place }) => `${code} ${place.property ?? ''}`),
  };
}

describe('a WebSocket API in a template', () => {
  test('has an HTTP integration with mappings', () => {
    const { route, diagnostics } = readRoute({
      IntegrationType: 'HTTP',
      IntegrationUri: 'https://example.com/{id}',
      IntegrationMethod: 'PUT',
      ConnectionType: 'VPC_LINK',
      ConnectionId: { 'Fn::ImportValue': 'link' },
      TemplateSelectionExpression: '\\$default',
      RequestTemplates: { $default: '$input.body' },
      RequestParameters: {
        'integration.request.path.id': 'route.request.body.id',
        'integration.request.header.X-Token': 'route.request.querystring.token',
        'integration.request.header.X-Kind': "'chat'",
        'integration.request.querystring.a': 'method.request.header.A',
        'integration.request.body': 'context.connectionId',
      },
    });
    expect(route?.integration).toEqual({
      type: 'HTTP',
      uri: 'https://example.com/{id}',
      httpMethod: 'PUT',
      vpcLink: { id: intrinsic('Fn::ImportValue', 'link') },
      templateSelectionExpression: parseSelectionExpression('\\$default', 'message-expression'),
      requestTemplates: { $default: '$input.body' },
      requestParameters: [
        { target: { location: 'path', name: 'id' }, source: { kind: 'body', path: 'id' } },
        { target: { location: 'header', name: 'X-Token' }, source: { kind: 'querystring', name: 'token' } },
        { target: { location: 'header', name: 'X-Kind' }, source: { kind: 'literal', value: 'chat' } },
        {
          target: { location: 'querystring', name: 'a' },
          source: { kind: 'invalid', text: 'method.request.header.A' },
        },
      ],
    });
    expect(diagnostics).toEqual(['parameter-mapping-invalid RequestParameters']);
  });

  test('has responses of an integration', () => {
    const { route, diagnostics } = readRoute(
      { IntegrationType: 'MOCK' },
      {},
      {
        Answer: {
          Type: 'AWS::ApiGatewayV2::IntegrationResponse',
          Properties: {
            ApiId: { Ref: 'Chat' },
            IntegrationId: { Ref: 'Backend' },
            IntegrationResponseKey: '/2\\d\\d/',
            TemplateSelectionExpression: '${integration.response.statuscode}',
            ResponseParameters: { 'method.response.header.X-A': 'integration.response.header.A' },
          },
        },
      },
    );
    expect(route?.integration).toEqual({
      type: 'MOCK',
      responses: [
        {
          integrationResponseKey: '/2\\d\\d/',
          templateSelectionExpression: parseSelectionExpression(
            '${integration.response.statuscode}',
            'integration-response-expression',
          ),
          responseParameters: [{ header: 'X-A', source: { kind: 'header', name: 'A' } }],
        },
      ],
    });
    expect(diagnostics).toEqual([]);
  });

  test.each<[type: string, method: string]>([
    ['AWS', 'POST'],
    ['AWS_PROXY', 'POST'],
    ['HTTP', 'ANY'],
    ['HTTP_PROXY', 'ANY'],
  ])('calls an integration of type %s by %s unless it says otherwise', (IntegrationType, httpMethod) => {
    const { route } = readRoute({ IntegrationType, IntegrationUri: 'uri' });
    expect(route?.integration).toEqual({ type: IntegrationType, uri: 'uri', httpMethod });
  });

  test('reports an integration without a URI', () => {
    const { route, diagnostics } = readRoute({ IntegrationType: 'AWS_PROXY' });
    expect(route?.integration).toBeUndefined();
    expect(diagnostics).toEqual(['invalid-value IntegrationUri']);
  });

  test('has models, whose schemas may be strings and may name each other', () => {
    const ApiId = { Ref: 'Chat' };
    const { collection, diagnostics } = readTemplate({
      Resources: {
        Chat: {
          Type: 'AWS::ApiGatewayV2::Api',
          Properties: { Name: 'Chat', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action' },
        },
        User: {
          Type: 'AWS::ApiGatewayV2::Model',
          Properties: { ApiId, Name: 'User', Schema: '{"type":"string"}' },
        },
        Message: {
          Type: 'AWS::ApiGatewayV2::Model',
          Properties: {
            ApiId,
            Name: 'Message',
            Schema: { $ref: { 'Fn::Sub': 'https://apigateway.amazonaws.com/restapis/${Chat}/models/User' } },
          },
        },
      },
    });
    const [api] = collection.apis as readonly WebSocketApi[];
    expect(api?.models).toEqual([
      { name: 'User', schema: { type: 'string' } },
      { name: 'Message', schema: { $ref: '#/models/User' } },
    ]);
    expect(diagnostics).toEqual([]);
  });

  test('declares the parameters of its connections', () => {
    const { route, diagnostics } = readRoute(
      { IntegrationType: 'MOCK' },
      {
        RequestParameters: {
          'route.request.querystring.token': { Required: true },
          'route.request.header.X-A': { Required: 'false' },
          'route.request.multivalueheader.X-B': { Required: { Ref: 'AWS::NoValue' } },
          'route.request.header.X-C': { Required: { 'Fn::ImportValue': 'required' } },
          'route.request.path.id': { Required: true },
        },
      },
    );
    expect(route?.requestParameters).toEqual([
      { location: 'querystring', name: 'token', required: true },
      { location: 'header', name: 'X-A', required: false },
      { location: 'multivalueheader', name: 'X-B', required: false },
      { location: 'header', name: 'X-C', required: true },
    ]);
    expect(diagnostics).toContain('parameter-mapping-invalid RequestParameters');
  });
});
