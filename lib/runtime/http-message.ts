import type { X509Certificate } from 'node:crypto';
import type { Body } from './byte-stream.js';

/** One header line; spelling, order and repeats are the sender's. */
export type HeaderLine = readonly [name: string, value: string];

/** A request over HTTP, as a gateway takes it. */
export interface HttpRequest {
  /** The HTTP method. */
  readonly method: string;
  /** The request target as received: path and query, not decoded. */
  readonly target: string;
  /** The headers, in their spelling and order. */
  readonly headers: readonly HeaderLine[];
  /** The body; empty without one. */
  readonly body: Buffer;
  /** The client's address, without port. */
  readonly sourceIp: string;
  /** The version of HTTP, such as `HTTP/1.1`. */
  readonly protocol: 'http' | 'https';
  /** `HTTP/1.1` unless the client spoke an older version. */
  readonly httpVersion: string;
  /** What the client proved to have the key of, trusted or not. */
  readonly clientCertificate?: X509Certificate | undefined;
  /** Aborted when the client hangs up. */
  readonly signal?: AbortSignal;
}

/** A response over HTTP, as a gateway gives it. */
export interface HttpResponse {
  /** A final one: `isFinalStatus`. */
  readonly status: number;
  /** The headers, in their spelling and order. */
  readonly headers: readonly HeaderLine[];
  /** A stream's `Content-Length`, if `headers` has one, is a promise that its receiver holds it to. */
  readonly body: Body;
}

/** A response that is there whole. */
export interface BufferedResponse extends HttpResponse {
  readonly body: Buffer;
}

/** Whether a status ends a request and HTTP can carry it: below 200 a client goes on waiting, or leaves HTTP. */
export function isFinalStatus(status: number): boolean {
  return Number.isInteger(status) && status >= 200 && status <= 999;
}
