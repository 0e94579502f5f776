import { once } from 'node:events';
import { connect as tlsConnect } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import type { ClientSocket, Handshake } from '../../../lib/runtime/client-socket.js';
import { CLOSE } from '../../../lib/runtime/close-frame.js';
import type { HttpRequest } from '../../../lib/runtime/http-message.js';
import { listen, type HttpListener } from '../../../lib/runtime/server/http-server.js';
import { MESSAGES_IN_FLIGHT, RESERVED_BYTES } from '../../../lib/runtime/server/messages-in-flight.js';
import { createLocalAuthority } from '../../../lib/runtime/server/self-signed-certificate.js';
import { closePayload, frameBytes, handshakeBytes, OPCODE, RawClient } from '../../support/websocket-bytes.js';

let listener: HttpListener;
/** What the handler was told, in order. */
let told: string[] = [];
let sockets: ClientSocket[] = [];
let connecting: Promise<void> = Promise.resolve();
let receiving: Promise<void> = Promise.resolve();

/** Accepts every handshake but that of `/refused`, and sends each message back. */
async function connect({ target, headers }: HttpRequest): Promise<Handshake> {
  // What connections of earlier tests tell later goes to the tests that opened them.
  const mine = told;
  mine.push(`connect ${target}`);
  await connecting;
  if (target === '/defect') throw new Error('not today');
  if (target === '/refused')
    return { kind: 'refused', response: { status: 403, headers: [], body: Buffer.from('no') } };
  const [, subprotocol] = headers.find(([name]) => name === 'Sec-WebSocket-Protocol') ?? [];
  return {
    kind: 'accepted',
    subprotocol: subprotocol?.split(',')[0],
    abandon: async () => void mine.push('abandoned'),
    open: (socket) => {
      sockets.push(socket);
      return {
        id: 'R0oXAdfD0kwCH6w=',
        receive: async (message) => {
          const received = message.toString();
          mine.push(received.length > 20 ? `${received.length} bytes` : received);
          await receiving;
          if (received === 'defect') throw new Error('not today');
          socket.send(message);
        },
        closed: async (code, reason) => void mine.push(`closed ${code} ${reason}`),
      };
    },
  };
}

const webSockets = { connect, closeExpired: () => undefined };
const handle = async ({ method, target, headers, body }: HttpRequest) =>
  Promise.resolve({
    status: 200,
    headers: [],
    body: Buffer.from(`<${method} ${target} ${headers.map(([name]) => name).join()} ${body.toString()}>`),
  });

beforeEach(async () => {
  [told, sockets] = [[], []];
  connecting = receiving = Promise.resolve();
  listener = await listen(handle, { port: 0, webSockets });
});

afterEach(async () => {
  await listener.close(0);
});

const until = (entry: string): Promise<void> => expect.poll(() => told, { timeout: 10_000 }).toContain(entry);

function held(): { readonly promise: Promise<void>; readonly release: () => void } {
  let release = (): void => undefined;
  const promise = new Promise<void>((resolve) => (release = resolve));
  return { promise, release: () => release() };
}

