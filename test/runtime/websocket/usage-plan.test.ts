import { describe, expect, test } from 'vitest';
import type { LocalGatewayOptions } from '../../../lib/testing/index.js';
import { GUARDED, guardResources, policy, type GuardEvent } from './authorizers/guard.js';
import type { TestRoute } from './chat-template.js';
import { refusedHandshake, shakeHands, TestClient } from './client.js';
import { serve } from './serve.js';

const NOON = Date.UTC(2026, 10, 30, 12);

const KEYED: TestRoute = { respond: true, route: { ApiKeyRequired: true } };
const FROM_AUTHORIZER = { ApiKeySelectionExpression: '$context.authorizer.usageIdentifierKey' };

interface Parts extends Omit<LocalGatewayOptions, 'api' | 'clock'> {
  /** Properties of the usage plan. */
  readonly plan?: object;
  /** Properties of the key. */
  readonly key?: object;
  /** Properties of the API. */
  readonly api?: object;
  readonly resources?: Readonly<Record<string, object>>;
}

/** An API beside a usage plan with one key, and a clock that is moved by hand. */
async function keyed(
  routes: Readonly<Record<string, TestRoute>>,
  { plan = {}, key = {}, api = {}, resources = {}, ...options }: Parts = {},
) {
  let nowMs = NOON;
  const handler = ({ requestContext }: { readonly requestContext: object }) => ({
    statusCode: 200,
    body: JSON.stringify(requestContext),
  });
  const { functions = {}, ...others } = options;
  const { url, gateway } = await serve(routes, {
    functions: { handler, ...functions },
    clock: { now: () => nowMs },
    more: {
      api,
      resources: {
        Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Value: VALUE, Enabled: true, ...key } },
        Plan: {
          Type: 'AWS::ApiGateway::UsagePlan',
          Properties: { ApiStages: [{ ApiId: { Ref: 'Chat' }, Stage: 'dev' }], ...plan },
        },
        PlanKey: {
          Type: 'AWS::ApiGateway::UsagePlanKey',
          Properties: { KeyId: { Ref: 'Key' }, KeyType: 'API_KEY', UsagePlanId: { Ref: 'Plan' } },
        },
        ...resources,
      },
    },
    ...others,
  });
  return { url, gateway, wait: (ms: number) => (nowMs += ms) };
}

const VALUE = 'the-key-of-the-mobile-app';
const WITH_KEY = { headers: { 'X-Api-Key': VALUE } };

describe('$connect with an API key', () => {
  test.each<[what: string, headers: Record<string, string>, status: number]>([
    ['the key', { 'x-api-key': VALUE }, 101],
    ['the key, its header in another case', { 'X-API-KEY': VALUE }, 101],
    ['no key', {}, 403],
    ['an empty key', { 'x-api-key': '' }, 403],
    ['an unknown key', { 'x-api-key': 'another' }, 403],
  ])('%s', async (_what, headers, status) => {
    const { url } = await keyed({ $connect: KEYED });
    expect((await shakeHands(url, headers)).status).toBe(status);
    expect((await shakeHands(`${url}?x-api-key=${VALUE}`)).status).toBe(403);
  });

  test.each<[what: string, parts: Parts]>([
    ['that is disabled', { key: { Enabled: false } }],
    ['of a plan for another stage', { plan: { ApiStages: [{ ApiId: { Ref: 'Chat' }, Stage: 'prod' }] } }],
  ])('refuses a key %s, which is reported', async (_what, parts) => {
    const { url, gateway } = await keyed({ $connect: KEYED }, parts);
    const { status, body } = await refusedHandshake(url, WITH_KEY.headers);
    expect([status, JSON.parse(body)]).toMatchObject([403, { message: 'Forbidden' }]);
    expect(gateway.diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'usage-plan-missing',
        message: expect.stringMatching(/^A route requires an API key/) as unknown,
      }),
    );
  });

  test('tells its function which key it is', async () => {
    const { url } = await keyed({ $connect: {}, keyed: KEYED, open: { respond: true } });
    const client = await TestClient.connect(url, WITH_KEY);
    client.send({ action: 'keyed' });
    expect(JSON.parse(await client.receive())).toMatchObject({
      identity: { apiKey: VALUE, apiKeyId: expect.stringMatching(/^\w{10}$/) as unknown },
    });
    client.send({ action: 'open' });
    expect(JSON.parse(await client.receive())).not.toHaveProperty('identity.apiKey');
  });
});

