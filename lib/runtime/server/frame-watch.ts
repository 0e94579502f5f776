import { QUOTAS } from '../../model/quotas.js';
import { CLOSE, type CloseFrame } from '../close-frame.js';

/**
 * Documented: messages of 128 KB at most, in frames of 32 KB
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html).
 */
export const MAX_MESSAGE_BYTES = QUOTAS.webSocketMessage.value;
export const MAX_FRAME_BYTES = 32_768;

/**
 * Bytes of a message with all control frames between its fragments. Each fragment keeps the bytes alive that it arrives
 * with: a message that never ends could hold any amount of memory.
 */
const MAX_SPREAD_BYTES = 8 * MAX_MESSAGE_BYTES;

/**
 * Follows the frames in the bytes of a client by their headers: `ws` knows a limit of messages alone. Whether a header is
 * well-formed is not decided here.
 *
 * The grammar of a header: RFC 6455, section 5.2.
 */
export class FrameWatch {
  /** Those that are complete. */
  messages = 0;
  private headerBytes = 0;
  private headerLength = 2;
  private lengthBytes = 0;
  private payloadBytes = 0;
  private isControl = false;
  private isWithinMessage = false;
  private spreadBytes = 0;

  /** Takes the bytes that follow those before; returns why the connection must end, if it must. */
  take(chunk: Buffer): CloseFrame | undefined {
    let at = 0;
    while (at < chunk.length) {
      if (this.headerBytes < this.headerLength) {
        if (this.readHeader(chunk[at++] ?? 0)) return CLOSE.tooLarge;
      } else {
        const taken = Math.min(this.payloadBytes, chunk.length - at);
        this.payloadBytes -= taken;
        at += taken;
      }
      if (this.headerBytes === this.headerLength && this.payloadBytes === 0) this.endFrame();
    }
    this.spreadBytes = this.isWithinMessage ? this.spreadBytes + chunk.length : 0;
    return this.spreadBytes > MAX_SPREAD_BYTES ? CLOSE.tooManyRequests : undefined;
  }

  private endFrame(): void {
    if (!this.isControl && !this.isWithinMessage) this.messages++;
    this.headerBytes = 0;
    this.headerLength = 2;
  }

  /** Returns whether the frame is too large. */
  private readHeader(byte: number): boolean {
    const index = this.headerBytes++;
    if (index === 0) {
      this.isControl = (byte & 0x08) !== 0;
      if (!this.isControl) this.isWithinMessage = (byte & 0x80) === 0;
    } else if (index === 1) {
      const length = byte & 0x7f;
      this.lengthBytes = length === 126 ? 2 : length === 127 ? 8 : 0;
      this.headerLength = 2 + this.lengthBytes + ((byte & 0x80) === 0 ? 0 : 4);
      this.payloadBytes = this.lengthBytes === 0 ? length : 0;
    } else if (index < 2 + this.lengthBytes) {
      this.payloadBytes = this.payloadBytes * 256 + byte;
    }
    return this.payloadBytes > MAX_FRAME_BYTES;
  }
}
