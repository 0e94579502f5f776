import { afterEach, describe, expect, test } from 'vitest';
import { LocalGateway, type LocalGatewayOptions } from '../../../lib/testing/index.js';
import { refusedHandshake, TestClient } from './client.js';
import { templateFile, webSocketTemplate, type TestRoute } from './chat-template.js';

interface Event {
  readonly requestContext: Readonly<Record<string, unknown>>;
  readonly body?: string;
}

let gateway: LocalGateway | undefined;

afterEach(async () => {
  await gateway?.close();
});

async function serve(
  routes: Readonly<Record<string, TestRoute>>,
  functions: LocalGatewayOptions['functions'],
): Promise<string> {
  gateway = await LocalGateway.fromTemplate(templateFile(webSocketTemplate(routes)), functions && { functions });
  return (await gateway.listen()).url;
}

describe('a connection', () => {
  test('a two-way route sends the body of its function', async () => {
    const url = await serve(
      { echo: { respond: true } },
      { handler: (event: Event) => ({ body: `got ${event.body}` }) },
    );
    const client = await TestClient.connect(url);
    client.send({ action: 'echo' });
    expect(await client.receive()).toBe('got {"action":"echo"}');
  });

  test('$connect, each message and $disconnect reach their functions with the same connection', async () => {
    const events: Event['requestContext'][] = [];
    let ended: (() => void) | undefined;
    const end = new Promise<void>((resolve) => (ended = resolve));
    const url = await serve(
      { $connect: {}, $disconnect: {}, $default: {} },
      {
        handler: ({ requestContext }: Event) => {
          events.push(requestContext);
          if (requestContext.eventType === 'DISCONNECT') ended?.();
          return { statusCode: 200 };
        },
      },
    );
    const client = await TestClient.connect(url);
    client.send('anything');
    await client.close();
    await end;
    expect(events.map(({ eventType, routeKey }) => [eventType, routeKey])).toEqual([
      ['CONNECT', '$connect'],
      ['MESSAGE', '$default'],
      ['DISCONNECT', '$disconnect'],
    ]);
    expect(new Set(events.map(({ connectionId }) => connectionId)).size).toBe(1);
    expect(events[2]).toMatchObject({ disconnectStatusCode: 1000 });
  });

  test('the domainName of events is the host of the handshake with its port', async () => {
    const url = await serve(
      { whoami: { respond: true } },
      { handler: ({ requestContext }: Event) => ({ body: requestContext.domainName }) },
    );
    const client = await TestClient.connect(url.replace('127.0.0.1', 'LOCALHOST'));
    client.send({ action: 'whoami' });
    expect(await client.receive()).toBe(`localhost:${new URL(url).port}`);
  });

  test('the status of $connect refuses a handshake', async () => {
    const url = await serve({ $connect: {} }, { handler: () => ({ statusCode: 418, body: 'no' }) });
    expect(await refusedHandshake(url)).toEqual({ status: 418, body: 'no' });
  });

  test('a message without a route is answered Forbidden, and the connection stays', async () => {
    const url = await serve({ echo: { respond: true } }, { handler: () => ({ body: 'here' }) });
    const client = await TestClient.connect(url);
    client.send({ action: 'unknown' });
    expect(await client.receive()).toMatch(/^\{"message": "Forbidden", "connectionId":"[^"]+", "requestId":"[^"]+"\}$/);
    client.send({ action: 'echo' });
    expect(await client.receive()).toBe('here');
  });
});