describe('a message of a route with an API key', () => {
  test('requires the key in the handshake of its connection', async () => {
    const { url } = await keyed({ chat: KEYED });
    const without = await TestClient.connect(url);
    without.send({ action: 'chat', 'x-api-key': VALUE });
    expect(JSON.parse(await without.receive())).toMatchObject({ message: 'Forbidden' });
    const withKey = await TestClient.connect(url, WITH_KEY);
    withKey.send({ action: 'chat' });
    expect(JSON.parse(await withKey.receive())).toMatchObject({ routeKey: 'chat' });
  });
});

describe('an API key from the authorizer', () => {
  const guard =
    (usageIdentifierKey: unknown) =>
    ({ methodArn }: GuardEvent) => ({ ...policy('Allow', methodArn), usageIdentifierKey });

  test.each<[what: string, returned: unknown, status: number]>([
    ['the key', VALUE, 101],
    ['another', 'another', 403],
    ['none', undefined, 403],
  ])('that returns %s', async (_what, returned, status) => {
    const { url } = await keyed(
      { $connect: { route: { ...GUARDED.route, ApiKeyRequired: true } } },
      { api: FROM_AUTHORIZER, resources: guardResources([]), functions: { guard: guard(returned) } },
    );
    expect((await shakeHands(url, WITH_KEY.headers)).status).toBe(status);
  });

  test('counts for messages, too', async () => {
    const { url } = await keyed(
      { $connect: GUARDED, chat: KEYED },
      {
        ...{ api: FROM_AUTHORIZER, resources: guardResources([]), functions: { guard: guard(VALUE) } },
        plan: { Quota: { Limit: 1, Period: 'DAY' } },
      },
    );
    const client = await TestClient.connect(url);
    client.send({ action: 'chat' });
    expect(JSON.parse(await client.receive())).toMatchObject({ routeKey: 'chat' });
    client.send({ action: 'chat' });
    expect(JSON.parse(await client.receive())).toMatchObject({ message: 'Limit Exceeded' });
  });
});

describe('a usage plan', () => {
  test('throttles handshakes and messages together', async () => {
    const { url, wait } = await keyed(
      { $connect: KEYED, chat: KEYED },
      { plan: { Throttle: { RateLimit: 1, BurstLimit: 2 } } },
    );
    const client = await TestClient.connect(url, WITH_KEY);
    client.send({ action: 'chat' });
    expect(JSON.parse(await client.receive())).toMatchObject({ routeKey: 'chat' });
    client.send({ action: 'chat' });
    expect(JSON.parse(await client.receive())).toMatchObject({ message: 'Too Many Requests' });
    const { status, body } = await refusedHandshake(url, WITH_KEY.headers);
    expect([status, JSON.parse(body)]).toMatchObject([429, { message: 'Too Many Requests' }]);
    wait(1_000);
    expect((await shakeHands(url, WITH_KEY.headers)).status).toBe(101);
  });

  test('refuses handshakes beyond its quota until the next day', async () => {
    const { url, wait } = await keyed({ $connect: KEYED }, { plan: { Quota: { Limit: 1, Period: 'DAY' } } });
    expect((await shakeHands(url, WITH_KEY.headers)).status).toBe(101);
    const { status, body } = await refusedHandshake(url, WITH_KEY.headers);
    expect([status, JSON.parse(body)]).toMatchObject([429, { message: 'Limit Exceeded' }]);
    wait(12 * 3_600_000);
    expect((await shakeHands(url, WITH_KEY.headers)).status).toBe(101);
  });
});

describe('an API key selection expression that is not understood', () => {
  test.each([
    '$request.querystring.key',
    '$request.header.key',
    '$context.authorizer.key',
    'a${request.header.x-api-key}',
  ])('refuses $connect: %s', async (ApiKeySelectionExpression) => {
    const api = { ApiKeySelectionExpression };
    const strict = await keyed({ $connect: KEYED }, { api });
    const { status, body } = await refusedHandshake(strict.url, WITH_KEY.headers);
    expect([status, JSON.parse(body)]).toMatchObject([501, { feature: 'api-key' }]);
    const lenient = await keyed({ $connect: KEYED }, { api, lenience: new Set(['api-key']) });
    expect((await shakeHands(lenient.url)).status).toBe(101);
  });
});
