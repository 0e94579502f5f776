import type { HttpClient } from './http-client.js';
import type { LambdaInvoker } from './lambda-invoker.js';
import type { RequestSigner } from './request-signer.js';
import type { TokenKeys } from './token-keys.js';

/**
 * What AWS leaves to the world. Everything that a definition does not decide enters the runtime here, so that a
 * recorded request replays exactly.
 */
export interface Environment {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly lambda: LambdaInvoker;
  readonly http: HttpClient;
  readonly signer: RequestSigner;
  readonly tokenKeys: TokenKeys;
  readonly log: RuntimeLog;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

export interface Ids {
  /** A UUID in the form of `x-amzn-RequestId`. */
  requestId(): string;
  /** The form of `x-amz-apigw-id`: 15 characters of base64 and `=`. */
  extendedRequestId(): string;
  /** Root part of `X-Amzn-Trace-Id`, without `Root=`: `1-<8 hex>-<24 hex>`. */
  traceRoot(): string;
  /** 16 hexadecimal digits, the form of a trace's Parent. */
  traceParent(): string;
  /** A number from 0 up to, not including, 1. */
  random(): number;
}

export interface RuntimeLog {
  warn(message: string): void;
  /** One line that a function wrote, with the function's name and the request id where known. */
  functionOutput(line: FunctionOutput): void;
  /** Absent: `warn` hears of requests whose response does not say why they failed. */
  requestAnswered?(request: AnsweredRequest): void;
}

/** A request as a log tells it, without what may be secret: neither query nor headers nor body. */
export interface AnsweredRequest {
  /** As its author calls the API. */
  readonly api: string;
  readonly method: string;
  /** As received, with the stage. */
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
  /** What went wrong, where something did. */
  readonly reason?: string;
}

export interface FunctionOutput {
  readonly functionName: string;
  readonly requestId?: string;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}
