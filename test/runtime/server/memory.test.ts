import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { BODIES_IN_FLIGHT } from '../../../lib/runtime/server/bodies-in-flight.js';
import { listen, type HttpListener } from '../../../lib/runtime/server/http-server.js';

const LARGEST_BYTES = 10 * 1024 * 1024;
const PATIENT = { timeout: 20_000 };
const listeners: HttpListener[] = [];
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(listeners.splice(0).map((listener) => listener.close(0)));
});

/** What `child` prints about bodies of 1 MB in chunks of one byte; they took 200 MB of the heap and more. */
const ONE_BYTE_CHUNKS = `
  const { createServer, connect } = require('node:net');
  const { listen } = require('./lib/runtime/server/http-server.ts');
  const { createHttpClient } = require('./lib/runtime/server/http-client.ts');
  const CHUNKS = Buffer.from('1\\r\\nx\\r\\n'.repeat(1024));
  const write = (socket, rounds, then) => {
    if (rounds === 0) return then();
    socket.write(CHUNKS, () => write(socket, rounds - 1, then));
  };
  const handle = async ({ body }) => ({ status: 200, headers: [['X-Bytes', String(body.length)]], body: Buffer.alloc(0) });
  const fromClient = async () => {
    const listener = await listen(handle, { port: 0 });
    const socket = connect(listener.port, '127.0.0.1');
    const answer = new Promise((resolve) => socket.once('data', (data) => resolve(String(data))));
    socket.write('POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n');
    write(socket, 1024, () => socket.write('0\\r\\n\\r\\n'));
    console.log('client', /X-Bytes: (\\d+)/.exec(await answer)[1]);
    socket.destroy();
    await listener.close(0);
  };
  const fromBackend = async () => {
    const server = createServer((socket) => {
      socket.write('HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n');
      write(socket, 1024, () => socket.write('0\\r\\n\\r\\n'));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = createHttpClient();
    const url = 'http://127.0.0.1:' + server.address().port;
    const result = await client.send({ method: 'GET', url, headers: [], body: Buffer.alloc(0), timeoutMs: 60_000 });
    console.log('backend', result.body?.length ?? result.message);
    await client.close();
    server.close();
  };
  void fromClient().then(fromBackend);
`;

test('bodies of 1 MB in chunks of one byte are read in a heap of 64 MB', () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=64', '--import', 'tsx', '--eval', ONE_BYTE_CHUNKS],
    { cwd: join(__dirname, '../../..'), encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  expect(stdout).toBe(`client ${1024 * 1024}\nbackend ${1024 * 1024}\n`);
});

describe('bodies in flight', () => {
  const MOST = BODIES_IN_FLIGHT.limitBytes / LARGEST_BYTES;

  async function ask(port: number, bytes: number): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${bytes}\r\n\r\n`);
    socket.write(Buffer.alloc(bytes));
    return socket;
  }

  const statusFrom = (socket: Socket): Promise<string> =>
    new Promise((resolve) => {
      socket.once('data', (data: Buffer) => resolve(data.toString('latin1').slice(9, 12)));
    });

  test('of requests have room for 25 of the largest; a client more is answered 503 until one is done', async () => {
    const waiting: (() => void)[] = [];
    const listener = await listen(
      async () => {
        await new Promise<void>((resolve) => waiting.push(resolve));
        return { status: 200, headers: [], body: Buffer.alloc(0) };
      },
      { port: 0 },
    );
    listeners.push(listener);
    const statuses: Promise<string>[] = [];
    for (let count = 0; count < MOST; count++) statuses.push(statusFrom(await ask(listener.port, LARGEST_BYTES)));
    await expect.poll(() => waiting.length, PATIENT).toBe(MOST);
    expect(await statusFrom(await ask(listener.port, LARGEST_BYTES))).toBe('503');
    waiting[0]?.();
    expect(await Promise.race(statuses)).toBe('200');
    statuses.push(statusFrom(await ask(listener.port, LARGEST_BYTES)));
    await expect.poll(() => waiting.length, PATIENT).toBe(MOST + 1);
    for (const goOn of waiting) goOn();
    expect(new Set(await Promise.all(statuses))).toEqual(new Set(['200']));
  });

  test('of responses have room for 25 of the largest that no client reads', async () => {
    const body = Buffer.alloc(LARGEST_BYTES);
    const listener = await listen(async () => Promise.resolve({ status: 200, headers: [], body }), { port: 0 });
    listeners.push(listener);
    const statuses: string[] = [];
    for (let count = 0; count <= MOST; count++) {
      const socket = await ask(listener.port, 1);
      statuses.push(await statusFrom(socket));
      socket.pause();
    }
    expect(statuses.filter((status) => status === '200')).toHaveLength(MOST);
    expect(statuses.at(-1)).toBe('503');
    for (const socket of sockets) socket.destroy();
    await expect.poll(async () => statusFrom(await ask(listener.port, 1)), PATIENT).toBe('200');
  });
});
