import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { HttpProxyIntegration, RestApi } from '../../../lib/model/index.js';
import { listen } from '../../../lib/runtime/server/http-server.js';
import { restApi, ServedApi } from '../../support/rest-request.js';

const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The port of a server that answers so. */
async function backend(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** The port of a gateway that proxies every request of `/` to that backend and streams its response. */
async function proxy(
  answer: RequestListener,
  settings: Partial<HttpProxyIntegration> = {},
  rest: Partial<RestApi> = {},
): Promise<number> {
  const uri = `http://127.0.0.1:${await backend(answer)}/`;
  const integration = {
    type: 'HTTP_PROXY',
    httpMethod: 'ANY',
    uri,
    responseTransferMode: 'STREAM',
    ...settings,
  } as const;
  return serve(restApi({ 'ANY /': { integration } }, rest));
}

async function serve(api: RestApi): Promise<number> {
  const { runtime } = new ServedApi(api, { log: { warn: () => undefined, functionOutput: () => undefined } });
  closing.push(() => runtime.close());
  const apiId = runtime.gateway.apis[0]?.apiId ?? '';
  const listener = await listen((message) => runtime.gateway.handle(message, apiId), { port: 0 });
  closing.push(() => listener.close(0));
  return listener.port;
}

/** The response as soon as its head is there. */
async function ask(
  port: number,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<IncomingMessage> {
  const sent = request({ port, host: '127.0.0.1', path: '/dev/', headers, method, agent: false });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

async function rest(response: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of response) text += chunk.toString();
  return text;
}

test('a response transfer mode that API Gateway refuses closes the route', async () => {
  const integration = { type: 'MOCK', responseTransferMode: 'STREAM' } as const;
  const { status, trace } = await new ServedApi(restApi({ 'GET /': { integration } })).send();
  expect([status, trace?.failure?.cause]).toMatchObject([501, { finding: { feature: 'response-transfer-mode' } }]);
});

describe('HTTP_PROXY with the response transfer mode STREAM', () => {
  test('hands on each chunk before the backend writes the next', async () => {
    let backendResponse: ServerResponse | undefined;
    const port = await proxy((_request, response) => {
      backendResponse = response;
      response.writeHead(201, { 'X-Own': 'yes' });
      response.flushHeaders();
    });
    const response = await ask(port);
    expect([response.statusCode, response.headers['x-own']]).toEqual([201, 'yes']);
    expect(response.headers['transfer-encoding']).toBe('chunked');
    for (const text of ['one', 'two']) {
      backendResponse?.write(text);
      expect(String((await once(response, 'data'))[0])).toBe(text);
    }
    backendResponse?.end();
    await once(response, 'end');
  });

  test('neither compresses nor converts', async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00]);
    const port = await proxy((_request, response) => response.end(bytes), {}, { minimumCompressionBytes: 0 });
    const response = await ask(port, { 'Accept-Encoding': 'gzip' });
    const chunks = await response.toArray();
    expect(response.headers).toMatchObject({ 'content-length': '3' });
    expect(response.headers['content-encoding']).toBeUndefined();
    expect(Buffer.concat(chunks as Buffer[])).toEqual(bytes);
  });

  test.each<[method: string, version: string, head: RegExp, content: string]>([
    ['HEAD', '1.1', /Content-Length: 5/, ''],
    ['GET', '1.0', /Connection: close/, 'hello'],
    ['GET', '1.1', /Transfer-Encoding: chunked/, '5\r\nhello\r\n0\r\n\r\n'],
  ])('frames the response to %s of HTTP/%s', async (method, version, head, content) => {
    const port = await proxy((asked, response) => {
      if (asked.method === 'HEAD') response.setHeader('Content-Length', 5);
      response.write('hello');
      response.end();
    });
    const socket = connect(port, '127.0.0.1');
    socket.write(`${method} /dev/ HTTP/${version}\r\nHost: x\r\nConnection: close\r\n\r\n`);
    const [received = '', ...body] = (await rest(socket)).split('\r\n\r\n');
    expect(received).toMatch(head);
    expect(body.join('\r\n\r\n')).toBe(content);
  });

  test('is cut when the backend dies', async () => {
    const port = await proxy((_request, response) => {
      response.write('half');
      setImmediate(() => response.destroy());
    });
    await expect(rest(await ask(port))).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('ends the backend when the client goes', async () => {
    let gone: Promise<unknown> = Promise.resolve();
    const port = await proxy(
      (_request, response) => {
        gone = once(response, 'close');
        response.write('half');
        // Longer than a test may take.
      },
      { timeoutMs: 600_000 },
    );
    const response = await ask(port);
    await once(response, 'data');
    response.destroy();
    await gone;
  });

  test('waits for a client that reads slowly', async () => {
    const chunk = Buffer.alloc(1024 * 1024);
    let sent = 0;
    let isReading = false;
    const finishedWhileReading = new Promise<boolean>((resolve) => {
      void proxy((_request, response) => {
        const send = (): void => {
          while (sent < 64 && response.write(chunk)) sent += 1;
          if (sent < 64) {
            sent += 1;
            response.once('drain', send);
          } else response.end(() => resolve(isReading));
        };
        send();
      }).then(async (port) => {
        const response = await ask(port);
        for (let before = -1; before !== sent;) {
          before = sent;
          await pause(50);
        }
        isReading = true;
        response.resume();
      });
    });
    expect(await finishedWhileReading).toBe(true);
  });

  test.each<[what: string, answer: RequestListener, outcome: number | 'cut']>([
    ['before the head with 504', () => undefined, 504],
    ['later by cutting the connection', (_request, response) => void response.write('half'), 'cut'],
  ])('ends after the integration timeout, %s', async (_what, answer, outcome) => {
    const response = await ask(await proxy(answer, { timeoutMs: 50 }));
    const ending = rest(response);
    if (outcome === 'cut') await expect(ending).rejects.toMatchObject({ code: 'ECONNRESET' });
    else expect([response.statusCode, await ending]).toEqual([outcome, '{"message":"Endpoint request timed out"}']);
  });
});
