import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type * as Ws from 'ws';
import type { WebSocket, WebSocketServer } from 'ws';
import type { ClientSocket, OpenConnection, WebSocketHandler } from '../client-socket.js';
import { findHeader } from '../header-lines.js';
import type { HttpRequest, HttpResponse } from '../http-message.js';

/**
 * Documented: messages of 128 KB at most; a larger one closes the connection with 1009
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html).
 */
const MAX_MESSAGE_BYTES = 131_072;

const SWEEP_MS = 1_000;

/** The WebSockets of a listening socket: handshakes wait for the gateway, frames are the business of `ws`. */
export class WebSocketListener {
  private readonly frames: WebSocketServer;
  private readonly open = new Set<WebSocket>();
  private readonly ending = new Set<Promise<void>>();
  private readonly sweep: NodeJS.Timeout;
  private readonly subprotocols = new WeakMap<IncomingMessage, string>();

  constructor(private readonly handler: WebSocketHandler) {
    // Loaded only where a WebSocket API is served.
    const ws = require('ws') as typeof Ws;
    this.frames = new ws.WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: MAX_MESSAGE_BYTES,
      perMessageDeflate: false,
      handleProtocols: (_offered, request) => this.subprotocols.get(request) ?? false,
    });
    this.sweep = setInterval(() => handler.closeExpired(), SWEEP_MS).unref();
  }

  /** Takes a request for another protocol from the HTTP server. */
  async upgrade(request: IncomingMessage, received: HttpRequest, socket: Socket, head: Buffer): Promise<void> {
    const ignoreReset = (): void => undefined;
    socket.on('error', ignoreReset);
    if (!isHandshake(received)) {
      refuse(socket, BAD_REQUEST);
      return;
    }
    const handshake = await this.handler.connect(received);
    if (handshake.kind === 'refused') {
      refuse(socket, handshake.response);
      return;
    }
    if (socket.destroyed || !socket.writable) {
      await handshake.abandon();
      return;
    }
    if (handshake.subprotocol !== undefined) this.subprotocols.set(request, handshake.subprotocol);
    socket.removeListener('error', ignoreReset);
    this.frames.handleUpgrade(request, socket, head, (webSocket) => this.serve(webSocket, handshake.open));
  }

  /** Closes every connection with 1001, and waits for their ends; after `graceMs` cuts what is left. */
  async close(graceMs: number): Promise<void> {
    clearInterval(this.sweep);
    for (const webSocket of this.open) webSocket.close(1001, 'Going away');
    const deadline = setTimeout(() => {
      for (const webSocket of this.open) webSocket.terminate();
    }, graceMs);
    while (this.open.size > 0) await new Promise((resolve) => this.onceEmpty.push(resolve as () => void));
    clearTimeout(deadline);
    await Promise.all(this.ending);
  }

  private readonly onceEmpty: (() => void)[] = [];

  private serve(webSocket: WebSocket, open: (socket: ClientSocket) => OpenConnection): void {
    const connection = open(new FramedSocket(webSocket));
    this.open.add(webSocket);
    webSocket.on('message', (data, isBinary) => void connection.receive(data as Buffer, isBinary));
    webSocket.on('error', () => undefined); // The close that follows tells it.
    webSocket.on('close', (code, reason) => {
      const ended = connection.closed(code, reason.toString('utf8')).finally(() => this.ending.delete(ended));
      this.ending.add(ended);
      this.open.delete(webSocket);
      if (this.open.size === 0) for (const resolve of this.onceEmpty.splice(0)) resolve();
    });
  }
}

class FramedSocket implements ClientSocket {
  constructor(private readonly webSocket: WebSocket) {}

  send(message: string | Buffer): void {
    this.webSocket.send(message, { binary: false }, () => undefined);
  }

  close(code: number, reason: string): void {
    this.webSocket.close(code, reason);
  }

  get bufferedBytes(): number {
    return this.webSocket.bufferedAmount;
  }
}

/** RFC 6455, 4.2.1: what `ws` would refuse does not reach `$connect`. */
function isHandshake({ method, headers }: HttpRequest): boolean {
  const version = findHeader(headers, 'sec-websocket-version');
  return (
    method === 'GET' &&
    findHeader(headers, 'upgrade')?.toLowerCase() === 'websocket' &&
    /^[+/0-9A-Za-z]{22}==$/.test(findHeader(headers, 'sec-websocket-key') ?? '') &&
    (version === '13' || version === '8')
  );
}

/** Assumed: a request for another protocol, or a malformed handshake. */
const BAD_REQUEST: HttpResponse = {
  status: 400,
  headers: [['Content-Type', 'application/json']],
  body: Buffer.from('{"message":"Bad Request"}'),
};

/** The HTTP server has let go of the socket: the response is written by hand. */
function refuse(socket: Socket, { status, headers, body }: HttpResponse): void {
  if (!Buffer.isBuffer(body)) {
    body.destroy();
    socket.destroy();
    return;
  }
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `Date: ${new Date().toUTCString()}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${body.length}`,
    'Connection: close',
  ];
  socket.end(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]));
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

const LINGER_MS = 1_000;
