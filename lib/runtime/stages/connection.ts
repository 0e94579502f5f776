import type { Caller } from '../caller.js';
import type { ClientSocket } from '../client-socket.js';
import type { CloseFrame } from '../close-frame.js';
import { findHeader } from '../header-lines.js';
import type { ClientRequest } from '../request/client-request.js';
import type { RequestPlace } from '../request/request-place.js';

/** The facts of a WebSocket connection that never change, known when its handshake arrives. */
export interface ConnectionFacts {
  /** `$context.connectionId`: 15 characters of base64 and `=`. */
  readonly id: string;
  readonly connectedAtMs: number;
  /** The request that opens it. */
  readonly handshake: ClientRequest;
  readonly place: RequestPlace;
}

/** An open WebSocket connection. */
export class Connection implements ConnectionFacts {
  readonly id: string;
  readonly connectedAtMs: number;
  readonly handshake: ClientRequest;
  readonly place: RequestPlace;
  /** Of the last message in either direction. */
  lastActiveMs: number;

  constructor(
    facts: ConnectionFacts,
    /** Whom the authorization of `$connect` let in. */
    readonly caller: Caller,
    private readonly socket: ClientSocket,
    nowMs: number,
  ) {
    this.id = facts.id;
    this.connectedAtMs = facts.connectedAtMs;
    this.handshake = facts.handshake;
    this.place = facts.place;
    this.lastActiveMs = nowMs;
  }

  /** Who is at the other end, as far as the handshake says. */
  get identity(): { readonly sourceIp: string; readonly userAgent?: string } {
    const { sourceIp, headers } = this.handshake.message;
    const userAgent = findHeader(headers, 'user-agent');
    return { sourceIp, ...(userAgent !== undefined && { userAgent }) };
  }

  get bufferedBytes(): number {
    return this.socket.bufferedBytes;
  }

  /** Sends a text message. Messages in either direction keep a connection from being idle. */
  send(message: string | Buffer, nowMs: number): void {
    this.lastActiveMs = nowMs;
    this.socket.send(message);
  }

  /** False once either side closes. */
  get isOpen(): boolean {
    return this.socket.isOpen;
  }

  close(frame: CloseFrame): void {
    this.socket.close(frame);
  }
}
