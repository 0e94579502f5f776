import { describe, expect, test } from 'vitest';
import {
  parseMessageMappingSource,
  parseResponseMappingSource,
  parseSelectionExpression,
  parseWebSocketRouteKey,
  printModelReference,
  reference,
  type DocumentObject,
  type WebSocketApi,
  type WebSocketIntegration,
  type WebSocketRoute,
} from '../../../lib/model/index.js';
import { targetKey, webSocketDefinitionResources } from '../../../lib/synth/cloudformation/index.js';

const MOCK: WebSocketIntegration = { type: 'MOCK' };
const LAMBDA: WebSocketIntegration = { type: 'AWS_PROXY', uri: reference('Uri'), httpMethod: 'POST' };

function route(key: string, more: Partial<WebSocketRoute> = {}): WebSocketRoute {
  return { routeKey: parseWebSocketRouteKey(key), ...more };
}

function chat(more: Partial<WebSocketApi>): WebSocketApi {
  return {
    protocol: 'WEBSOCKET',
    id: 'chat',
    name: 'Chat',
    routeSelectionExpression: parseSelectionExpression('$request.body.action', 'message-expression'),
    authorizers: [],
    routes: [],
    stages: [],
    ...more,
  };
}

interface Written {
  readonly name: string;
  readonly dependsOn: readonly string[];
  readonly properties: DocumentObject;
}

/** The resources in order, with references to the earlier ones that each may refer to. */
function write(more: Partial<WebSocketApi>): readonly Written[] {
  const references = new Map([['api', reference('Api')]]);
  return webSocketDefinitionResources(chat(more)).map(({ type, ids, target, dependsOn = [], render }) => {
    const properties = render((to) => references.get(targetKey(to)));
    if (target !== undefined) references.set(targetKey(target), reference(targetKey(target)));
    return { name: `${type.split('::')[2] ?? ''} ${ids.join('/')}`, dependsOn: dependsOn.map(targetKey), properties };
  });
}

function propertiesOf(name: string, more: Partial<WebSocketApi>): DocumentObject | undefined {
  return write(more).find((resource) => resource.name === name)?.properties;
}

