import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import * as https from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { HttpClient, OutgoingRequest, OutgoingResult } from '../../../lib/runtime/http-client.js';
import { createHttpClient } from '../../../lib/runtime/server/http-client.js';

let client: HttpClient = createHttpClient();
const servers: { close(): unknown }[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  await client.close();
  client = createHttpClient();
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** A server of raw bytes: `answer` sees what arrived on a connection so far, once a request is complete. */
async function serve(answer: (socket: Socket, request: string, connection: number) => void): Promise<string> {
  let connections = 0;
  const server = createServer((socket) => {
    const connection = connections++;
    sockets.add(socket);
    socket.on('error', () => undefined);
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const [head = '', body] = received.split(/\r\n\r\n([^]*)/);
      const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? '0');
      if (body === undefined || body.length < length) return;
      const request = received;
      received = '';
      answer(socket, request, connection);
    });
  });
  return listen(server, 'http');
}

async function listen(server: Server | https.Server, scheme: string): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function send(url: string, more: Partial<OutgoingRequest> = {}): Promise<OutgoingResult> {
  return client.send({ method: 'GET', url, headers: [], body: Buffer.alloc(0), timeoutMs: 5000, ...more });
}

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

describe('createHttpClient() sends', () => {
  async function sentBy(more: Partial<OutgoingRequest>, path = '/'): Promise<string> {
    let request = '';
    const url = await serve((socket, received) => {
      request = received;
      socket.write(OK);
    });
    const result = await send(url + path, more);
    expect(result.kind).toBe('answer');
    return request.replaceAll(url.slice('http://'.length), 'HOST');
  }

  test.each<[what: string, more: Partial<OutgoingRequest>, path: string, request: string]>([
    ['nothing but Host', {}, '/a', 'GET /a HTTP/1.1\r\nHost: HOST\r\n\r\n'],
    ['a path as written', {}, '/a/../b//c%2f?x=%20&y', 'GET /a/../b//c%2f?x=%20&y HTTP/1.1\r\nHost: HOST\r\n\r\n'],
    ['a query without path', {}, '?x=1', 'GET /?x=1 HTTP/1.1\r\nHost: HOST\r\n\r\n'],
    ['no fragment', {}, '/a#b', 'GET /a HTTP/1.1\r\nHost: HOST\r\n\r\n'],
    [
      'headers as spelled and ordered, repeats together',
      {
        headers: [
          ['x-B', '1'],
          ['HOST', 'other.example.com'],
          ['X-a', 'é'],
          ['x-b', '2'],
        ],
      },
      '/',
      'GET / HTTP/1.1\r\nx-B: 1\r\nx-B: 2\r\nHOST: other.example.com\r\nX-a: é\r\n\r\n',
    ],
    [
      'a body with its length',
      { method: 'POST', body: Buffer.from('{}') },
      '/',
      'POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 2\r\n\r\n{}',
    ],
    [
      'the true length in place of a false one, and no chunks',
      {
        method: 'PUT',
        body: Buffer.from('abc'),
        headers: [
          ['content-length', '99'],
          ['Transfer-Encoding', 'chunked'],
          ['Z', '1'],
        ],
      },
      '/',
      'PUT / HTTP/1.1\r\nHost: HOST\r\ncontent-length: 3\r\nZ: 1\r\n\r\nabc',
    ],
    ['that a POST is empty', { method: 'POST' }, '/', 'POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\n'],
    ['a body with GET', { body: Buffer.from('x') }, '/', 'GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1\r\n\r\nx'],
  ])('%s', async (_what, more, path, request) => {
    expect(await sentBy(more, path)).toBe(request);
  });

  test('to another address, the Host of the URL', async () => {
    let request = '';
    const address = await serve((socket, received) => {
      request = received;
      socket.write(OK);
    });
    const connectTo = address.slice('http://'.length);
    const result = await send('http://orders.internal:8080/a', { connectTo });
    expect([result.kind, request]).toEqual(['answer', 'GET /a HTTP/1.1\r\nHost: orders.internal:8080\r\n\r\n']);
  });
});

