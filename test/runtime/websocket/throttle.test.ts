import { describe, expect, test } from 'vitest';
import type { LocalGatewayOptions } from '../../../lib/testing/index.js';
import type { TestRoute } from './chat-template.js';
import { refusedHandshake, shakeHands, TestClient } from './client.js';
import { serve } from './serve.js';

/** An API whose routes `one` and `two` answer with their names, and a clock that is moved by hand. */
async function throttled(
  stage: object,
  { connect, ...options }: LocalGatewayOptions & { readonly connect?: TestRoute } = {},
) {
  let nowMs = Date.UTC(2026, 10, 30);
  const handler = ({ requestContext }: { readonly requestContext: { readonly routeKey: string } }) => ({
    statusCode: 200,
    body: requestContext.routeKey,
  });
  const { url } = await serve(
    { ...(connect !== undefined && { $connect: connect }), one: { respond: true }, two: { respond: true } },
    { functions: { handler }, clock: { now: () => nowMs }, more: { stage }, ...options },
  );
  const ask = async (client: TestClient, action: string): Promise<string> => {
    client.send({ action });
    return client.receive();
  };
  return { url, ask, wait: (ms: number) => (nowMs += ms) };
}

const once = { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 };
const TOO_MANY = expect.stringMatching(/^\{"message": "Too Many Requests", "connectionId":/) as unknown;

describe('route settings of a stage', () => {
  test('limit each route apart; the connection stays open', async () => {
    const { url, ask, wait } = await throttled({ DefaultRouteSettings: once });
    const client = await TestClient.connect(url);
    expect(await ask(client, 'one')).toBe('one');
    expect(await ask(client, 'one')).toEqual(TOO_MANY);
    expect(await ask(client, 'two')).toBe('two');
    wait(1_000);
    expect(await ask(client, 'one')).toBe('one');
  });

  test('limit a route for all connections together', async () => {
    const { url, ask } = await throttled({ RouteSettings: { one: once } });
    const [first, second] = [await TestClient.connect(url), await TestClient.connect(url)];
    expect(await ask(first, 'one')).toBe('one');
    expect(await ask(second, 'one')).toEqual(TOO_MANY);
  });

  test('refuse a handshake with 429', async () => {
    const { url, wait } = await throttled({ RouteSettings: { $connect: once } }, { connect: {} });
    expect((await shakeHands(url)).status).toBe(101);
    const { status, body } = await refusedHandshake(url);
    expect([status, body]).toEqual([429, TOO_MANY]);
    wait(1_000);
    expect((await shakeHands(url)).status).toBe(101);
  });
});

describe('limits of the account', () => {
  test('count handshakes and messages together', async () => {
    const { url, ask } = await throttled({}, { connect: {}, requestsPerSecond: 4 });
    const client = await TestClient.connect(url);
    expect(await ask(client, 'one')).toBe('one');
    expect(await ask(client, 'two')).toEqual(TOO_MANY);
  });

  test.each<[what: string, connect: { readonly connect?: TestRoute }]>([
    ['with $connect', { connect: {} }],
    ['without it', {}],
  ])('limit new connections of an API %s, and no messages', async (_what, connect) => {
    const { url, ask, wait } = await throttled({}, { ...connect, newConnectionsPerSecond: 2 });
    const client = await TestClient.connect(url);
    expect((await shakeHands(url)).status).toBe(101);
    expect((await shakeHands(url)).status).toBe(429);
    for (let count = 0; count < 5; count++) expect(await ask(client, 'one')).toBe('one');
    wait(500);
    expect((await shakeHands(url)).status).toBe(101);
  });
});