describe('webSocketDefinitionResources()', () => {
  test('writes each piece of the definition, and equal integrations once', () => {
    const names = write({
      authorizers: [{ type: 'REQUEST', name: 'guard', uri: 'uri', identitySource: [] }],
      models: [{ name: 'Message', schema: {} }],
      routes: [
        route('$connect', { integration: LAMBDA }),
        route('send', { integration: LAMBDA, responses: [{ routeResponseKey: '$default' }] }),
        route('ping', {
          integration: {
            ...MOCK,
            responses: [{ integrationResponseKey: '$default' }, { integrationResponseKey: '/4../' }],
          },
        }),
        route('$default'),
      ],
    }).map(({ name }) => name);
    expect(names).toEqual([
      'Authorizer Authorizers/guard',
      'Model Models/Message',
      'Integration Integrations/Connect',
      'Integration Integrations/Ping',
      'IntegrationResponse IntegrationResponses/Ping/$default',
      'IntegrationResponse IntegrationResponses/Ping//4../',
      'Route Routes/$connect',
      'Route Routes/send',
      'RouteResponse RouteResponses/send/$default',
      'Route Routes/ping',
      'Route Routes/$default',
    ]);
  });

  test('lets routes, their responses and models wait for the models that they name', () => {
    const resources = write({
      models: [
        { name: 'Message', schema: { properties: { from: { $ref: printModelReference('User') } } } },
        { name: 'User', schema: { properties: { last: { $ref: printModelReference('Message') } } } },
      ],
      routes: [
        route('send', {
          requestModels: { $default: 'Message', other: 'Elsewhere' },
          responses: [{ routeResponseKey: '$default', responseModels: { a: 'User', b: 'User' } }],
        }),
      ],
    });
    expect(resources.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
      ['Model Models/User', []],
      ['Model Models/Message', ['model User']],
      ['Route Routes/send', ['model Message']],
      ['RouteResponse RouteResponses/send/$default', ['model User']],
    ]);
    expect(resources[1]?.properties).toEqual({
      Name: 'Message',
      ContentType: 'application/json',
      Schema: {
        properties: {
          from: {
            $ref: {
              kind: 'deploy-time',
              parts: [
                'https://apigateway.amazonaws.com/restapis/',
                { kind: 'reference', logicalId: 'Api' },
                '/models/User',
              ],
            },
          },
        },
      },
    });
  });

  test('writes all that a route says', () => {
    const authorizers = [
      {
        type: 'REQUEST',
        name: 'guard',
        uri: 'uri',
        identitySource: [{ kind: 'header', name: 'Auth' }],
        credentials: 'role',
      },
    ] as const;
    const routes = [
      route('$connect', {
        operationName: 'connect',
        apiKeyRequired: true,
        authorization: { type: 'CUSTOM', authorizer: 'guard' },
        requestParameters: [{ location: 'querystring', name: 'room', required: true }],
        integration: LAMBDA,
      }),
      route('send', {
        authorization: { type: 'AWS_IAM' },
        modelSelectionExpression: parseSelectionExpression('$request.body.kind', 'message-expression'),
        requestModels: { text: 'Message' },
        routeResponseSelectionExpression: parseSelectionExpression('$default', 'message-expression'),
      }),
    ];
    expect(propertiesOf('Authorizer Authorizers/guard', { authorizers, routes })).toEqual({
      Name: 'guard',
      AuthorizerType: 'REQUEST',
      AuthorizerUri: 'uri',
      IdentitySource: ['route.request.header.Auth'],
      AuthorizerCredentialsArn: 'role',
    });
    expect(propertiesOf('Route Routes/$connect', { authorizers, routes })).toEqual({
      RouteKey: '$connect',
      AuthorizationType: 'CUSTOM',
      AuthorizerId: reference('authorizer guard'),
      ApiKeyRequired: true,
      OperationName: 'connect',
      RequestParameters: { 'route.request.querystring.room': { Required: true } },
      Target: {
        kind: 'deploy-time',
        parts: ['integrations/', { kind: 'reference', logicalId: 'integration Connect' }],
      },
    });
    expect(propertiesOf('Route Routes/send', { authorizers, routes })).toEqual({
      RouteKey: 'send',
      AuthorizationType: 'AWS_IAM',
      ModelSelectionExpression: '$request.body.kind',
      RequestModels: { text: 'Message' },
      RouteResponseSelectionExpression: '$default',
    });
  });

  test('writes all that an integration and the responses say', () => {
    const integration: WebSocketIntegration = {
      type: 'HTTP',
      uri: 'https://backend.example',
      httpMethod: 'PUT',
      vpcLink: { id: 'link' },
      credentials: 'role',
      timeoutMs: 1000,
      contentHandling: 'CONVERT_TO_TEXT',
      passthroughBehavior: 'NEVER',
      templateSelectionExpression: parseSelectionExpression('\\$default', 'message-expression'),
      requestTemplates: { $default: '$input.json("$")' },
      requestParameters: [
        { target: { location: 'header', name: 'id' }, source: parseMessageMappingSource('context.connectionId') },
      ],
      responses: [
        {
          integrationResponseKey: '/2../',
          contentHandling: 'CONVERT_TO_BINARY',
          templateSelectionExpression: parseSelectionExpression(
            '${integration.response.statuscode}',
            'integration-response-expression',
          ),
          responseTemplates: { 200: 'ok' },
          responseParameters: [{ header: 'x', source: parseResponseMappingSource('integration.response.header.y') }],
        },
      ],
    };
    const routes = [
      route('send', {
        integration,
        responses: [
          {
            routeResponseKey: '$default',
            modelSelectionExpression: parseSelectionExpression('a', 'integration-response-expression'),
            responseModels: { a: 'A' },
          },
        ],
      }),
    ];
    expect(propertiesOf('Integration Integrations/Send', { routes })).toEqual({
      IntegrationType: 'HTTP',
      IntegrationUri: 'https://backend.example',
      IntegrationMethod: 'PUT',
      ConnectionType: 'VPC_LINK',
      ConnectionId: 'link',
      CredentialsArn: 'role',
      TimeoutInMillis: 1000,
      ContentHandlingStrategy: 'CONVERT_TO_TEXT',
      PassthroughBehavior: 'NEVER',
      TemplateSelectionExpression: '\\$default',
      RequestTemplates: { $default: '$input.json("$")' },
      RequestParameters: { 'integration.request.header.id': 'context.connectionId' },
    });
    expect(propertiesOf('IntegrationResponse IntegrationResponses/Send//2../', { routes })).toEqual({
      IntegrationId: reference('integration Send'),
      IntegrationResponseKey: '/2../',
      ContentHandlingStrategy: 'CONVERT_TO_BINARY',
      TemplateSelectionExpression: '${integration.response.statuscode}',
      ResponseTemplates: { 200: 'ok' },
      ResponseParameters: { 'method.response.header.x': 'integration.response.header.y' },
    });
    expect(propertiesOf('RouteResponse RouteResponses/send/$default', { routes })).toEqual({
      RouteId: reference('route send'),
      RouteResponseKey: '$default',
      ModelSelectionExpression: 'a',
      ResponseModels: { a: 'A' },
    });
  });
});
