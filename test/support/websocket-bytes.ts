import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export interface FrameOptions {
  /** Default true. */
  readonly isFinal?: boolean;
  /** Default true, as a client must. */
  readonly isMasked?: boolean;
  /** Bits 0x40, 0x20 and 0x10 of the first byte. */
  readonly reserved?: number;
  /** The length that the header says. Default: the payload's. */
  readonly length?: number;
}

/** The bytes of a frame of RFC 6455, well-formed or not; its mask is zero. */
export function frameBytes(
  opcode: number,
  payload: Buffer | string = '',
  { isFinal = true, isMasked = true, reserved = 0, length }: FrameOptions = {},
): Buffer {
  const body = Buffer.from(payload);
  const size = length ?? body.length;
  const mask = isMasked ? 0x80 : 0;
  const header = Buffer.alloc(size < 126 ? 2 : size < 65_536 ? 4 : 10);
  header[0] = (isFinal ? 0x80 : 0) | reserved | opcode;
  header[1] = mask | (size < 126 ? size : size < 65_536 ? 126 : 127);
  if (header.length === 4) header.writeUInt16BE(size, 2);
  if (header.length === 10) header.writeBigUInt64BE(BigInt(size), 2);
  return Buffer.concat([header, isMasked ? Buffer.alloc(4) : Buffer.alloc(0), body]);
}

/** The payload of a close frame. */
export function closePayload(code: number, reason = ''): Buffer {
  const payload = Buffer.alloc(2 + Buffer.byteLength(reason));
  payload.writeUInt16BE(code);
  payload.write(reason, 2);
  return payload;
}

/** The request of a handshake; `extra` are header lines. */
export function handshakeBytes(path: string, extra: readonly string[] = []): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...extra,
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** A client that writes what it is told to and keeps what it receives. */
export class RawClient {
  private received = Buffer.alloc(0);
  /** Resolves when the server has ended the connection. */
  readonly ended: Promise<void>;

  constructor(readonly socket: Socket) {
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => (this.received = Buffer.concat([this.received, chunk])));
    this.ended = new Promise((resolve) => socket.once('close', () => resolve()));
  }

  static async connect(port: number): Promise<RawClient> {
    const socket = connect({ port, host: '127.0.0.1' });
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  /** Opens a WebSocket; `behind` comes in the same packet as the handshake. */
  static async open(port: number, path: string, behind: Buffer = Buffer.alloc(0)): Promise<RawClient> {
    const client = await RawClient.connect(port);
    client.write(Buffer.concat([Buffer.from(handshakeBytes(path)), behind]));
    const head = await client.head();
    if (!head.startsWith('HTTP/1.1 101 ')) throw new Error(`The handshake is refused: ${head}`);
    return client;
  }

  write(bytes: Buffer | string): void {
    this.socket.write(bytes);
  }

  /** Waits for the head of an HTTP response and takes it. */
  async head(): Promise<string> {
    const end = await this.until(() => {
      const index = this.received.indexOf('\r\n\r\n');
      return index === -1 ? undefined : index + 4;
    });
    return this.take(end).toString('latin1');
  }

  /** Waits for the next frame of the server and takes it. */
  async frame(): Promise<{ readonly opcode: number; readonly payload: Buffer }> {
    const { start, end } = await this.until(() => this.findFrame());
    const bytes = this.take(end);
    return { opcode: (bytes[0] ?? 0) & 0x0f, payload: bytes.subarray(start) };
  }

  /** Waits for a close frame, leaving out the frames before it; its code, or 1005 without one. */
  async closeCode(): Promise<number> {
    for (;;) {
      const { opcode, payload } = await this.frame();
      if (opcode === OPCODE.close) return payload.length < 2 ? 1005 : payload.readUInt16BE();
    }
  }

  private take(bytes: number): Buffer {
    const taken = this.received.subarray(0, bytes);
    this.received = this.received.subarray(bytes);
    return taken;
  }

  private findFrame(): { readonly start: number; readonly end: number } | undefined {
    const { received } = this;
    if (received.length < 2) return undefined;
    const length = (received[1] ?? 0) & 0x7f;
    const start = length === 126 ? 4 : length === 127 ? 10 : 2;
    if (received.length < start) return undefined;
    const size =
      length === 126 ? received.readUInt16BE(2) : length === 127 ? Number(received.readBigUInt64BE(2)) : length;
    return received.length < start + size ? undefined : { start, end: start + size };
  }

  private async until<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (this.socket.destroyed)
        throw new Error(`The connection ended: ${this.received.toString('latin1').slice(0, 200)}`);
      await Promise.race([once(this.socket, 'data'), this.ended]);
    }
  }
}
