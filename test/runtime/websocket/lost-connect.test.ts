import { describe, expect, test } from 'vitest';
import type { WebSocketEvent } from '../../../lib/formats/lambda-event-websocket.js';
import { LocalGateway } from '../../../lib/testing/index.js';
import { GUARDED, guardResources, policy, type GuardEvent } from './authorizers/guard.js';
import { templateFile, webSocketTemplate, type TestRoute } from './chat-template.js';
import { refusedHandshake, shakeHands, TestClient } from './client.js';
import { serve } from './serve.js';

const GuardFunction = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    ...{ FunctionName: 'guard', Runtime: 'nodejs20.x', Handler: 'index.handler' },
    Code: { ZipFile: 'exports.handler = async () => undefined' },
  },
};
const OPTIONS = {
  functions: {
    handler: () => ({ statusCode: 200, body: 'served' }),
    guard: ({ methodArn }: GuardEvent) => policy('Deny', methodArn),
  },
  more: { resources: { GuardFunction, ...guardResources([]) } },
} as const;

describe('an API without $connect refuses everybody', () => {
  test.each<[what: string, route: TestRoute]>([
    ['has other letters', { route: { ...GUARDED.route, RouteKey: '$Connect' } }],
    ['has another letter', { route: { ...GUARDED.route, RouteKey: '$conect' } }],
    ['has other letters, and an API key', { route: { RouteKey: '$CONNECT', ApiKeyRequired: true } }],
    ['has other letters, and a function that decides', { route: { RouteKey: '$Connect' } }],
    ['begins with a space', { route: { ...GUARDED.route, RouteKey: ' $connect' } }],
    ['ends with a space', { route: { ...GUARDED.route, RouteKey: '$connect ' } }],
    ['lacks its dollar, where the route has authorization', { route: { ...GUARDED.route, RouteKey: 'connect' } }],
    ['is a list', { route: { ...GUARDED.route, RouteKey: ['$connect'] } }],
    ['is missing', { route: { ...GUARDED.route, RouteKey: undefined } }],
    ['is that of a misspelled property', { route: { ...GUARDED.route, RouteKey: undefined, Routekey: '$connect' } }],
  ])('where the key of a route %s', async (_what, route) => {
    const { url } = await serve({ Connect: route, $default: {} }, OPTIONS);
    expect(await refusedHandshake(url)).toMatchObject({ status: 501 });
  });

  test('where the type of the guarded route is misspelled', async () => {
    const template = webSocketTemplate({ $connect: GUARDED, $default: {} }, OPTIONS.more) as {
      Resources: Record<string, { Type: string }>;
    };
    const { Route0 } = template.Resources;
    if (Route0 !== undefined) Route0.Type = 'AWS::ApiGatewayV2::route';
    const gateway = await LocalGateway.fromTemplate(templateFile(template), { functions: OPTIONS.functions });
    try {
      expect(await refusedHandshake((await gateway.listen()).url)).toMatchObject({ status: 403 });
    } finally {
      await gateway.close();
    }
  });

  test.each<[what: string, condition: object, status: number]>([
    ['that only deployment knows', { 'Fn::Equals': [{ Ref: 'Environment' }, 'prod'] }, 403],
    ['whose negation only deployment knows', { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Environment' }, 'prod'] }] }, 403],
  ])('where the authorizer of $connect denies, under a condition %s', async (_what, IsGuarded, status) => {
    const sections = { Parameters: { Environment: { Type: 'String' } }, Conditions: { IsGuarded } };
    const { url } = await serve(
      { $connect: { ...GUARDED, condition: 'IsGuarded' }, $default: {} },
      { ...OPTIONS, more: { ...OPTIONS.more, sections } },
    );
    expect(await refusedHandshake(url)).toMatchObject({ status });
  });

  test.each<[what: string, apiId: unknown]>([
    ['a name that the template does not have', { Ref: 'Caht' }],
    ['a text', 'Chat'],
    ['an import', { 'Fn::ImportValue': 'chat' }],
    ['nothing', undefined],
  ])('where the API of a route $connect is %s', async (_what, ApiId) => {
    const { url, gateway } = await serve({ $connect: { route: { ...GUARDED.route, ApiId } }, $default: {} }, OPTIONS);
    expect(await refusedHandshake(url)).toMatchObject({ status: 501 });
    expect(gateway.diagnostics.map(({ message }) => message).join('\n')).toContain('The route may be $connect of Chat');
  });
});

describe('an API without $connect is open to everybody', () => {
  test.each<[what: string, route: TestRoute]>([
    ['a route of another API is not $connect', { route: { ApiId: { 'Fn::ImportValue': 'other' }, RouteKey: 'send' } }],
    ['a route of messages is refused', { integration: { IntegrationType: 'AWS_PROXY' } }],
  ])('though %s', async (_what, route) => {
    const { url } = await serve({ send: route, $default: {} }, { functions: { handler: OPTIONS.functions.handler } });
    expect((await shakeHands(url)).status).toBe(101);
  });

  test('by the wish of the operator, and a message does not reach what stands in for $connect', async () => {
    const { url } = await serve(
      { connect: { route: { AuthorizationType: 'AWS_IAM' }, respond: true } },
      {
        functions: { handler: ({ requestContext }: WebSocketEvent) => ({ body: requestContext.eventType }) },
        lenience: 'all',
      },
    );
    const client = await TestClient.connect(url);
    client.send({ action: 'connect' });
    expect(await client.receive()).toBe('MESSAGE');
  });
});

test('an API with a $connect of its own is not closed by a route of another API', async () => {
  const other = {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: { ApiId: { 'Fn::ImportValue': 'other' }, RouteKey: '$connect', AuthorizationType: 'AWS_IAM' },
  };
  const { url } = await serve(
    { $connect: {} },
    { functions: { handler: OPTIONS.functions.handler }, more: { resources: { other } } },
  );
  expect((await shakeHands(url)).status).toBe(101);
});
