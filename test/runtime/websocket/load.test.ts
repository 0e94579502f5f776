import { connect } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { Crowd } from '../../support/websocket-crowd.js';
import { handshakeBytes } from '../../support/websocket-bytes.js';
import { TestClient } from './client.js';
import { ChatRuntime, type ChatVersion } from './chat-runtime.js';

const CONNECTIONS = 500;
const MESSAGES = 20;

interface Event {
  readonly body?: string;
  readonly requestContext: { readonly eventType: string; readonly connectionId: string };
}

/** Sends messages back with the version's number, and counts what its connections do. */
function version(number: number, counts: Map<string, number>): ChatVersion {
  const handler = ({ body, requestContext }: Event): unknown => {
    const { eventType, connectionId } = requestContext;
    const key = eventType === 'MESSAGE' ? `v${number}` : `${eventType} ${connectionId}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return eventType === 'MESSAGE' ? { body } : { statusCode: 200 };
  };
  return {
    routes: { $connect: {}, $disconnect: {}, echo: { respond: true } },
    functions: { handler: handler as never },
  };
}

describe('a crowd', () => {
  test(`of ${CONNECTIONS} connections: no message is lost or mixed over a reload, every end is reported once`, async () => {
    const counts = new Map<string, number>();
    const chat = await ChatRuntime.serve(version(1, counts), { traces: 0 });
    const crowd = await Crowd.open(chat.url, CONNECTIONS);
    const everybodySends = (): void => {
      for (let member = 0; member < crowd.size; member++) crowd.send(member);
    };
    for (let number = 0; number < MESSAGES; number++) {
      everybodySends();
      // Some rounds overlap, and the reload comes while messages are on their way.
      if (number % 3 === 0) await crowd.settled();
      if (number === MESSAGES / 2) await chat.reload(version(2, counts));
    }
    await crowd.settled();
    expect(crowd.wrong).toEqual([]);
    expect(crowd.answered).toBe(CONNECTIONS * MESSAGES);
    expect((counts.get('v1') ?? 0) + (counts.get('v2') ?? 0)).toBe(CONNECTIONS * MESSAGES);
    expect(counts.get('v2')).toBeGreaterThan(CONNECTIONS);
    expect(await crowd.close()).toEqual([1000]);
    await chat.close(10_000);
    const ends = [...counts].filter(([key]) => key.startsWith('DISCONNECT'));
    expect(ends).toHaveLength(CONNECTIONS);
    expect(new Set(ends.map(([, count]) => count))).toEqual(new Set([1]));
  });

  test('of 1,200 that ends at once: every end is reported, however long its function takes', async () => {
    const counts = new Map<string, number>();
    const { routes, functions } = version(1, counts);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const handler = async (event: Event): Promise<unknown> => {
      if (event.requestContext.eventType === 'DISCONNECT') await held;
      return functions.handler?.(event, undefined);
    };
    const chat = await ChatRuntime.serve({ routes, functions: { handler: handler as never } }, { traces: 0 });
    const crowd = await Crowd.open(chat.url, 1_200);
    expect(await crowd.close()).toEqual([1000]);
    release();
    await chat.close(20_000);
    expect([...counts.keys()].filter((key) => key.startsWith('DISCONNECT'))).toHaveLength(1_200);
  });

  test('of half-open handshakes: others are served, and every socket is closed when the server is', async () => {
    const chat = await ChatRuntime.serve(version(1, new Map()));
    const half = handshakeBytes('/dev').slice(0, -20);
    const sockets = await Promise.all(
      Array.from({ length: CONNECTIONS }, async (_, index) => {
        const socket = connect(chat.listener.port, '127.0.0.1');
        socket.on('error', () => undefined);
        await once(socket, 'connect');
        if (index % 2 === 0) socket.write(half);
        return { socket, closed: once(socket, 'close') };
      }),
    );
    const client = await TestClient.connect(chat.url);
    client.send({ action: 'echo', member: 1 });
    expect(await client.receive()).toBe('{"action":"echo","member":1}');
    await chat.close(100);
    for (const { socket } of sockets) socket.resume();
    await Promise.all(sockets.map(({ closed }) => closed));
  });
});
