import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { InlineHandler } from '../../../lib/model/index.js';
import { closePayload, frameBytes, handshakeBytes, OPCODE, RawClient } from '../../support/websocket-bytes.js';
import { TestClient } from './client.js';
import { ChatRuntime } from './chat-runtime.js';

interface Event {
  readonly body?: string;
  readonly requestContext: {
    readonly eventType: string;
    readonly connectionId: string;
    readonly disconnectStatusCode?: number;
    readonly disconnectReason?: string;
  };
}

/** The events of all connections, in order; `hold` keeps the next function that runs until it is released. */
class Witness {
  readonly events: Event['requestContext'][] = [];
  private held: Promise<void> | undefined;
  private readonly waiting: (() => void)[] = [];

  readonly handler: InlineHandler = async (event: unknown) => {
    const { body, requestContext } = event as Event;
    this.events.push(requestContext);
    for (const look of this.waiting) look();
    const { held } = this;
    this.held = undefined;
    await held;
    return { statusCode: 200, body };
  };

  hold(): () => void {
    let release = (): void => undefined;
    this.held = new Promise((resolve) => (release = resolve));
    return release;
  }

  /** Resolves when that many events of the type came. */
  until(eventType: string, count = 1): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.events.filter((event) => event.eventType === eventType).length >= count) resolve();
      };
      this.waiting.push(look);
      look();
    });
  }

  /** How each connection ended, as `$disconnect` was told. */
  get ends(): readonly string[] {
    return this.events
      .filter(({ eventType }) => eventType === 'DISCONNECT')
      .map(({ disconnectStatusCode, disconnectReason }) => `${disconnectStatusCode} ${disconnectReason}`);
  }
}

const ROUTES = { $connect: {}, $disconnect: {}, $default: { respond: true } };

async function serve(): Promise<{ readonly witness: Witness; readonly chat: ChatRuntime }> {
  const witness = new Witness();
  return { witness, chat: await ChatRuntime.serve({ routes: ROUTES, functions: { handler: witness.handler } }) };
}

const MINUTE_MS = 60_000;

describe('$disconnect reports', () => {
  test.each<[what: string, bytes: Buffer | 'reset', end: string]>([
    ['a close frame without a code', frameBytes(OPCODE.close), '1005 Client-side close frame status not set'],
    ['a code without a reason', frameBytes(OPCODE.close, closePayload(1001)), '1001 '],
    ['a code and a reason', frameBytes(OPCODE.close, closePayload(4001, 'tired')), '4001 tired'],
    ['a client that vanishes', 'reset', '1006 '],
    ['a binary message', frameBytes(OPCODE.binary, 'a'), '1003 Binary is not supported'],
    ['a frame of more than 32 KB', frameBytes(OPCODE.text, Buffer.alloc(40_000)), '1009 Message too large'],
    ['broken UTF-8', frameBytes(OPCODE.text, Buffer.from([0xff])), '1007 '],
    ['a broken frame', frameBytes(5), '1002 '],
  ])('%s', async (_what, bytes, end) => {
    const { witness, chat } = await serve();
    const client = await RawClient.open(chat.listener.port, '/dev');
    if (bytes === 'reset') client.socket.resetAndDestroy();
    else {
      client.write(bytes);
      await client.closeCode();
      client.socket.end();
    }
    await witness.until('DISCONNECT');
    expect(witness.ends).toEqual([end]);
  });

  test('ten minutes without a message, in whichever direction, and two hours in all', async () => {
    const { witness, chat } = await serve();
    const talker = await TestClient.connect(chat.url);
    const idle = await TestClient.connect(chat.url);
    chat.advance(10 * MINUTE_MS - 1);
    talker.send('still here');
    await talker.receive();
    chat.advance(1);
    expect(await idle.closed).toEqual({ code: 1001, reason: 'Going away' });
    for (let minutes = 10; minutes < 115; minutes += 5) {
      chat.advance(5 * MINUTE_MS);
      talker.send('still here');
      await talker.receive();
    }
    chat.advance(5 * MINUTE_MS - 1);
    talker.send('still here');
    await talker.receive();
    chat.advance(1);
    expect(await talker.closed).toEqual({ code: 1001, reason: 'Going away' });
    await witness.until('DISCONNECT', 2);
    expect(witness.ends).toEqual(['1001 Going away', '1001 Going away']);
  });
});

