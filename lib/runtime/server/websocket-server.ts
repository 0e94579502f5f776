import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type * as Ws from 'ws';
import type { WebSocketServer } from 'ws';
import type { AcceptedHandshake, Handshake, WebSocketHandler } from '../client-socket.js';
import { CLOSE } from '../close-frame.js';
import type { HttpRequest } from '../http-message.js';
import { FrameWatch, MAX_MESSAGE_BYTES } from './frame-watch.js';
import { checkHandshake, ENDING } from './handshake-request.js';
import { refuseUpgrade } from './refused-upgrade.js';
import { ServedConnection } from './served-connection.js';

const SWEEP_MS = 1_000;

/** Limits of `ws`; pieces of a message, more than slow links and small fragments make, end with 1008. */
const LIMITS = {
  maxPayload: MAX_MESSAGE_BYTES,
  maxFragments: 4_096,
  maxBufferedChunks: 4_096,
  maxPendingAutoPongs: 60,
  /** How long a client has for its close frame, once it is sent one. */
  closeTimeout: 10_000,
};

/** The WebSockets of a listening socket: handshakes wait for the gateway, frames are the business of `ws`. */
export class WebSocketListener {
  private readonly frames: WebSocketServer;
  private readonly connections = new Set<ServedConnection>();
  /** The sockets of handshakes that wait, each with its end. */
  private readonly handshakes = new Map<Socket, Promise<void>>();
  private readonly sweep: NodeJS.Timeout;
  private readonly subprotocols = new WeakMap<IncomingMessage, string>();
  private isEnding = false;

  constructor(private readonly handler: WebSocketHandler) {
    // Loaded only where a WebSocket API is served.
    const ws = require('ws') as typeof Ws;
    this.frames = new ws.WebSocketServer({
      noServer: true,
      clientTracking: false,
      ...LIMITS,
      perMessageDeflate: false,
      handleProtocols: (_offered, request) => this.subprotocols.get(request) ?? false,
    });
    this.sweep = setInterval(() => handler.closeExpired(), SWEEP_MS).unref();
  }

  /** Takes a request that asks for a WebSocket from the HTTP server. */
  upgrade(request: IncomingMessage, received: HttpRequest, socket: Socket, head: Buffer): void {
    socket.on('error', ignoreReset);
    const refusal = this.isEnding ? ENDING : checkHandshake(received);
    if (refusal !== undefined) {
      refuseUpgrade(socket, refusal);
      return;
    }
    const done = this.shakeHands(request, received, socket, head)
      .catch((error: unknown) => {
        // A defect of ours costs this connection and no other.
        process.emitWarning(error instanceof Error ? error : String(error));
        socket.destroy();
      })
      .finally(() => this.handshakes.delete(socket));
    this.handshakes.set(socket, done);
  }

  /**
   * Takes no new connection, lets running messages finish for half of `graceMs`, closes every connection with 1012 and lets
   * `$disconnect` finish for the rest, then cuts what is left.
   *
   * Documented: 1012 represents a restart of the service
   * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html).
   */
  async close(graceMs: number): Promise<void> {
    this.isEnding = true;
    const hurry = setTimeout(() => this.closeAll(), graceMs / 2);
    const deadline = new Promise<void>((resolve) => {
      setTimeout(resolve, graceMs).unref();
    });
    await Promise.race([this.drain(), deadline]);
    clearTimeout(hurry);
    clearInterval(this.sweep);
    for (const socket of this.handshakes.keys()) socket.destroy();
    for (const connection of this.connections) connection.cut(CLOSE.serviceRestart);
  }

  private async drain(): Promise<void> {
    for (const connection of this.connections) void connection.drain(CLOSE.serviceRestart);
    await Promise.all([...this.handshakes.values()]);
    await Promise.all([...this.connections].map(({ ended }) => ended));
  }

  private closeAll(): void {
    for (const connection of this.connections) connection.close(CLOSE.serviceRestart);
  }

  private async shakeHands(
    request: IncomingMessage,
    received: HttpRequest,
    socket: Socket,
    head: Buffer,
  ): Promise<void> {
    const handshake: Handshake = await this.handler.connect(received);
    if (handshake.kind === 'refused') {
      if (socket.writable) refuseUpgrade(socket, handshake.response);
      return;
    }
    if (this.isEnding && socket.writable) refuseUpgrade(socket, ENDING);
    else if (this.open(request, socket, head, handshake)) return;
    await handshake.abandon();
  }

  /** False if the client has left. */
  private open(request: IncomingMessage, socket: Socket, head: Buffer, handshake: AcceptedHandshake): boolean {
    if (!socket.readable || !socket.writable) return false;
    if (handshake.subprotocol !== undefined) this.subprotocols.set(request, handshake.subprotocol);
    let isServed = false;
    this.frames.handleUpgrade(request, socket, head, (webSocket) => {
      isServed = true;
      socket.removeListener('error', ignoreReset);
      const connection = new ServedConnection(webSocket, handshake.open);
      const watch = new FrameWatch();
      // Before `ws` reads the same bytes.
      socket.prependListener('data', (chunk: Buffer) => {
        const close = watch.take(chunk);
        if (close !== undefined) connection.closeAfter(watch.messages, close);
      });
      this.connections.add(connection);
      void connection.ended.then(() => this.connections.delete(connection));
    });
    return isServed;
  }
}

function ignoreReset(): void {
  // The end of the socket, which follows, is what counts.
}
