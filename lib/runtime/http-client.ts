import type { ByteStream } from './byte-stream.js';
import type { HeaderLine } from './http-message.js';

export interface HttpClient {
  send(request: OutgoingRequest): Promise<OutgoingResult>;
  close(): Promise<void>;
}

export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  /** `host:port` to connect to in place of the URL's, which the request still names. */
  readonly connectTo?: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
  /** Until the whole answer is there; of a streamed one, until its head is. */
  readonly timeoutMs: number;
  /** Whether the answer's body is handed over as it comes, of any length. Default false. */
  readonly streams?: boolean;
  readonly tls?: OutgoingTls;
  readonly signal?: AbortSignal;
}

export interface OutgoingTls {
  readonly insecureSkipVerification?: boolean;
  /** What to show to a server that asks; nothing where the client does not have it. */
  readonly clientCertificateId?: string;
}

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