describe('$disconnect runs once', () => {
  test('for a client that is killed', async () => {
    const { witness, chat } = await serve();
    const program = `new (require('ws'))(process.argv[1]).on('open', () => console.log('open'))`;
    const child = spawn(process.execPath, ['--eval', program, chat.url], {
      cwd: join(__dirname, '../../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await witness.until('DISCONNECT');
    expect(witness.ends).toEqual(['1006 ']);
  });

  test.each<[how: string, leave: (client: RawClient) => void]>([
    ['resets its connection', ({ socket }) => void socket.resetAndDestroy()],
    ['ends its side', ({ socket }) => void socket.end()],
  ])('for a client that %s while $connect runs', async (_how, leave) => {
    const { witness, chat } = await serve();
    const release = witness.hold();
    const client = await RawClient.connect(chat.listener.port);
    client.write(handshakeBytes('/dev'));
    await witness.until('CONNECT');
    leave(client);
    release();
    await witness.until('DISCONNECT');
    await client.ended;
    expect(witness.ends).toEqual(['1006 ']);
  });

  test('for a client that closes while its message is worked on, whose response is dropped', async () => {
    const { witness, chat } = await serve();
    const client = await TestClient.connect(chat.url);
    const release = witness.hold();
    client.send('question');
    await witness.until('MESSAGE');
    await client.close(1000);
    await witness.until('DISCONNECT');
    release();
    expect(witness.ends).toEqual(['1000 ']);
  });

  test('for a client that closes while the server does', async () => {
    const { witness, chat } = await serve();
    const client = await RawClient.open(chat.listener.port, '/dev');
    client.write(frameBytes(OPCODE.close, closePayload(4000)));
    chat.advance(10 * MINUTE_MS);
    await client.ended;
    await witness.until('DISCONNECT');
    expect(witness.ends).toHaveLength(1);
    expect(witness.ends[0]).toMatch(/^1001 Going away|4000 $/);
  });

  test('for a stage that is gone: its last deployment has it', async () => {
    const { witness, chat } = await serve();
    const client = await TestClient.connect(chat.url);
    await chat.reload({
      routes: ROUTES,
      functions: { handler: witness.handler },
      stage: { StageName: 'other' },
    });
    expect(await client.closed).toEqual({ code: 1001, reason: 'Going away' });
    await witness.until('DISCONNECT');
    expect(witness.ends).toEqual(['1001 Going away']);
  });

  test('for every connection of a server that ends, and is done before the server is', async () => {
    const { witness, chat } = await serve();
    const clients = await Promise.all(Array.from({ length: 20 }, () => TestClient.connect(chat.url)));
    const release = witness.hold();
    const closed = chat.listener.close(10_000);
    await witness.until('DISCONNECT', 20);
    let isClosed = false;
    void closed.then(() => (isClosed = true));
    expect(await Promise.all(clients.map((client) => client.closed))).toEqual(
      clients.map(() => ({ code: 1012, reason: 'Service restart' })),
    );
    expect(isClosed).toBe(false);
    release();
    await closed;
    expect(witness.ends).toEqual(clients.map(() => '1012 Service restart'));
  });

  test('and not for a handshake that is refused', async () => {
    const told: string[] = [];
    const chat = await ChatRuntime.serve({
      routes: ROUTES,
      functions: {
        handler: (event: unknown) => {
          told.push((event as Event).requestContext.eventType);
          return { statusCode: 403 };
        },
      },
    });
    const client = await RawClient.connect(chat.listener.port);
    client.write(handshakeBytes('/dev'));
    await client.ended;
    await chat.close(1_000);
    expect(told).toEqual(['CONNECT']);
  });
});
