import { afterEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { HandshakeRefused, LocalGateway, type LocalGatewayOptions } from '../../lib/testing/index.js';
import { templateFile, webSocketTemplate, type TestRoute } from '../runtime/websocket/chat-template.js';

interface Event {
  readonly requestContext: { readonly connectionId: string; readonly eventType: string; readonly domainName: string };
  readonly headers?: Readonly<Record<string, string>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Handler = (event: Event) => unknown;

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
});

const ROUTES: Readonly<Record<string, TestRoute>> = { $connect: {}, $disconnect: {}, $default: { respond: true } };

async function chat(
  handler: Handler,
  { more = {}, ...options }: LocalGatewayOptions & { readonly more?: Parameters<typeof webSocketTemplate>[1] } = {},
): Promise<LocalGateway> {
  const file = templateFile(webSocketTemplate(ROUTES, more));
  return (gateway = await LocalGateway.fromTemplate(file, { functions: { handler }, ...options }));
}

const echo: Handler = ({ body = '' }) => ({ statusCode: 200, body });

describe('connect()', () => {
  test.each<[what: string, sent: unknown, received: string]>([
    ['a string as it is', 'hello', 'hello'],
    ['any other value as JSON', { action: 'say' }, '{"action":"say"}'],
  ])('sends %s and receives what the route returns', async (_what, sent, received) => {
    const connection = await (await chat(echo)).connect();
    await connection.send(sent);
    expect(await connection.receive()).toBe(received);
  });

  test('sends when the route is done, so that a test needs no response', async () => {
    const bodies: unknown[] = [];
    const connection = await (
      await chat(({ body }) => {
        bodies.push(body);
        return { statusCode: 200 };
      })
    ).connect();
    await connection.send('one');
    expect(bodies).toEqual([undefined, 'one']);
  });

  test('receives what comes later', async () => {
    const connection = await (await chat(echo)).connect();
    const later = connection.receive();
    await connection.send('now');
    expect(await later).toBe('now');
  });

  test('gives $connect the query string, headers and subprotocols', async () => {
    const events: Event[] = [];
    const connection = await (
      await chat((event) => {
        events.push(event);
        return { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': 'two' } };
      })
    ).connect('?room=1', { headers: { 'X-Name': 'ana' }, subprotocols: ['one', 'two'] });
    expect(connection.subprotocol).toBe('two');
    expect(events[0]).toMatchObject({
      queryStringParameters: { room: '1' },
      headers: { 'X-Name': 'ana', Host: 'localhost', 'Sec-WebSocket-Protocol': 'one, two' },
      requestContext: { connectionId: connection.id, domainName: 'localhost' },
    });
  });

  test('fails with the status of a refused handshake', async () => {
    const refused = (await chat(() => ({ statusCode: 403, body: 'not you' }))).connect();
    await expect(refused).rejects.toBeInstanceOf(HandshakeRefused);
    await expect(refused).rejects.toMatchObject({
      code: 'handshake-refused',
      status: 403,
      body: 'not you',
      message: 'Cannot connect: the response to the handshake is 403 not you',
    });
  });

  test('reaches a custom domain by its URL', async () => {
    const properties = { ApiId: { Ref: 'Chat' }, Stage: { Ref: 'Stage' }, DomainName: { Ref: 'Domain' } };
    const resources = {
      Domain: { Type: 'AWS::ApiGatewayV2::DomainName', Properties: { DomainName: 'chat.example.com' } },
      Mapping: { Type: 'AWS::ApiGatewayV2::ApiMapping', Properties: { ...properties, ApiMappingKey: 'v1' } },
    };
    const served = await chat(({ requestContext }) => ({ body: requestContext.domainName, statusCode: 200 }), {
      more: { resources },
    });
    const connection = await served.connect('wss://chat.example.com/v1');
    await connection.send('where');
    expect(await connection.receive()).toBe('chat.example.com');
    await expect(served.connect('wss://chat.example.com/v2')).rejects.toMatchObject({ status: 403 });
  });

  test('refuses an API of another protocol', async () => {
    const Pets = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'pets', ProtocolType: 'HTTP' } };
    gateway = await LocalGateway.fromTemplate(templateFile({ Resources: { Pets } }));
    await expect(gateway.connect()).rejects.toMatchObject({
      code: 'protocol-mismatch',
      message: 'Cannot connect: Pets is not a WebSocket API',
    });
  });
});

describe('the end of a connection', () => {
  test.each<[what: string, given: readonly [code?: number, reason?: string], code: number, reason: string]>([
    ['by a client without a code', [], 1005, 'Client-side close frame status not set'],
    ['by a client', [1000], 1000, ''],
    ['by a client with a reason', [4000, 'bye'], 4000, 'bye'],
  ])('%s runs $disconnect first', async (_what, [code, reason], disconnectStatusCode, disconnectReason) => {
    const contexts: Event['requestContext'][] = [];
    const served = await chat(({ requestContext }) => {
      contexts.push(requestContext);
      return { statusCode: 200 };
    });
    const connection = await served.connect();
    await connection.close(code, reason);
    expect(contexts.at(-1)).toMatchObject({ eventType: 'DISCONNECT', disconnectStatusCode, disconnectReason });
  });

  test.each<[what: string, message: unknown, code: number]>([
    ['a binary message', Buffer.from('x'), 1003],
    ['a frame of more than 32 KB', 'a'.repeat(32_769), 1009],
  ])('comes with %s: %#', async (_what, message, code) => {
    const connection = await (await chat(echo)).connect();
    const receiving = connection.receive();
    await connection.send(message);
    expect(await connection.closed).toMatchObject({ code });
    await expect(receiving).rejects.toMatchObject({ code: 'connection-closed' });
    await expect(connection.receive()).rejects.toMatchObject({ code: 'connection-closed' });
    await expect(connection.send('more')).rejects.toMatchObject({ code: 'connection-closed' });
  });

  test('comes with the gateway: $disconnect runs', async () => {
    const types: string[] = [];
    const served = await chat(({ requestContext }) => {
      types.push(requestContext.eventType);
      return { statusCode: 200 };
    });
    const connection = await served.connect();
    await served.close();
    expect(await connection.closed).toEqual({ code: 1001, reason: 'Going away' });
    expect(types).toEqual(['CONNECT', 'DISCONNECT']);
  });

  test('comes after 10 minutes without a message, once the clock says so', async () => {
    let now = Date.now();
    const served = await chat(echo, { clock: { now: () => now } });
    const connection = await served.connect();
    now += 10 * 60_000;
    served.closeExpired();
    expect(await connection.closed).toMatchObject({ code: 1001 });
  });
});

test('a function broadcasts to connections in process by the SDK client that AWS has', async () => {
  const served = await chat(async ({ requestContext, body }) => {
    if (body === undefined) return { statusCode: 200 };
    const client = new ApiGatewayManagementApiClient({ endpoint: `https://${requestContext.domainName}/dev` });
    await client.send(new PostToConnectionCommand({ ConnectionId: body, Data: 'hello' }));
    return { statusCode: 200 };
  });
  const [ana, ben] = [await served.connect(), await served.connect()];
  await ana.send(ben.id);
  expect(await ben.receive()).toBe('hello');
});

test('listen() says where clients connect', async () => {
  const { webSocketUrl } = await (await chat(echo)).listen();
  const socket = new WebSocket(webSocketUrl);
  const received = new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(data.toString('utf8'))));
  socket.once('open', () => socket.send('hello'));
  expect(await received).toBe('hello');
});
