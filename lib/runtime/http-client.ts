import type { ByteStream } from './byte-stream.js';
import type { HeaderLine } from './http-message.js';

/** Sends requests over HTTP. */
export interface HttpClient {
  /** Sends a request and resolves with its response or with why there is none. */
  send(request: OutgoingRequest): Promise<OutgoingResult>;
  /** Closes connections that are kept open. */
  close(): Promise<void>;
}

/** A request to a backend. */
export interface OutgoingRequest {
  /** The HTTP method. */
  readonly method: string;
  /** The backend's URL. */
  readonly url: string;
  /** `host:port` to connect to in place of the URL's, which the request still names. */
  readonly connectTo?: string;
  /** The headers, in their spelling and order. */
  readonly headers: readonly HeaderLine[];
  /** The body; empty without one. */
  readonly body: Buffer;
  /** Until the whole answer is there; of a streamed one, until its head is. */
  readonly timeoutMs: number;
  /** Whether the answer's body is handed over as it comes, of any length. Default false. */
  readonly streams?: boolean;
  /** How the backend's certificate is checked, and which certificate is shown to it. */
  readonly tls?: OutgoingTls;
  /** Ends the request when its time is up. */
  readonly signal?: AbortSignal;
}

/** What a TLS connection to a backend needs beside its address. */
export interface OutgoingTls {
  /** Whether any certificate authority will do. */
  readonly insecureSkipVerification?: boolean;
  /** What to show to a server that asks; nothing where the client does not have it. */
  readonly clientCertificateId?: string;
}

/** The response of a backend, or why there is none. */
export type OutgoingResult =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly statusText: string;
      readonly headers: readonly HeaderLine[];
      readonly body: Buffer;
    }
  | {
      readonly kind: 'stream';
      readonly status: number;
      readonly statusText: string;
      readonly headers: readonly HeaderLine[];
      readonly body: ByteStream;
    }
  | { readonly kind: 'timeout' }
  /** Refused, reset, unreadable, untrusted: `message` is for the log, never for the client. */
  | { readonly kind: 'unreachable'; readonly message: string };
