import type { Clock } from '../../runtime/environment.js';
import { printable } from './refused-handshake.js';

/** What happens on a connection. */
export type ConnectionEvent =
  | { readonly type: 'open'; readonly url: string; readonly subprotocol?: string }
  /** A text frame of ours. */
  | { readonly type: 'sent'; readonly body: string }
  /** A frame of the server; a binary one has bytes. */
  | { readonly type: 'message'; readonly body: string | Buffer }
  | { readonly type: 'pong' }
  | { readonly type: 'closed'; readonly code: number; readonly reason: string };

/** Where the events of a connection are written. */
export interface TranscriptOutput {
  document(value: unknown): void;
  /** A line for people, above the prompt if there is one. */
  print(line: string): void;
  paint(color: 'red' | 'green' | 'dim', text: string): string;
}

/** Writes the events of a connection, each with its time: a line for people, or a JSON document a line. */
export class Transcript {
  constructor(
    private readonly output: TranscriptOutput,
    private readonly clock: Clock,
    private readonly json: boolean,
  ) {}

  add(event: ConnectionEvent): void {
    const time = new Date(this.clock.now());
    if (this.json) this.output.document({ ...printEvent(event), time: time.toISOString() });
    else this.output.print(`${this.output.paint('dim', timeOfDay(time))} ${this.describe(event)}`);
  }

  private describe(event: ConnectionEvent): string {
    const { output } = this;
    switch (event.type) {
      case 'open': {
        const subprotocol = event.subprotocol === undefined ? '' : `, subprotocol ${event.subprotocol}`;
        return `connected to ${output.paint('green', event.url)}${subprotocol}`;
      }
      case 'sent':
        return `→ ${printable(event.body)}`;
      case 'message':
        return Buffer.isBuffer(event.body)
          ? `← ${event.body.length} bytes ${event.body.toString('base64')}`
          : `← ${printable(event.body)}`;
      case 'pong':
        return '← pong';
      case 'closed': {
        const { code, reason } = event;
        const meaning = CLOSE_MEANINGS[code];
        const line = `closed ${code}${meaning === undefined ? '' : ` (${meaning})`}${reason === '' ? '' : `: ${printable(reason)}`}`;
        return isOrderlyClose(code) ? line : output.paint('red', line);
      }
    }
  }
}

function printEvent(event: ConnectionEvent): object {
  return event.type === 'message' && Buffer.isBuffer(event.body)
    ? { type: event.type, bodyBase64: event.body.toString('base64') }
    : event;
}

/** Local time, to the millisecond. */
function timeOfDay(time: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const ms = String(time.getMilliseconds()).padStart(3, '0');
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${ms}`;
}

/** Whether a connection ended as a client or API Gateway ends it when all is well. */
export function isOrderlyClose(code: number): boolean {
  return code === 1000 || code === 1001 || code === 1005;
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html */
const CLOSE_MEANINGS: Readonly<Record<number, string>> = {
  1000: 'normal',
  1001: 'going away; by API Gateway after 10 idle minutes or 2 hours',
  1003: 'binary frames are not supported',
  1005: 'no code',
  1006: 'connection lost without a close frame',
  1008: 'too many messages',
  1009: 'message or frame too large',
  1011: 'internal server error',
  1012: 'service restart',
};