describe('a handshake', () => {
  const replaced = (line: string, by: string): string => handshakeBytes('/').replace(line, by);
  test.each<[what: string, bytes: string, status: number]>([
    ['that is well-formed', handshakeBytes('/'), 101],
    ['that is refused', handshakeBytes('/refused'), 403],
    ['with POST', replaced('GET', 'POST'), 400],
    ['without a key', replaced('Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n', ''), 400],
    ['with two keys', handshakeBytes('/', ['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==']), 400],
    ['with a short key', replaced('dGhlIHNhbXBsZSBub25jZQ==', 'dGhl'), 400],
    ['of another version', replaced('Version: 13', 'Version: 7'), 400],
    ['with a subprotocol that is no token', handshakeBytes('/', ['Sec-WebSocket-Protocol: a, b;c']), 400],
    ['with an empty subprotocol', handshakeBytes('/', ['Sec-WebSocket-Protocol: a,,b']), 400],
    [
      'with a subprotocol twice',
      handshakeBytes('/', ['Sec-WebSocket-Protocol: a, b', 'Sec-WebSocket-Protocol: a']),
      400,
    ],
    ['with an URL of 4,096 characters', handshakeBytes(`/${'a'.repeat(4_095)}`), 101],
    ['with an URL of 4,097 characters', handshakeBytes(`/${'a'.repeat(4_096)}`), 414],
  ])('%s', async (_what, bytes, status) => {
    const client = await RawClient.connect(listener.port);
    client.write(bytes);
    expect(await client.head()).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    // Whatever `ws` would refuse did not reach `$connect`, which would have no `$disconnect`.
    expect(told.some((entry) => entry.startsWith('connect'))).toBe(status === 101 || status === 403);
    client.socket.destroy();
  });

  test('has no answer that ends the header: a line break is no part of a subprotocol', async () => {
    const client = await RawClient.connect(listener.port);
    client.write(handshakeBytes('/', ['Sec-WebSocket-Protocol: a\rX-Smuggled: b']));
    expect(await client.head()).toMatch(/^HTTP\/1.1 400 /);
    expect(told).toEqual([]);
  });

  test('offers no compression', async () => {
    const client = await RawClient.connect(listener.port);
    client.write(handshakeBytes('/', ['Sec-WebSocket-Extensions: permessage-deflate']));
    expect(await client.head()).not.toMatch(/extensions/i);
    client.socket.destroy();
  });

  test('may have frames behind it, which wait until it is accepted', async () => {
    const { promise, release } = held();
    connecting = promise;
    const client = await RawClient.connect(listener.port);
    client.write(Buffer.concat([Buffer.from(handshakeBytes('/')), frameBytes(OPCODE.text, 'early')]));
    await until('connect /');
    client.write(frameBytes(OPCODE.text, 'later'));
    expect(told).toEqual(['connect /']);
    release();
    await client.head();
    expect((await client.frame()).payload.toString()).toBe('early');
    expect((await client.frame()).payload.toString()).toBe('later');
    client.socket.destroy();
  });

  test('is abandoned by a client that leaves meanwhile', async () => {
    const { promise, release } = held();
    connecting = promise;
    const client = await RawClient.connect(listener.port);
    client.write(handshakeBytes('/'));
    await until('connect /');
    client.socket.resetAndDestroy();
    await client.ended;
    release();
    await expect.poll(() => told.at(-1)).toMatch(/abandoned|closed 1006/);
    expect(told).toHaveLength(2);
  });

  test('is answered after the response to a request that came before', async () => {
    const client = await RawClient.connect(listener.port);
    client.write(`GET /first HTTP/1.1\r\nHost: x\r\n\r\n${handshakeBytes('/')}`);
    expect(await client.head()).toMatch(/^HTTP\/1.1 200 /);
    expect(await client.head()).toMatch(/HTTP\/1.1 101 /);
    client.socket.destroy();
  });

  test('that meets a defect costs its connection and no other', async () => {
    const warned = once(process, 'warning') as Promise<[Error]>;
    const client = await RawClient.connect(listener.port);
    client.write(handshakeBytes('/defect'));
    await client.ended;
    expect((await warned)[0].message).toBe('not today');
    (await RawClient.open(listener.port, '/')).socket.destroy();
  });
});

describe('a request that offers another protocol is answered as one that does not, and its connection is kept', () => {
  test.each<[what: string, request: string, seen: string]>([
    [
      'h2c, with a body',
      'POST /a HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMA\r\nContent-Length: 3\r\n\r\nabc',
      '<POST /a Host,Content-Length abc>',
    ],
    [
      'TLS, in chunks, with an option that stays',
      'PUT /a HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: TLS/1.0\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n',
      '<PUT /a Host,Connection,Transfer-Encoding x>',
    ],
  ])('%s', async (_what, request, seen) => {
    const client = await RawClient.connect(listener.port);
    for (let count = 0; count < 2; count++) {
      let body = '';
      client.socket.on('data', (chunk: Buffer) => (body += chunk.toString()));
      client.write(request);
      await expect.poll(() => body).toContain(seen);
      client.socket.removeAllListeners('data');
    }
    client.socket.destroy();
  });
});

