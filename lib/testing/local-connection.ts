import type { AcceptedHandshake, ClientSocket, OpenConnection } from '../runtime/client-socket.js';
import { CLOSE, type CloseFrame } from '../runtime/close-frame.js';
import { MAX_FRAME_BYTES } from '../runtime/server/frame-watch.js';
import { SluiceError } from '../support/sluice-error.js';

/**
 * A client of a WebSocket API, connected in process.
 *
 * @example
 * const ana = await gateway.connect('?room=1');
 * await ana.send({ action: 'say', text: 'hello' });
 * expect(await ana.receive()).toBe('hello');
 * await ana.close();
 */
export interface LocalConnection {
  /** `connectionId` of its events. */
  readonly id: string;
  /** The one of the offered subprotocols that `$connect` chooses. */
  readonly subprotocol: string | undefined;
  /** Resolves when either side closes and `$disconnect` is done. */
  readonly closed: Promise<CloseFrame>;
  /**
   * Sends a string as it is, bytes as a binary message, and any other value as JSON, in one frame. Resolves when its route
   * is done.
   *
   * @throws {SluiceError} connection-closed
   */
  send(message: unknown): Promise<void>;
  /**
   * The next message, in the order of arrival; waits for one.
   *
   * @throws {SluiceError} connection-closed when none is left and none can come
   */
  receive(): Promise<string>;
  /** Closes the connection. Resolves when `$disconnect` is done. */
  close(code?: number, reason?: string): Promise<CloseFrame>;
}

interface Waiting {
  readonly resolve: (message: string) => void;
  readonly reject: (error: SluiceError) => void;
}

/** Both ends of a connection, without a socket between them. */
export class InProcessConnection implements LocalConnection {
  readonly id: string;
  readonly subprotocol: string | undefined;
  readonly closed: Promise<CloseFrame>;
  private readonly connection: OpenConnection;
  private readonly messages: string[] = [];
  private readonly waiting: Waiting[] = [];
  private ended: CloseFrame | undefined;
  private finish: (frame: CloseFrame) => void = () => undefined;

  constructor(handshake: AcceptedHandshake) {
    this.subprotocol = handshake.subprotocol;
    this.closed = new Promise((resolve) => (this.finish = resolve));
    this.connection = handshake.open(new ClientEnd(this));
    this.id = this.connection.id;
  }

  get isOpen(): boolean {
    return this.ended === undefined;
  }

  async send(message: unknown): Promise<void> {
    if (this.ended !== undefined) throw closedError(this.ended);
    const isBinary = message instanceof Uint8Array;
    const bytes = isBinary ? Buffer.from(message) : Buffer.from(printMessage(message), 'utf8');
    // As the frames of a server are watched.
    if (bytes.length > MAX_FRAME_BYTES) this.end(CLOSE.tooLarge);
    else await this.connection.receive(bytes, isBinary);
  }

  receive(): Promise<string> {
    const message = this.messages.shift();
    if (message !== undefined) return Promise.resolve(message);
    if (this.ended !== undefined) return Promise.reject(closedError(this.ended));
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  close(code = 1005, reason = ''): Promise<CloseFrame> {
    this.end({ code, reason });
    return this.closed;
  }

  /** Takes a message of the gateway. */
  take(message: string): void {
    const next = this.waiting.shift();
    if (next === undefined) this.messages.push(message);
    else next.resolve(message);
  }

  /** Ends the connection, by whichever side; the first to do so counts. */
  end(frame: CloseFrame): void {
    if (this.ended !== undefined) return;
    this.ended = frame;
    for (const { reject } of this.waiting.splice(0)) reject(closedError(frame));
    void this.connection.closed(frame.code, frame.reason).then(() => this.finish(frame));
  }
}

/** The connection as the gateway writes to it. */
class ClientEnd implements ClientSocket {
  /** A client of a test takes everything at once. */
  readonly bufferedBytes = 0;

  constructor(private readonly client: InProcessConnection) {}

  get isOpen(): boolean {
    return this.client.isOpen;
  }

  send(message: string | Buffer): void {
    this.client.take(message.toString());
  }

  close(frame: CloseFrame): void {
    this.client.end(frame);
  }
}

function printMessage(message: unknown): string {
  return typeof message === 'string' ? message : JSON.stringify(message);
}

function closedError({ code, reason }: CloseFrame): SluiceError {
  const because = reason === '' ? '' : `: ${reason}`;
  return new SluiceError('connection-closed', `The connection is closed with ${code}${because}`);
}
