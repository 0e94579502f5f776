import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalGateway } from '../../../lib/testing/index.js';
import { CHROMIUM, startChromium } from '../../support/chromium.js';
import { templateFile, webSocketTemplate } from './chat-template.js';

const ROOT = join(__dirname, '../../..');
const PYTHON = '/usr/bin/python3';

let gateway: LocalGateway;
let url = '';
const ends: string[] = [];

interface Event {
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly requestContext: {
    readonly eventType: string;
    readonly disconnectStatusCode?: number;
    readonly disconnectReason?: string;
  };
}

beforeAll(async () => {
  gateway = await LocalGateway.fromTemplate(
    templateFile(webSocketTemplate({ $connect: {}, $disconnect: {}, echo: { respond: true } })),
    {
      functions: {
        handler: ({ queryStringParameters, headers, body, requestContext }: Event) => {
          const { eventType, disconnectStatusCode, disconnectReason } = requestContext;
          if (eventType === 'DISCONNECT') ends.push(`${disconnectStatusCode} ${disconnectReason}`);
          if (eventType === 'MESSAGE') return { body };
          if (queryStringParameters?.refuse !== undefined) return { statusCode: Number(queryStringParameters.refuse) };
          const offered = Object.entries(headers ?? {}).find(([name]) => /^sec-websocket-protocol$/i.test(name));
          return { statusCode: 200, ...(offered !== undefined && { headers: { 'Sec-WebSocket-Protocol': 'chat' } }) };
        },
      },
    },
  );
  url = (await gateway.listen()).url.replace(/^http/, 'ws');
});

afterAll(() => gateway.close());

/** What a client made of its visit. */
interface Visit {
  /** The subprotocol that was chosen. */
  readonly protocol: string;
  /** What came back for a message with a character of four bytes. */
  readonly echo: string;
  /** After a binary message. */
  readonly closed: { readonly code: number; readonly reason: string };
  /** Of a handshake that is refused with 418; 0 for a client that shows none. */
  readonly refused: number;
}

const MESSAGE = JSON.stringify({ action: 'echo', text: 'grüße 🚰' });

/** For every client that has the `WebSocket` of browsers. */
const BROWSER_PROGRAM = `async (url, message) => {
  const visit = {};
  const socket = new WebSocket(url, ['chat', 'other']);
  await new Promise((resolve, reject) => { socket.onopen = resolve; socket.onerror = reject; });
  visit.protocol = socket.protocol;
  const received = new Promise((resolve) => { socket.onmessage = ({ data }) => resolve(data); });
  socket.send(message);
  visit.echo = await received;
  const closed = new Promise((resolve) => { socket.onclose = ({ code, reason }) => resolve({ code, reason }); });
  socket.send(new Uint8Array([1, 2, 3]));
  visit.closed = await closed;
  const refused = new WebSocket(url + '?refuse=418');
  visit.refused = await new Promise((resolve) => {
    refused.onerror = () => resolve(0);
  });
  const leaving = new WebSocket(url);
  await new Promise((resolve) => { leaving.onopen = resolve; });
  const left = new Promise((resolve) => { leaving.onclose = resolve; });
  leaving.close(4000, 'bye');
  await left;
  return visit;
}`;

const WS_PROGRAM = `
  const { WebSocket } = require('ws');
  const { once } = require('node:events');
  (async (url, message) => {
    const visit = {};
    const socket = new WebSocket(url, ['chat', 'other']);
    await once(socket, 'open');
    visit.protocol = socket.protocol;
    socket.send(message);
    visit.echo = String((await once(socket, 'message'))[0]);
    socket.send(Buffer.from([1, 2, 3]));
    const [code, reason] = await once(socket, 'close');
    visit.closed = { code, reason: String(reason) };
    const refused = new WebSocket(url + '?refuse=418');
    const [, response] = await once(refused, 'unexpected-response');
    visit.refused = response.statusCode;
    response.destroy();
    const leaving = new WebSocket(url);
    await once(leaving, 'open');
    leaving.close(4000, 'bye');
    await once(leaving, 'close');
    console.log(JSON.stringify(visit));
  })(...process.argv.slice(1));
`;

const PYTHON_PROGRAM = `
import asyncio, json, sys
import websockets
async def main(url, message):
    visit = {}
    async with websockets.connect(url, subprotocols=["chat", "other"]) as socket:
        visit["protocol"] = socket.subprotocol
        await socket.send(message)
        visit["echo"] = await socket.recv()
        await socket.send(b"\\x01\\x02\\x03")
        try:
            await socket.recv()
        except websockets.ConnectionClosed as closed:
            visit["closed"] = { "code": closed.rcvd.code, "reason": closed.rcvd.reason }
    try:
        await websockets.connect(url + "?refuse=418")
    except Exception as refused:
        response = getattr(refused, "response", None)
        visit["refused"] = refused.status_code if response is None else response.status_code
    leaving = await websockets.connect(url)
    await leaving.close(4000, "bye")
    print(json.dumps(visit))
asyncio.run(main(*sys.argv[1:]))
`;

async function run(command: string, argv: readonly string[]): Promise<Visit> {
  const child = spawn(command, [...argv, url, MESSAGE], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = await Promise.all([
    child.stdout.setEncoding('utf8').toArray(),
    child.stderr.setEncoding('utf8').toArray(),
  ]);
  if (stdout.length === 0) throw new Error(stderr.join(''));
  return JSON.parse(stdout.join('')) as Visit;
}

const NODE_MAJOR = Number(process.versions.node.split('.')[0]);

async function runNode(): Promise<Visit> {
  const program = `(${BROWSER_PROGRAM})(...process.argv.slice(1)).then((visit) => console.log(JSON.stringify(visit)))`;
  const flags = NODE_MAJOR < 22 ? ['--experimental-websocket', '--no-warnings'] : [];
  return run(process.execPath, [...flags, '--eval', program]);
}

async function runChromium(): Promise<Visit> {
  const browser = await startChromium();
  try {
    const page = await browser.newPage();
    return await page.evaluate<Visit>(`(${BROWSER_PROGRAM})(${JSON.stringify(url)}, ${JSON.stringify(MESSAGE)})`);
  } finally {
    await browser.close();
  }
}

/** The gate installs what it needs; elsewhere a program may be missing. */
const isThere = (program: string): boolean => process.env.CI !== undefined || existsSync(program);

describe('a client connects, sends, receives, and is refused and closed', () => {
  const meets = async (visit: Promise<Visit>, refused: number): Promise<void> => {
    ends.length = 0;
    expect(await visit).toEqual({
      protocol: 'chat',
      echo: MESSAGE,
      closed: { code: 1003, reason: 'Binary is not supported' },
      refused,
    });
    await expect.poll(() => ends).toEqual(['1003 Binary is not supported', '4000 bye']);
  };

  test('ws', () => meets(run(process.execPath, ['--eval', WS_PROGRAM]), 418));

  test("Node.js's WebSocket, which shows no status", () => meets(runNode(), 0));

  test.runIf(isThere(PYTHON))("Debian's python3-websockets", () => meets(run(PYTHON, ['-c', PYTHON_PROGRAM]), 418));

  test.runIf(isThere(CHROMIUM))('Chromium, which shows no status', { timeout: 60_000 }, () => meets(runChromium(), 0));
});