describe('a client that breaks the protocol', () => {
  const text = (payload: string | Buffer, isFinal = true): Buffer => frameBytes(OPCODE.text, payload, { isFinal });
  const more = (payload: string | Buffer, isFinal = false): Buffer =>
    frameBytes(OPCODE.continuation, payload, { isFinal });
  test.each<[what: string, bytes: readonly Buffer[], code: number]>([
    ['a frame of more than 32 KB', [text(Buffer.alloc(32_769, 'a'))], 1009],
    ['a frame that says it is larger than any', [frameBytes(OPCODE.text, '', { length: 2 ** 60 })], 1009],
    [
      'a message of more than 128 KB in frames of 32 KB',
      [
        text(Buffer.alloc(32_768, 'a'), false),
        ...Array<Buffer>(3).fill(more(Buffer.alloc(32_768, 'a'))),
        more('a', true),
      ],
      1009,
    ],
    ['a message that is not UTF-8', [text(Buffer.from([0xff]))], 1007],
    ['a message that a frame ends within a character', [text(Buffer.from([0xc3]), true)], 1007],
    ['an unmasked frame', [frameBytes(OPCODE.text, 'a', { isMasked: false })], 1002],
    ['a compressed frame', [frameBytes(OPCODE.text, 'a', { reserved: 0x40 })], 1002],
    ['an unknown opcode', [frameBytes(3, 'a')], 1002],
    ['a continuation of nothing', [more('a')], 1002],
    ['a message within a message', [text('a', false), text('b')], 1002],
    ['a ping in fragments', [frameBytes(OPCODE.ping, '', { isFinal: false })], 1002],
    ['a ping of 126 bytes', [frameBytes(OPCODE.ping, Buffer.alloc(126))], 1002],
    ['a close frame with one byte', [frameBytes(OPCODE.close, 'a')], 1002],
    ['a close frame with a code that none may send', [frameBytes(OPCODE.close, closePayload(1005))], 1002],
    ['thousands of empty fragments', [text('', false), ...Array<Buffer>(5_000).fill(more(''))], 1008],
  ])('closed for %s', async (_what, bytes, code) => {
    const client = await RawClient.open(listener.port, '/');
    client.write(Buffer.concat(bytes));
    expect(await client.closeCode()).toBe(code);
    client.write(frameBytes(OPCODE.close, closePayload(code)));
    await client.ended;
    await expect.poll(() => told.at(-1)).toMatch(new RegExp(`^closed ${code} `));
    expect(told).toHaveLength(2);
  });

  test('is not heard after the frame that ends its connection', async () => {
    const client = await RawClient.open(listener.port, '/');
    client.write(Buffer.concat([text('before'), frameBytes(OPCODE.text, Buffer.alloc(40_000, 'a')), text('after')]));
    expect(await client.closeCode()).toBe(1009);
    client.socket.end();
    await until('closed 1009 Message too large');
    expect(told).toEqual(['connect /', 'before', 'closed 1009 Message too large']);
  });
});

describe('a message', () => {
  test('of 128 KB arrives in frames of 32 KB', async () => {
    const client = await RawClient.open(listener.port, '/');
    for (let count = 0; count < 4; count++)
      client.write(
        frameBytes(count === 0 ? OPCODE.text : OPCODE.continuation, Buffer.alloc(32_768, 'a'), {
          isFinal: count === 3,
        }),
      );
    expect((await client.frame()).payload).toHaveLength(131_072);
    client.socket.destroy();
  });

  test('that meets a defect closes its connection with 1011', async () => {
    const warned = once(process, 'warning') as Promise<[Error]>;
    const client = await RawClient.open(listener.port, '/');
    client.write(frameBytes(OPCODE.text, 'defect'));
    expect(await client.closeCode()).toBe(1011);
    expect((await warned)[0].message).toBe('not today');
    client.socket.destroy();
    await until('closed 1011 Internal server error');
  });

  test('of a flood waits for its turn: no more than 100 of a connection are worked on at once', async () => {
    const { promise, release } = held();
    receiving = promise;
    const client = await RawClient.open(listener.port, '/');
    client.write(Buffer.concat(Array.from({ length: 5_000 }, (_, index) => frameBytes(OPCODE.text, `${index}`))));
    await until('99');
    const other = await RawClient.open(listener.port, '/other');
    expect(told).toHaveLength(102);
    release();
    for (let index = 0; index < 5_000; index++) expect((await client.frame()).payload.toString()).toBe(`${index}`);
    client.socket.destroy();
    other.socket.destroy();
  });

  test('that came before the end is worked on before the end is reported', async () => {
    const { promise, release } = held();
    receiving = promise;
    const client = await RawClient.open(listener.port, '/');
    const flood = Array.from({ length: 150 }, (_, index) => frameBytes(OPCODE.text, `${index}`));
    client.write(Buffer.concat([...flood, frameBytes(OPCODE.close, closePayload(4_000, 'enough'))]));
    await until('99');
    release();
    await until('closed 4000 enough');
    expect(told).toHaveLength(152);
    expect(told.at(-1)).toBe('closed 4000 enough');
  });
});

