import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TestClient } from '../runtime/websocket/client.js';
import { webSocketTemplate } from '../runtime/websocket/chat-template.js';
import { handshakeBytes } from '../support/websocket-bytes.js';
import { Crowd } from '../support/websocket-crowd.js';

const CONNECTIONS = Number(process.env.SLUICE_CONNECTIONS ?? 5_000);
const SECONDS = Number(process.env.SLUICE_LOAD_SECONDS ?? 60);
const MESSAGES_PER_SECOND = 200;
const HALF_OPEN = 2 * CONNECTIONS;
const MEMORY_LIMIT = 3;
const HALF_OPEN_LIMIT_BYTES = 40_000;
/** Node.js gives a request a minute for its headers and looks every half a minute. */
const HEADERS_MS = 150_000;
const SETTLE_MS = 2_000;
/** For the functions of all ends. */
const ENDS_MS = 120_000;

const ROOT = join(__dirname, '..', '..');
const BIN = join(ROOT, 'dist', 'bin', 'sluice.js');
const children: ChildProcess[] = [];
let folder = '';

beforeAll(() => {
  if (!existsSync(BIN)) throw new Error(`Cannot measure the build: there is no ${BIN}; run "npm run build" first`);
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-websocket-load-'));
  writeFileSync(
    join(folder, 'handler.js'),
    `exports.handler = async ({ body, requestContext: { eventType, connectionId } }) => {
      if (eventType === 'DISCONNECT') console.log('left ' + connectionId);
      return { statusCode: 200, body };
    };`,
  );
  writeFileSync(join(folder, 'sluice.json'), JSON.stringify({ lambdas: { handler: 'handler.js' } }));
  writeRoutes('echo');
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function writeRoutes(...keys: readonly string[]): void {
  const routes = Object.fromEntries(keys.map((key) => [key, { respond: true }]));
  writeFileSync(join(folder, 'chat.json'), JSON.stringify(webSocketTemplate({ ...routes, $disconnect: {} })));
}

interface Program {
  readonly child: ChildProcess;
  readonly url: string;
  all(): string;
}

/** Starts a program of Node.js that prints the address of its WebSockets. */
async function start(argv: readonly string[]): Promise<Program> {
  const child = spawn(process.execPath, argv, {
    cwd: folder,
    env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') },
  });
  children.push(child);
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const found = /ws:\/\/[\w.:/]+/.exec(chunks.join(''))?.[0];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`It ended with ${code ?? 'a signal'}: ${chunks.join('')}`)));
  });
  return { child, url, all: () => chunks.join('') };
}

const serve = (): Promise<Program> => start([BIN, 'serve', 'chat.json', '--port', '0', '--json', '--state', 'state']);

const BARE = `
  const { WebSocketServer } = require('ws');
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  server.on('listening', () => console.log('ws://127.0.0.1:' + server.address().port + '/'));
  server.on('connection', (socket) => socket.on('message', (data) => socket.send(data, { binary: false })));
`;

/** Resident memory of a process with all its threads, from the kernel. */
function residentBytes({ child }: Program): number {
  const status = readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

/** Opens a crowd; what each of its connections takes of the server's memory. */
async function openCrowd(program: Program): Promise<{ readonly crowd: Crowd; readonly bytes: number }> {
  const before = residentBytes(program);
  const crowd = await Crowd.open(program.url, CONNECTIONS);
  await delay(SETTLE_MS);
  return { crowd, bytes: (residentBytes(program) - before) / CONNECTIONS };
}

describe('a server with a crowd', () => {
  test(`of ${CONNECTIONS}: ${MESSAGES_PER_SECOND} messages a second each way for ${SECONDS} s, a reload, all closed`, async () => {
    const bare = await start(['--eval', BARE]);
    const floor = await openCrowd(bare);
    await floor.crowd.close();
    const server = await serve();
    const { crowd, bytes } = await openCrowd(server);
    console.log(`a connection: ${Math.round(bytes)} bytes, of a bare ws server ${Math.round(floor.bytes)}`);
    const startMs = Date.now();
    let sent = 0;
    let isReloaded = false;
    while (Date.now() - startMs < SECONDS * 1_000) {
      await delay(10);
      const due = ((Date.now() - startMs) / 1_000) * MESSAGES_PER_SECOND;
      // A step that is a prime reaches every member in turn, far from the one before.
      for (; sent < due; sent++) crowd.send(sent * 1_009);
      if (isReloaded || Date.now() - startMs < SECONDS * 500) continue;
      isReloaded = true;
      writeRoutes('echo', 'other');
      const reload = spawn(process.execPath, [BIN, 'server', 'reload', '--state', 'state'], { cwd: folder });
      void once(reload, 'exit').then(([code]) => expect(code).toBe(0));
    }
    await crowd.settled();
    expect(crowd.wrong).toEqual([]);
    expect(crowd.answered).toBe(sent);
    expect(sent).toBeGreaterThan(SECONDS * MESSAGES_PER_SECOND * 0.9);
    expect(await crowd.close()).toEqual([1000]);
    const left = (): readonly (string | undefined)[] => [...server.all().matchAll(/left (\S+=)/g)].map(([, id]) => id);
    await expect.poll(() => left().length, { timeout: ENDS_MS, interval: 500 }).toBe(CONNECTIONS);
    const exit = once(server.child, 'exit');
    server.child.kill('SIGINT');
    expect((await exit)[0]).toBe(130);
    console.log(`${sent} messages, ${left().length} ends reported`);
    expect(left()).toHaveLength(CONNECTIONS);
    expect(new Set(left()).size).toBe(CONNECTIONS);
    expect(bytes).toBeLessThanOrEqual(floor.bytes * MEMORY_LIMIT);
  });

  test(`of ${HALF_OPEN} half-open handshakes: others are served, memory is bounded, every socket is closed in the end`, async () => {
    const server = await serve();
    const before = residentBytes(server);
    const port = Number(new URL(server.url).port);
    const sockets: Socket[] = [];
    const closed: Promise<unknown>[] = [];
    for (let index = 0; index < HALF_OPEN; index++) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined).resume();
      await once(socket, 'connect');
      // Some say nothing, some half of it, some all of it in a form that is refused.
      if (index % 3 === 1) socket.write(handshakeBytes('/dev').slice(0, 60));
      if (index % 3 === 2) socket.write(handshakeBytes('/nowhere'));
      sockets.push(socket);
      closed.push(once(socket, 'close'));
    }
    const client = await TestClient.connect(server.url);
    client.send({ action: 'echo' });
    expect(await client.receive()).toBe('{"action":"echo"}');
    const grown = (residentBytes(server) - before) / HALF_OPEN;
    console.log(`a half-open handshake: ${Math.round(grown)} bytes`);
    expect(grown).toBeLessThan(HALF_OPEN_LIMIT_BYTES);
    const deadline = delay(HEADERS_MS, 'some are open', { ref: false });
    expect(await Promise.race([Promise.all(closed).then(() => 'closed'), deadline])).toBe('closed');
  });
});
