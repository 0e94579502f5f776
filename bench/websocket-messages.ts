import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { WebSocketServer } from 'ws';
import { ask } from './messages.js';
import type { Serve } from './requests.js';
import type { Subject } from './scenario.js';
import type { WebSocketLoad } from './websocket-client.js';

const WARM_UP_MS = 2_000;
const WARM_UP_MESSAGES = 2_000;
const IDLE_CONNECTIONS = 2_000;

/** CPU time of a server for one message and its response, in microseconds; the client is a process of its own. */
export function messages(serve: Serve, message: string): Subject {
  return async (settings) => {
    const url = `ws://127.0.0.1:${await serve(settings)}/prod`;
    const client = fork(join(__dirname, 'websocket-client.js'));
    const measure = async (count: number): Promise<number> => {
      const before = process.cpuUsage();
      await ask(client, { kind: 'messages', url, message, count } satisfies WebSocketLoad);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / count;
    };
    for (const until = Date.now() + WARM_UP_MS; Date.now() < until;) await measure(WARM_UP_MESSAGES);
    return () => measure(settings.requests);
  };
}

/** Bytes that a server keeps for each connection that is open and idle: of the heap, and outside of it. */
export function idleConnections(serve: Serve): Subject {
  return async (settings) => {
    const url = `ws://127.0.0.1:${await serve(settings)}/prod`;
    const client = fork(join(__dirname, 'websocket-client.js'));
    const open = (count: number): Promise<unknown> =>
      ask(client, { kind: 'connections', url, count } satisfies WebSocketLoad);
    const collect = garbageCollector();
    const measure = async (): Promise<number> => {
      await open(0);
      const before = await keptBytes(collect);
      await open(IDLE_CONNECTIONS);
      return ((await keptBytes(collect)) - before) / IDLE_CONNECTIONS;
    };
    await measure();
    return measure;
  };
}

/** Opens the garbage collector, without a flag of the process that would reach what it forks. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

const ROUNDS = 3;

async function keptBytes(collect: () => void): Promise<number> {
  for (let round = 0; round < ROUNDS; round++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    collect();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** A bare server of the library `ws` that sends each message back. */
export function serveBareWebSocket(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false }).on('connection', (socket) =>
      socket.on('message', (data) => socket.send(data, { binary: false })),
    );
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