describe('a slow reader', () => {
  test('is not read from while it leaves a megabyte, and goes on when it reads', async () => {
    const client = await RawClient.open(listener.port, '/');
    client.socket.pause();
    const payload = Buffer.alloc(32_768, 'a');
    const count = 1_000;
    let written = 0;
    const write = (): void => {
      while (written < count) {
        written++;
        if (!client.socket.write(frameBytes(OPCODE.text, payload))) {
          client.socket.once('drain', write);
          return;
        }
      }
    };
    write();
    await expect.poll(() => sockets[0]?.bufferedBytes).toBeGreaterThan(1024 * 1024);
    const other = await RawClient.open(listener.port, '/');
    other.write(frameBytes(OPCODE.text, 'still served'));
    expect((await other.frame()).payload.toString()).toBe('still served');
    // Whatever is worked on when reading stops is still sent: 100 messages at most.
    expect(sockets[0]?.bufferedBytes).toBeLessThan(1024 * 1024 + 101 * 32_800);
    expect(told.length).toBeLessThan(count);
    client.socket.resume();
    for (let index = 0; index < count; index++) expect((await client.frame()).payload).toHaveLength(payload.length);
    for (const { socket } of [client, other]) socket.destroy();
  });

  test('that pings without end is cut', async () => {
    const client = await RawClient.open(listener.port, '/');
    client.socket.pause();
    const pings = Buffer.concat(Array<Buffer>(1_000).fill(frameBytes(OPCODE.ping, Buffer.alloc(125))));
    const write = (): void => void client.socket.write(pings, (error) => error ?? write());
    write();
    await until('closed 1006 ');
    client.socket.destroy();
  });
});

describe('messages in flight of all connections', () => {
  test('are bounded: a connection whose message has no room is closed with 1008, and others are served again later', async () => {
    const room = 4_000;
    const filled = MESSAGES_IN_FLIGHT.limitBytes - room;
    expect(MESSAGES_IN_FLIGHT.take(filled)).toBe(true);
    try {
      const client = await RawClient.open(listener.port, '/');
      client.write(frameBytes(OPCODE.text, Buffer.alloc(room, 'a')));
      expect(await client.closeCode()).toBe(1008);
      client.socket.destroy();
      const asker = await RawClient.open(listener.port, '/');
      asker.write(frameBytes(OPCODE.text, Buffer.alloc(1_500, 'a')));
      // The message has room, its response has none.
      expect(await asker.closeCode()).toBe(1008);
      asker.socket.destroy();
    } finally {
      MESSAGES_IN_FLIGHT.give(filled);
    }
    await expect.poll(() => told.filter((entry) => entry === 'closed 1008 Too many requests')).toHaveLength(2);
    const client = await RawClient.open(listener.port, '/');
    client.write(frameBytes(OPCODE.text, 'room again'));
    expect((await client.frame()).payload.toString()).toBe('room again');
    client.socket.destroy();
  });

  test('have a reserve for connections without another: a flood does not stop them', async () => {
    const filled = MESSAGES_IN_FLIGHT.limitBytes - RESERVED_BYTES;
    expect(MESSAGES_IN_FLIGHT.take(filled)).toBe(true);
    try {
      const { promise, release } = held();
      receiving = promise;
      const flood = await RawClient.open(listener.port, '/flood');
      flood.write(frameBytes(OPCODE.text, 'first'));
      await until('first');
      const other = await RawClient.open(listener.port, '/other');
      flood.write(frameBytes(OPCODE.text, 'second'));
      expect(await flood.closeCode()).toBe(1008);
      other.write(frameBytes(OPCODE.text, 'alone'));
      await until('alone');
      release();
      expect((await other.frame()).payload.toString()).toBe('alone');
      for (const { socket } of [flood, other]) socket.destroy();
    } finally {
      MESSAGES_IN_FLIGHT.give(filled);
    }
  });

  test('are given back, whichever way their connections end', async () => {
    const { promise, release } = held();
    receiving = promise;
    const ways: ((client: RawClient) => void)[] = [
      ({ socket }) => void socket.resetAndDestroy(),
      (client) => client.write(frameBytes(OPCODE.close)),
      (client) => client.write(frameBytes(5)),
      (client) => client.write(frameBytes(OPCODE.text, '', { length: 2 ** 20 })),
      () => sockets[4]?.close(CLOSE.goingAway),
    ];
    for (const [index, end] of ways.entries()) {
      const client = await RawClient.open(listener.port, '/');
      client.write(Buffer.concat(Array<Buffer>(150).fill(frameBytes(OPCODE.text, 'a'))));
      await expect.poll(() => told.filter((entry) => entry === 'a')).toHaveLength(100 * (index + 1));
      end(client);
      client.socket.end();
    }
    release();
    await expect.poll(() => told.filter((entry) => entry.startsWith('closed'))).toHaveLength(ways.length);
    await expect.poll(() => hasRoomFor(MESSAGES_IN_FLIGHT.limitBytes)).toBe(true);
  });
});

