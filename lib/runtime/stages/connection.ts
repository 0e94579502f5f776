import type { Caller } from '../caller.js';
import type { ClientSocket } from '../client-socket.js';
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
  /** Set once the server has sent a close frame: what `$disconnect` reports. */
  closing: { readonly code: number; readonly reason: string } | undefined;

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

  close(code: number, reason: string): void {
    this.closing ??= { code, reason };
    this.socket.close(code, reason);
  }
}
