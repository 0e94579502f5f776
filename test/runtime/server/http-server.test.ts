import { EventEmitter, once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { HttpRequest, HttpResponse } from '../../../lib/runtime/http-message.js';
import { listen, type HttpListener } from '../../../lib/runtime/server/http-server.js';

/** Longer than any test takes. */
const NEVER_MS = 2 ** 30;

const listeners: HttpListener[] = [];

afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.close(0)));
});

/** Answers with the target, the number of headers and the body; `/slow` a little later, `/defect` never. */
async function answer({ target, headers, body }: HttpRequest): Promise<HttpResponse> {
  if (target === '/defect') throw new Error('not today');
  if (target === '/slow') await pause(50);
  return { status: 200, headers: [], body: Buffer.from(`<${target} ${headers.length} ${body.toString()}>`) };
}

async function open(): Promise<Socket> {
  const listener = await listen(answer, { port: 0 });
  listeners.push(listener);
  const socket = connect({ port: listener.port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Sends bytes and gives what comes until the server ends: of each answer its status, what becomes of the connection, its body. */
async function exchange(bytes: string, endsItsSide = false): Promise<readonly string[]> {
  const socket = await open();
  let said = '';
  socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')));
  const ended = Promise.race([once(socket, 'end'), once(socket, 'close')]);
  socket.write(bytes);
  if (endsItsSide) socket.end();
  await ended;
  socket.destroy();
  return said
    .split(/(?=HTTP\/1\.1 )/)
    .map((one) =>
      [/^HTTP\/1\.1 (\d+)/.exec(one)?.[1], /Connection: (.*)\r/.exec(one)?.[1], /<.*>/.exec(one)?.[0]].join(' '),
    );
}

const GET = 'HTTP/1.1\r\nHost: x\r\n';
const CLOSE = `GET /last ${GET}Connection: close\r\n\r\n`;

describe('a server', () => {
  test.each<[what: string, bytes: string, answers: readonly string[]]>([
    ['requests in a row', `GET /slow ${GET}\r\n${CLOSE}`, ['200 keep-alive </slow 1 >', '200 close </last 2 >']],
    ['close among other options', `GET /a ${GET}Connection: TE, Close\r\n\r\n`, ['200 close </a 2 >']],
    ['HTTP/1.0', 'GET /a HTTP/1.0\r\nHost: x\r\n\r\n', ['200 close </a 1 >']],
    [
      'HTTP/1.0 that keeps its connection',
      `GET /a HTTP/1.0\r\nHost: x\r\nConnection: x, keep-alive\r\n\r\n${CLOSE}`,
      ['200 keep-alive </a 2 >', '200 close </last 2 >'],
    ],
    // Node.js drops what came behind: an answer that keeps the connection would let its client wait for ever.
    [
      'another protocol',
      `GET /a ${GET}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\n\r\n${CLOSE}`,
      ['200 close </a 4 >'],
    ],
    [
      'another protocol, with a body',
      `POST /a ${GET}Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 3\r\n\r\nabc${CLOSE}`,
      ['200 close </a 4 abc>'],
    ],
    ['a tunnel', `CONNECT example.org:80 ${GET}\r\n`, ['400 close ']],
    [
      'a tunnel after a request',
      `GET /slow ${GET}\r\nCONNECT a:80 ${GET}\r\n`,
      ['200 keep-alive </slow 1 >', '400 close '],
    ],
    ['no HTTP', 'hello\r\n\r\n', ['400 close ']],
    ['no HTTP after a request', `GET /slow ${GET}\r\nhello\r\n\r\n`, ['200 keep-alive </slow 1 >', '400 close ']],
    [
      'no HTTP after two requests',
      `GET /slow ${GET}\r\nGET /a ${GET}\r\nhello\r\n\r\n`,
      ['200 keep-alive </slow 1 >', '200 keep-alive </a 1 >', '400 close '],
    ],
    [
      'no HTTP after the last request',
      `GET /slow ${GET}Connection: close\r\n\r\nhello\r\n\r\n`,
      ['200 close </slow 2 >'],
    ],
    [
      'a broken body after a request',
      `GET /slow ${GET}\r\nPOST /a ${GET}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
      ['200 keep-alive </slow 1 >', '400 close '],
    ],
    [
      'a broken body of a request without Host',
      'POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      ['400 close '],
    ],
    [
      'the length behind thousands of headers',
      `POST /a ${GET}${'a:\r\n'.repeat(3_000)}Content-Length: 3\r\n\r\nabc${CLOSE}`,
      ['200 keep-alive </a 3002 abc>', '200 close </last 2 >'],
    ],
  ])('takes %s', async (_what, bytes, answers) => {
    expect(await exchange(bytes)).toEqual(answers);
  });

  test('answers a client that ends its side once it has asked', async () => {
    const bytes = `GET /slow ${GET}\r\nGET /a ${GET}\r\n`;
    expect(await exchange(bytes, true)).toEqual(['200 keep-alive </slow 1 >', '200 keep-alive </a 1 >']);
    await expect.poll(openSockets, { timeout: 10_000 }).toBe(0);
  });

  test('waits for requests and not for connections when it closes', async () => {
    const events = new EventEmitter();
    const handle = async (request: HttpRequest): Promise<HttpResponse> => {
      if (request.target === '/held') {
        events.emit('arrived');
        await once(events, 'released');
      }
      return answer(request);
    };
    const listener = await listen(handle, { port: 0 });
    const open = async (bytes: string): Promise<Socket> => {
      const socket = connect({ port: listener.port, host: '127.0.0.1' });
      socket.write(bytes);
      await once(socket, 'connect');
      return socket;
    };
    await open('');
    await once(await open(`GET /a ${GET}\r\n`), 'data');
    const arrived = once(events, 'arrived');
    const busy = await open(`GET /held ${GET}\r\n`);
    await arrived;
    const closed = listener.close(NEVER_MS);
    events.emit('released');
    const [said] = (await once(busy, 'data')) as [Buffer];
    expect(said.toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*Connection: close\r\n[^]*<\/held 1 >$/);
    await closed;
  });

  test('lets a defect cost one connection', async () => {
    const warned = once(process, 'warning') as Promise<[Error]>;
    expect(await exchange(`GET /defect ${GET}\r\n`)).toEqual(['  ']);
    expect((await warned)[0].message).toBe('not today');
  });

  test('lets go of a client that was refused and never ends its side', async () => {
    await expect.poll(openSockets, { timeout: 10_000 }).toBe(0);
    const socket = await open();
    socket.write('hello\r\n\r\n');
    socket.resume();
    await once(socket, 'end');
    expect(openSockets()).toBe(2);
    // The client's own is left.
    await expect.poll(openSockets, { timeout: 10_000 }).toBe(1);
    socket.destroy();
  });
});

function openSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
}