function hasRoomFor(bytes: number): boolean {
  const isTaken = MESSAGES_IN_FLIGHT.take(bytes);
  if (isTaken) MESSAGES_IN_FLIGHT.give(bytes);
  return isTaken;
}

test('a client that never answers a close frame is cut after ten seconds', async () => {
  const client = await RawClient.open(listener.port, '/');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    sockets[0]?.close(CLOSE.goingAway);
    expect(await client.closeCode()).toBe(1001);
    vi.advanceTimersByTime(9_999);
    expect(client.socket.destroyed).toBe(false);
    vi.advanceTimersByTime(1);
  } finally {
    vi.useRealTimers();
  }
  await client.ended;
  await until('closed 1001 Going away');
});

describe('a server that ends', () => {
  test('answers messages that it read, closes with 1012, and waits until ends are reported', async () => {
    const { promise, release } = held();
    receiving = promise;
    const client = await RawClient.open(listener.port, '/');
    client.write(frameBytes(OPCODE.text, 'last'));
    await until('last');
    const closed = listener.close(10_000);
    const late = await RawClient.connect(listener.port).catch(() => 'refused');
    expect(late).toBe('refused');
    release();
    expect((await client.frame()).payload.toString()).toBe('last');
    expect(await client.closeCode()).toBe(1012);
    client.write(frameBytes(OPCODE.close, closePayload(1012)));
    await closed;
    expect(told.at(-1)).toBe('closed 1012 Service restart');
  });

  test('refuses a handshake that waits, and has it abandoned', async () => {
    const { promise, release } = held();
    connecting = promise;
    const client = await RawClient.connect(listener.port);
    client.write(handshakeBytes('/'));
    await until('connect /');
    const closed = listener.close(10_000);
    release();
    expect(await client.head()).toMatch(/^HTTP\/1.1 503 /);
    await closed;
    expect(told).toEqual(['connect /', 'abandoned']);
  });

  test('cuts what does not end: messages, handshakes, and clients that send no close frame', async () => {
    const { promise } = held();
    receiving = promise;
    const silent = await RawClient.open(listener.port, '/silent');
    const busy = await RawClient.open(listener.port, '/busy');
    busy.write(frameBytes(OPCODE.text, 'never'));
    await until('never');
    connecting = promise;
    const pending = await RawClient.connect(listener.port);
    pending.write(handshakeBytes('/'));
    await until('connect /');
    await listener.close(20);
    expect(await silent.closeCode()).toBe(1012);
    expect(await busy.closeCode()).toBe(1012);
    await Promise.all([silent.ended, busy.ended, pending.ended]);
  });
});

test('a TLS listener speaks wss, and answers requests that offer another protocol', async () => {
  const authority = createLocalAuthority(Date.now());
  const secure = await listen(handle, { port: 0, webSockets, tls: authority.issue(['127.0.0.1']) });
  const client = new WebSocket(`wss://127.0.0.1:${secure.port}/`, { ca: authority.certificate });
  await once(client, 'open');
  client.send('safe');
  expect(String((await once(client, 'message'))[0])).toBe('safe');
  client.close(1000, 'done');
  await until('closed 1000 done');
  const offering = tlsConnect({ port: secure.port, host: '127.0.0.1', ca: authority.certificate });
  await once(offering, 'secureConnect');
  offering.write('POST /a HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 3\r\n\r\nabc');
  expect(String((await once(offering, 'data'))[0])).toContain('<POST /a Host,Content-Length abc>');
  offering.destroy();
  await secure.close(0);
});
