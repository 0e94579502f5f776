import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Backend } from '../../http-api/backend.js';
import type { TestRoute } from '../chat-template.js';
import { refusedHandshake, TestClient } from '../client.js';
import { exchange, serve } from '../serve.js';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
});
afterAll(() => backend.close());
afterEach(() => {
  backend.respond = (_request, response) => void response.end('ok');
});

function proxy(integration: object = {}): TestRoute {
  return {
    integration: {
      IntegrationType: 'HTTP_PROXY',
      IntegrationMethod: 'POST',
      IntegrationUri: `http://${backend.address}/rooms`,
      ...integration,
    },
    respond: true,
  };
}

describe('compileHttpProxy()', () => {
  test('sends a message as the body, with headers of the gateway and mapped parameters alone', async () => {
    const { url } = await serve({
      say: proxy({
        RequestParameters: {
          'integration.request.header.ConnectionId': 'context.connectionId',
          'integration.request.querystring.kind': 'route.request.body.kind',
        },
      }),
    });
    const client = await TestClient.connect(`${url}?room=a`, { headers: { 'X-Tenant': 'acme' } });
    client.send('{"action":"say", "kind":"k"}');
    await client.receive();
    const { method, target, headers, body } = backend.last;
    expect({ method, target, body }).toEqual({
      method: 'POST',
      target: '/rooms?kind=k',
      body: '{"action":"say", "kind":"k"}',
    });
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'content-length': '28' });
    expect(headers.connectionid).toMatch(/=$/);
    expect(headers['x-tenant']).toBeUndefined();
    expect(headers['sec-websocket-key']).toBeUndefined();
  });

  test('sends headers and query of the handshake on $connect', async () => {
    const { url } = await serve({
      $connect: proxy({
        IntegrationMethod: 'ANY',
        RequestParameters: { 'integration.request.querystring.room': "'mapped'" },
      }),
    });
    await TestClient.connect(`${url}?room=a&x=1`, { headers: { 'X-Tenant': 'acme' } });
    const { method, target, headers, body } = backend.last;
    expect({ method, target, body }).toEqual({ method: 'GET', target: '/rooms?room=mapped&x=1', body: '' });
    expect(headers).toMatchObject({ 'x-tenant': 'acme', host: backend.address });
    expect(headers['sec-websocket-version']).toBe('13');
    expect(headers.upgrade).toBeUndefined();
  });

  test('does not use templates, nor integration responses', async () => {
    const route = {
      ...proxy({ RequestTemplates: { $default: 'template' } }),
      responses: [{ IntegrationResponseKey: '$default', ResponseTemplates: { $default: 'template' } }],
    };
    expect(await exchange({ say: route }, { action: 'say' })).toBe('ok');
    expect(backend.last.body).toBe('{"action":"say"}');
  });

  test.each([200, 404, 500])('sends the body of a response of %d as it is', async (status) => {
    backend.respond = (_request, response) => void response.writeHead(status).end('{"a" :1}');
    expect(await exchange({ say: proxy() }, { action: 'say' })).toBe('{"a" :1}');
  });

  test('sends bytes that are not UTF-8 as U+FFFD', async () => {
    backend.respond = (_request, response) => void response.end(Buffer.from([0x68, 0xff, 0x69]));
    expect(await exchange({ say: proxy() }, { action: 'say' })).toBe('h\u{FFFD}i');
  });

  test('opens a connection with the subprotocol of the response', async () => {
    backend.respond = (_request, response) =>
      void response.writeHead(200, { 'Sec-WebSocket-Protocol': 'chat.v1' }).end();
    const { url } = await serve({ $connect: proxy() });
    const client = await TestClient.connect(url, { subprotocols: ['chat.v1'] });
    expect(client.socket.protocol).toBe('chat.v1');
  });

  test('refuses a handshake with the status and body of the response', async () => {
    backend.respond = (_request, response) => void response.writeHead(402).end('pay first');
    const { url } = await serve({ $connect: proxy() });
    expect(await refusedHandshake(url)).toEqual({ status: 402, body: 'pay first' });
  });

  test('goes through a VPC link, with the host of the URI', async () => {
    const linked = proxy({
      IntegrationUri: 'http://internal.test/rooms',
      ConnectionType: 'VPC_LINK',
      ConnectionId: '${stageVariables.link}',
    });
    const stage = { StageVariables: { link: 'vl1' } };
    const vpcLinks = { vl1: backend.address };
    expect(await exchange({ say: linked }, { action: 'say' }, { vpcLinks, more: { stage } })).toBe('ok');
    expect(backend.last.headers.host).toBe('internal.test');
  });

  test('refuses a route whose VPC link has no address, by the name of the link', async () => {
    const linked = proxy({ ConnectionType: 'VPC_LINK', ConnectionId: 'vl2' });
    const frame = JSON.parse(await exchange({ say: linked }, { action: 'say' })) as object;
    expect(frame).toMatchObject({ code: 'not-simulated', feature: 'vpc-link' });
    expect(JSON.stringify(frame)).toContain('the VPC link vl2');
  });

  test('gives up after its timeout', async () => {
    backend.respond = () => undefined;
    const frame = await exchange({ say: proxy({ TimeoutInMillis: 50 }) }, { action: 'say' });
    expect(frame).toMatch(/^\{"message": "Endpoint request timed out", /);
  });
});
