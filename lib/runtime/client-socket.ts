import type { CloseFrame } from './close-frame.js';
import type { HttpRequest, HttpResponse } from './http-message.js';

/** An open WebSocket, as the gateway writes to it. */
export interface ClientSocket {
  /** Sends one text message. */
  send(message: string | Buffer): void;
  /** Sends a close frame, after the messages before it. Does nothing once either side closes. */
  close(frame: CloseFrame): void;
  /** False once either side closes, and when the client has vanished. */
  readonly isOpen: boolean;
  /** What the client has not taken yet. */
  readonly bufferedBytes: number;
}

/** What becomes of a request that opens a WebSocket. */
export type Handshake = RefusedHandshake | AcceptedHandshake;

export interface RefusedHandshake {
  readonly kind: 'refused';
  readonly response: HttpResponse;
}

export interface AcceptedHandshake {
  readonly kind: 'accepted';
  /** `Sec-WebSocket-Protocol` of the response; undefined: none. */
  readonly subprotocol: string | undefined;
  /** Begins the connection, once the client has its response. */
  readonly open: (socket: ClientSocket) => OpenConnection;
  /** The client left before it had its response. */
  abandon(): Promise<void>;
}

/** A connection as its socket tells of it. */
export interface OpenConnection {
  /** `$context.connectionId`. */
  readonly id: string;
  /** Takes a message; done when everything that it causes is. Never rejects. */
  receive(message: Buffer, isBinary: boolean): Promise<void>;
  /** Takes the end of the connection: the code and reason of the client's close frame, or those that stand for a lack of one. */
  closed(code: number, reason: string): Promise<void>;
}

/** A gateway, as far as it serves WebSockets. */
export interface WebSocketHandler {
  connect(request: HttpRequest): Promise<Handshake>;
  /** Called once a second while the server listens. */
  closeExpired(): void;
}
