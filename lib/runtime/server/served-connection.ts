import type { WebSocket } from 'ws';
import type { ClientSocket, OpenConnection } from '../client-socket.js';
import { CLOSE, type CloseFrame } from '../close-frame.js';
import {
  MESSAGE_OVERHEAD_BYTES,
  MESSAGES_AT_ONCE,
  MESSAGES_IN_FLIGHT,
  RESERVED_BYTES,
  UNTAKEN_BYTES,
  WAITING_OVERHEAD_BYTES,
} from './messages-in-flight.js';
import { sendSoon, sendWaiting } from './outgoing-messages.js';
import { closeCodeOf } from './receiver-error.js';

/** A message that is read. */
interface Received {
  readonly message: Buffer;
  readonly isBinary: boolean;
  /** Counted among those in flight. */
  readonly bytes: number;
}

/**
 * The socket of an open connection: hands messages on, some at once, and reads no further while there are more, or while
 * the client leaves what it is sent.
 */
export class ServedConnection implements ClientSocket {
  /** Resolves when the connection has ended and `$disconnect` is done. */
  readonly ended: Promise<void>;
  private readonly connection: OpenConnection;
  private readonly waiting: Received[] = [];
  private received = 0;
  private receivedMost = Infinity;
  private running = 0;
  private untakenBytes = 0;
  /** What the server sent as the first one to close. */
  private sent: CloseFrame | undefined;
  private isDraining = false;
  private readonly onIdle: (() => void)[] = [];

  constructor(
    private readonly webSocket: WebSocket,
    open: (socket: ClientSocket) => OpenConnection,
  ) {
    this.connection = open(this);
    webSocket.on('message', (data, isBinary) => this.receive(data as Buffer, isBinary));
    webSocket.on('error', (error) => this.fail(error));
    this.ended = new Promise((resolve) =>
      webSocket.once('close', (code, reason) => void this.end({ code, reason: reason.toString('utf8') }).then(resolve)),
    );
  }

  get isOpen(): boolean {
    return this.webSocket.readyState === OPEN;
  }

  get bufferedBytes(): number {
    return this.untakenBytes;
  }

  send(message: string | Buffer): void {
    const bytes = message.length + MESSAGE_OVERHEAD_BYTES;
    if (!MESSAGES_IN_FLIGHT.take(bytes)) {
      this.close(CLOSE.tooManyRequests);
      return;
    }
    this.untakenBytes += bytes;
    sendSoon(this.webSocket, message, () => {
      MESSAGES_IN_FLIGHT.give(bytes);
      this.untakenBytes -= bytes;
      this.regulate();
    });
    this.regulate();
  }

  /** What arrives from now on is ignored. */
  close({ code, reason }: CloseFrame): void {
    if (!this.isOpen) return;
    this.sent = { code, reason };
    for (const { bytes } of this.waiting.splice(0)) MESSAGES_IN_FLIGHT.give(bytes);
    sendWaiting();
    this.webSocket.close(code, reason);
    // The client's own close frame must be read.
    this.webSocket.resume();
  }

  /** Closes because of what follows the first `messages` messages, of which some may not have been handed on yet. */
  closeAfter(messages: number, frame: CloseFrame): void {
    this.receivedMost = messages;
    queueMicrotask(() => this.close(frame));
  }

  /** Reads no further, and closes when the messages that were read are answered. */
  async drain(frame: CloseFrame): Promise<void> {
    this.isDraining = true;
    this.regulate();
    await this.idle();
    this.close(frame);
  }

  /** Ends the connection without the client. */
  cut(frame: CloseFrame): void {
    this.close(frame);
    this.webSocket.terminate();
  }

  private receive(message: Buffer, isBinary: boolean): void {
    if (++this.received > this.receivedMost || this.sent !== undefined) return;
    // One chunk of a socket may hold thousands of messages, which come whether or not the socket is paused.
    const waits = this.running >= MESSAGES_AT_ONCE;
    const bytes = message.length + (waits ? WAITING_OVERHEAD_BYTES : MESSAGE_OVERHEAD_BYTES);
    if (!MESSAGES_IN_FLIGHT.take(bytes, this.running === 0 ? 0 : RESERVED_BYTES)) {
      this.close(CLOSE.tooManyRequests);
      return;
    }
    if (waits) this.waiting.push({ message, isBinary, bytes });
    else void this.handle({ message, isBinary, bytes });
    this.regulate();
  }

  private async handle({ message, isBinary, bytes }: Received): Promise<void> {
    this.running++;
    try {
      await this.connection.receive(message, isBinary);
    } catch (error) {
      this.reportDefect(error);
    }
    this.running--;
    MESSAGES_IN_FLIGHT.give(bytes);
    const next = this.waiting.shift();
    if (next !== undefined) void this.handle(next);
    else if (this.running === 0) for (const resolve of this.onIdle.splice(0)) resolve();
    this.regulate();
  }

  /** Resolves when no message is worked on. */
  private idle(): Promise<void> {
    return this.running === 0 ? Promise.resolve() : new Promise((resolve) => this.onIdle.push(resolve));
  }

  private regulate(): void {
    const { webSocket } = this;
    const isBusy = this.isDraining || this.running >= MESSAGES_AT_ONCE || this.untakenBytes > UNTAKEN_BYTES;
    if (isBusy === webSocket.isPaused) return;
    if (!isBusy) webSocket.resume();
    else if (this.isOpen) webSocket.pause();
  }

  /** `ws` has sent the close frame itself. */
  private fail(error: Error): void {
    const code = closeCodeOf(error);
    if (code !== undefined) this.sent ??= { code, reason: '' };
  }

  /** A defect of ours costs this connection and no other. */
  private reportDefect(error: unknown): void {
    process.emitWarning(error instanceof Error ? error : String(error));
    this.close(CLOSE.defect);
  }

  /** Messages that came before the end go first. */
  private async end(received: CloseFrame): Promise<void> {
    if (this.waiting.length > 0) await this.idle();
    const { code, reason } = this.sent ?? received;
    try {
      await this.connection.closed(code, reason);
    } catch (error) {
      this.reportDefect(error);
    }
  }
}

/** `WebSocket.OPEN`, without loading `ws`. */
const OPEN = 1;
