import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws';
import type { Timing } from '../../lib/cli/connect/timing.js';

/** A WebSocket server of the library, which is no API Gateway. */
export interface PlainServer {
  readonly url: string;
  close(): Promise<void>;
}

export type OnConnection = (socket: WebSocket, request: IncomingMessage) => void;

export async function plainServer(onConnection: OnConnection, options: ServerOptions = {}): Promise<PlainServer> {
  const server = new WebSocketServer({ ...options, host: '127.0.0.1', port: 0 });
  server.on('connection', onConnection);
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/dev`,
    close: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate();
        server.close(() => resolve());
      }),
  };
}

/** A server that writes these bytes to whoever asks for a connection. */
export async function rawServer(response: string): Promise<PlainServer> {
  const sockets = new Set<Duplex>();
  const server = createServer();
  server.on('upgrade', (_request, socket: Duplex) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.end(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/dev`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Time that is moved by hand. */
export class ManualTiming implements Timing {
  private readonly timers = new Map<object, { readonly atMs: number; readonly run: () => void }>();
  private readonly waiting = new Set<() => void>();

  constructor(private nowMs: number) {}

  now(): number {
    return this.nowMs;
  }

  after(ms: number, run: () => void): () => void {
    const timer = {};
    this.timers.set(timer, { atMs: this.nowMs + ms, run });
    for (const look of this.waiting) look();
    return () => void this.timers.delete(timer);
  }

  get count(): number {
    return this.timers.size;
  }

  /** Resolves when that many timers run. */
  running(count: number): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.timers.size === count) resolve();
      };
      this.waiting.add(look);
      look();
    });
  }

  advance(ms: number): void {
    this.nowMs += ms;
    for (const [timer, { atMs, run }] of this.timers) {
      if (atMs > this.nowMs) continue;
      this.timers.delete(timer);
      run();
    }
  }
}
