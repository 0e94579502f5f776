import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import WebSocket from 'ws';

/** The end of a connection. */
export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** A client of a test: keeps what it receives until the test asks for it. */
export class TestClient {
  private readonly received: string[] = [];
  private readonly waiting: ((message: string) => void)[] = [];
  readonly closed: Promise<Closed>;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const message = data.toString('utf8');
      const next = this.waiting.shift();
      if (next === undefined) this.received.push(message);
      else next(message);
    });
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString('utf8') })),
    );
  }

  /** @throws what `ws` throws for a refused handshake */
  static async connect(
    url: string,
    options: { readonly headers?: Readonly<Record<string, string>>; readonly subprotocols?: readonly string[] } = {},
  ): Promise<TestClient> {
    const { headers = {}, subprotocols = [] } = options;
    const client = new TestClient(new WebSocket(url.replace(/^http/, 'ws'), [...subprotocols], { headers }));
    await once(client.socket, 'open');
    return client;
  }

  /** Sends a value as JSON, or a string as it is. */
  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** The next message, in the order of arrival. */
  receive(): Promise<string> {
    const message = this.received.shift();
    return message === undefined ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve(message);
  }

  /** The messages that no one has asked for. */
  get unread(): readonly string[] {
    return [...this.received];
  }

  async close(code = 1000): Promise<Closed> {
    this.socket.close(code);
    return this.closed;
  }
}

/** What a handshake is answered. */
export interface HandshakeResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The response to a handshake, be it accepted (101) or refused. */
export function shakeHands(url: string, headers: Readonly<Record<string, string>> = {}): Promise<HandshakeResponse> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers });
    socket.once('error', () => undefined);
    socket.once('upgrade', (response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' });
      socket.terminate();
    });
    socket.once('unexpected-response', (_request, response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        socket.terminate();
      });
    });
  });
}

/** The status and body of a handshake that is refused; fails where it is accepted. */
export async function refusedHandshake(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Pick<HandshakeResponse, 'status' | 'body'>> {
  const { status, body } = await shakeHands(url, headers);
  if (status === 101) throw new Error('The handshake is accepted');
  return { status, body };
}