describe('createHttpClient() receives', () => {
  test.each<[what: string, answer: string, expected: Partial<OutgoingResult>]>([
    [
      'header lines as sent',
      'HTTP/1.1 404 Nope\r\nSet-Cookie: a\r\nx-Y: 1\r\nset-cookie: b\r\nContent-Length: 1\r\n\r\nx',
      {
        kind: 'answer',
        status: 404,
        statusText: 'Nope',
        headers: [
          ['Set-Cookie', 'a'],
          ['x-Y', '1'],
          ['set-cookie', 'b'],
          ['Content-Length', '1'],
        ],
        body: Buffer.from('x'),
      },
    ],
    [
      'chunks',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n',
      { kind: 'answer', body: Buffer.from('abcd') },
    ],
    ['204', 'HTTP/1.1 204 No Content\r\n\r\n', { kind: 'answer', status: 204, body: Buffer.alloc(0) }],
    [
      '304 that names a length',
      'HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n',
      { kind: 'answer', status: 304, body: Buffer.alloc(0) },
    ],
    ['what follows 100', `HTTP/1.1 100 Continue\r\n\r\n${OK}`, { kind: 'answer', status: 200 }],
    ['what follows 103', `HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${OK}`, { kind: 'answer', status: 200 }],
    ['text that is no HTTP', 'hello\r\n\r\n', { kind: 'unreachable' }],
    ['bad chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n', { kind: 'unreachable' }],
    ['101', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n', { kind: 'unreachable' }],
    ['101 without a protocol', 'HTTP/1.1 101 Switching Protocols\r\n\r\n', { kind: 'unreachable' }],
    ['the status 000', 'HTTP/1.1 000 Nothing\r\nContent-Length: 2\r\n\r\nok', { kind: 'unreachable' }],
    ['the status 099', 'HTTP/1.1 099 Low\r\nContent-Length: 2\r\n\r\nok', { kind: 'unreachable' }],
  ])('%s', async (_what, answer, expected) => {
    const url = await serve((socket) => socket.write(answer, 'latin1'));
    expect(await send(url)).toMatchObject(expected);
  });

  test('the headers alone with HEAD', async () => {
    const url = await serve((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'));
    expect(await send(url, { method: 'HEAD' })).toMatchObject({ kind: 'answer', body: Buffer.alloc(0) });
  });

  test('a body that ends with the connection', async () => {
    const url = await serve((socket) => socket.end('HTTP/1.0 200 OK\r\n\r\nall of it'));
    expect(await send(url)).toMatchObject({ kind: 'answer', body: Buffer.from('all of it') });
  });

  test.each([
    ['a connection that ends before the answer', ''],
    ['one that ends within the headers', 'HTTP/1.1 200 OK\r\nContent-'],
    ['one that ends within the body', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'],
    ['one that ends within a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc'],
  ])('%s: unreachable', async (_what, answer) => {
    const url = await serve((socket) => socket.end(answer));
    expect((await send(url)).kind).toBe('unreachable');
  });

  test.each([
    ['10 MB', 10 * 1024 * 1024, 'answer'],
    ['a byte more', 10 * 1024 * 1024 + 1, 'unreachable'],
  ])('%s: %s', async (_what, bytes, kind) => {
    const url = await serve((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${bytes}\r\n\r\n`);
      socket.write(Buffer.alloc(bytes));
    });
    const result = await send(url);
    expect(result.kind).toBe(kind);
    if (result.kind === 'answer') expect(result.body.length).toBe(bytes);
  });
});

describe('createHttpClient() ends in time', () => {
  test.each([
    ['a server that never answers', ''],
    ['one that never ends its body', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'],
  ])('%s: timeout', async (_what, answer) => {
    const url = await serve((socket) => socket.write(answer));
    const start = performance.now();
    expect(await send(url, { timeoutMs: 60 })).toEqual({ kind: 'timeout' });
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test('a body that drips, though each byte comes soon', async () => {
    const url = await serve((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n');
      const timer = setInterval(() => socket.write('x'), 10);
      socket.on('close', () => clearInterval(timer));
    });
    expect(await send(url, { timeoutMs: 100 })).toEqual({ kind: 'timeout' });
  });

  test('when the signal aborts, before and while it waits', async () => {
    const url = await serve(() => undefined);
    const controller = new AbortController();
    const pending = send(url, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    expect((await pending).kind).toBe('unreachable');
    expect((await send(url, { signal: controller.signal })).kind).toBe('unreachable');
  });

  test('when the client closes, and sends nothing afterwards', async () => {
    const url = await serve(() => undefined);
    const pending = send(url);
    setTimeout(() => void client.close(), 20);
    expect((await pending).kind).toBe('unreachable');
    expect((await send(url)).kind).toBe('unreachable');
  });
});

describe('createHttpClient() never throws', () => {
  test.each<[what: string, url: string, more: Partial<OutgoingRequest>]>([
    ['a port where nobody listens', 'http://127.0.0.1:1', {}],
    ['no URL', 'nothing', {}],
    ['another scheme', 'ftp://127.0.0.1/', {}],
    ['a path with a space', 'http://127.0.0.1:1/a b', {}],
    ['a method with a space', 'http://127.0.0.1:1/', { method: 'GE T' }],
    ['a header name with a space', 'http://127.0.0.1:1/', { headers: [['a b', 'c']] }],
    ['a header value with a line end', 'http://127.0.0.1:1/', { headers: [['a', 'b\r\nc: d']] }],
  ])('%s: unreachable', async (_what, url, more) => {
    const result = await send(url, more);
    expect(result.kind).toBe('unreachable');
  });
});

describe('createHttpClient() keeps connections', () => {
  test('one for requests in a row', async () => {
    const seen: number[] = [];
    const url = await serve((socket, _request, connection) => {
      seen.push(connection);
      socket.write(OK);
    });
    for (let count = 0; count < 3; count++) await send(url, { method: 'POST', body: Buffer.from('x') });
    expect(seen).toEqual([0, 0, 0]);
  });

  test.each([
    ['GET', 'answer'],
    ['POST', 'unreachable'],
  ])('and repeats a %s on a new one when a kept one breaks: %s', async (method, kind) => {
    const seen: number[] = [];
    const url = await serve((socket, _request, connection) => {
      seen.push(connection);
      if (seen.length === 2) socket.resetAndDestroy();
      else socket.write(OK);
    });
    await send(url, { method });
    expect((await send(url, { method })).kind).toBe(kind);
    expect(seen).toEqual(kind === 'answer' ? [0, 0, 1] : [0, 0]);
  });

  test('and repeats nothing on a connection that was new', async () => {
    let requests = 0;
    const url = await serve((socket) => {
      requests++;
      socket.resetAndDestroy();
    });
    expect((await send(url)).kind).toBe('unreachable');
    expect(requests).toBe(1);
  });
});

describe('createHttpClient() with TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-tls-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function certificate(name: string, subject: string): { readonly key: Buffer; readonly cert: Buffer } {
    const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
    const fixed = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    execFileSync(
      'openssl',
      [...fixed, '-subj', '/CN=x', '-addext', `subjectAltName=${subject}`, '-keyout', key, '-out', cert],
      {
        stdio: 'ignore',
      },
    );
    return { key: readFileSync(key), cert: readFileSync(cert) };
  }

  let matching: ReturnType<typeof certificate>;
  let foreign: ReturnType<typeof certificate>;
  beforeAll(() => {
    matching = certificate('matching', 'IP:127.0.0.1');
    foreign = certificate('foreign', 'DNS:other.example.com');
  });

  test.each<[what: string, certificates: () => typeof matching, insecureSkipVerification: boolean, kind: string]>([
    ['a certificate of an unknown issuer', () => matching, false, 'unreachable'],
    ['the same without verification of the issuer', () => matching, true, 'answer'],
    ['one for another host, even then', () => foreign, true, 'unreachable'],
  ])('%s: %s', async (_what, certificates, insecureSkipVerification, kind) => {
    const server = https.createServer(certificates(), (_request, response) => response.end('ok'));
    const url = await listen(server, 'https');
    // Each connection of its own, so that the second takes up the session of the first.
    const request: Partial<OutgoingRequest> = { tls: { insecureSkipVerification }, headers: [['Connection', 'close']] };
    expect((await send(url, request)).kind).toBe(kind);
    expect((await send(url, request)).kind).toBe(kind);
  });

  test.each([
    ['other.example.com', 'answer'],
    ['another.example.com', 'unreachable'],
  ])('to another address asks for the certificate of the URL: %s: %s', async (name, kind) => {
    const asked: (string | false | null)[] = [];
    const server = https.createServer(foreign, (_request, response) => response.end('ok'));
    server.on('secureConnection', ({ servername }: TLSSocket) => void asked.push(servername));
    const connectTo = (await listen(server, 'https')).slice('https://'.length);
    const request: Partial<OutgoingRequest> = { connectTo, tls: { insecureSkipVerification: true } };
    expect((await send(`https://${name}/`, request)).kind).toBe(kind);
    if (kind === 'answer') expect(asked).toEqual([name]);
  });
});
