import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import {
  parseSelectionExpression,
  reference,
  type WebSocketApi,
  type WebSocketRoute,
} from '../../../lib/model/index.js';
import { renderConstructs } from '../../../lib/synth/constructs/index.js';
import { comparable, synthesizeGenerated } from '../../support/generated-app.js';

const uri =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:chat/invocations';
const integration: WebSocketRoute['integration'] = { type: 'AWS_PROXY', httpMethod: 'POST', uri };
const inDefault = parseSelectionExpression('$default', 'message-expression');

function chat(api: Partial<WebSocketApi>): WebSocketApi {
  return {
    protocol: 'WEBSOCKET',
    id: 'Chat',
    name: 'Chat',
    routeSelectionExpression: parseSelectionExpression('$request.body.action', 'message-expression'),
    authorizers: [],
    routes: [{ routeKey: { kind: 'default' }, integration }],
    stages: [],
    ...api,
  };
}

function route(members: Partial<WebSocketRoute>): Partial<WebSocketApi> {
  return { routes: [{ routeKey: { kind: 'default' }, integration, ...members }] };
}

const everything = chat({
  routeSelectionExpression: parseSelectionExpression('$request.body.type', 'message-expression'),
  tags: { team: 'chat' },
  authorizers: [{ type: 'REQUEST', name: 'users', uri, identitySource: [{ kind: 'querystring', name: 'token' }] }],
  models: [{ name: 'Join', schema: { type: 'object', required: ['room'] }, contentType: 'application/json' }],
  routes: [
    { routeKey: { kind: 'connect' }, authorization: { type: 'CUSTOM', authorizer: 'users' } },
    {
      routeKey: { kind: 'custom', text: 'join' },
      operationName: 'join',
      integration,
      modelSelectionExpression: inDefault,
      requestModels: { $default: 'Join' },
      routeResponseSelectionExpression: inDefault,
      responses: [{ routeResponseKey: '$default' }],
    },
    {
      routeKey: { kind: 'custom', text: 'order' },
      integration: {
        type: 'AWS',
        httpMethod: 'POST',
        uri: 'arn:aws:apigateway:us-east-1:sqs:path/111122223333/orders',
        credentials: reference('Role', 'Arn'),
        templateSelectionExpression: parseSelectionExpression('\\$default', 'message-expression'),
        requestTemplates: { $default: 'Action=SendMessage' },
        requestParameters: [
          { target: { location: 'header', name: 'x-api-key' }, source: { kind: 'literal', value: 'hunter1' } },
        ],
        responses: [{ integrationResponseKey: '$default' }, { integrationResponseKey: '/5\\d\\d/' }],
      },
    },
    {
      routeKey: { kind: 'custom', text: 'ping' },
      integration: { type: 'MOCK', requestTemplates: { 'application/json': '{"statusCode":200}' } },
    },
    {
      routeKey: { kind: 'default' },
      integration: { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'https://example.com', timeoutMs: 5000 },
    },
  ],
  stages: [
    {
      name: 'prod',
      autoDeploy: true,
      variables: { dbPassword: 'hunter2' },
      defaultRouteSettings: { loggingLevel: 'ERROR', dataTraceEnabled: false, throttle: { burst: 5 } },
    },
  ],
});

describe('renderConstructs() of a WebSocket API', () => {
  const rendered = renderConstructs(everything);
  const text = rendered.files.map((file) => file.text).join('\n');

  test('synthesizes to an equal API, in the layout of prettier', async () => {
    expect(rendered.diagnostics).toEqual([]);
    expect(await format(text, { parser: 'typescript', singleQuote: true, printWidth: 120 })).toBe(text);
    expect(comparable(synthesizeGenerated(everything, rendered), 'us-east-1')).toEqual(
      comparable(everything, 'us-east-1'),
    );
  });

  test.each([
    "api.addRoute('$connect', { authorizer: users });",
    'requestModels: { $default: join },\n      respond: true,',
    "service: 'sqs',\n        path: '111122223333/orders',\n        region: 'us-east-1',\n        credentials: props.roles.role,",
    "responses: [{}, { key: '/5\\\\d\\\\d/' }],",
    "logging: { level: 'ERROR' },",
  ])('writes %s', (written) => expect(text).toContain(written));

  test('gives secrets to the class', () => {
    expect(text).not.toMatch(/hunter\d/);
    expect(text).toContain("'integration.request.header.x-api-key': `'${props.secrets.xApiKey}'`");
    expect(text).toContain('variables: { dbPassword: props.secrets.dbPassword }');
  });

  test.each<[what: string, api: Partial<WebSocketApi>, severity: string, element: string, message: string]>([
    [
      'a route without an integration',
      { routes: [{ routeKey: { kind: 'default' } }] },
      'info',
      '$default',
      'The route has no integration; the generated class takes one',
    ],
    [
      'responses that no expression chooses',
      route({ responses: [{ routeResponseKey: '$default' }] }),
      'warning',
      '$default',
      'The source code does not have the responses of the route: constructs have one response $default, chosen by $default',
    ],
    [
      'authorization of messages',
      route({ authorization: { type: 'AWS_IAM' } }),
      'warning',
      '$default',
      'The source code does not have the authorization of the route: API Gateway authorizes $connect only',
    ],
    [
      'a route key that API Gateway does not take',
      route({ routeKey: { kind: 'invalid', text: '$other' } }),
      'warning',
      '$other',
      'Constructs do not take this route key; the source code does not have the route',
    ],
    [
      'an authorizer that no connection uses',
      { authorizers: everything.authorizers },
      'warning',
      'authorizer users',
      'The source code does not have the authorizer, which no connection uses',
    ],
    [
      'a model that no route uses',
      { models: [{ name: 'Join', schema: {} }] },
      'warning',
      'model Join',
      'The source code does not have the model, which no route uses',
    ],
  ])('reports %s', (_what, api, severity, element, message) => {
    expect(renderConstructs(chat(api)).diagnostics).toMatchObject([{ severity, place: { element }, message }]);
  });
});
