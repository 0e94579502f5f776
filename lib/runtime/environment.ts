import type { HttpClient } from './http-client.js';
import type { LambdaInvoker } from './lambda-invoker.js';
import type { RequestSigner } from './request-signer.js';
import type { TokenKeys } from './token-keys.js';

/**
 * What AWS leaves to the world. Everything that a definition does not decide enters the runtime here, so that a
 * recorded request replays exactly.
 */
export interface Environment {
  /** The time of day. */
  readonly clock: Clock;
  /** The ids of requests. */
  readonly ids: Ids;
  /** Invokes functions. */
  readonly lambda: LambdaInvoker;
  /** Sends requests to backends. */
  readonly http: HttpClient;
  /** Signs requests to AWS services. */
  readonly signer: RequestSigner;
  /** Finds the keys that tokens are verified with. */
  readonly tokenKeys: TokenKeys;
  /** Where warnings and the output of functions go. */
  readonly log: RuntimeLog;
}

/**
 * The environment of a version of the APIs.
 *
 * @param functions of a version that has its own; undefined: the environment's
 */
export function withFunctions(env: Environment, functions: LambdaInvoker | undefined): Environment {
  return functions === undefined ? env : { ...env, lambda: functions };
}

/** The time of day, as a gateway knows it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** The ids that a gateway makes. */
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

/** Where a runtime writes. */
export interface RuntimeLog {
  /** Takes a warning. */
  warn(message: string): void;
  /** One line that a function wrote, with the function's name and the request id where known. */
  functionOutput(line: FunctionOutput): void;
  /** Absent: `warn` hears of requests whose response does not say why they failed. */
  requestAnswered?(request: AnsweredRequest): void;
  /** Hears of each message and of the end of a WebSocket connection. Absent: `warn` hears of those that fail. */
  connectionEvent?(event: LoggedEvent): void;
}

/** An event of a WebSocket connection as a log tells it, without its message. */
export interface LoggedEvent {
  /** As its author calls the API. */
  readonly api: string;
  /** A message of the client, or the end of the connection. */
  readonly type: 'MESSAGE' | 'DISCONNECT';
  /** The connection's id, as backends know it. */
  readonly connectionId: string;
  /** Undefined: the API has none for it. */
  readonly routeKey: string | undefined;
  /** The time from the event to the end of all that it caused. */
  readonly durationMs: number;
  /** What went wrong, where something did. */
  readonly reason?: string;
}

/** A request as a log tells it, without what may be secret: neither query nor headers nor body. */
export interface AnsweredRequest {
  /** As its author calls the API. */
  readonly api: string;
  /** The HTTP method of the request. */
  readonly method: string;
  /** As received, with the stage. */
  readonly path: string;
  /** The status of the response. */
  readonly status: number;
  /** The time from the request to its response. */
  readonly durationMs: number;
  /** What went wrong, where something did. */
  readonly reason?: string;
}

/** A line that a function writes. */
export interface FunctionOutput {
  /** The function's name. */
  readonly functionName: string;
  /** The id of the invocation. */
  readonly requestId?: string;
  /** The stream that the line is written to. */
  readonly stream: 'stdout' | 'stderr';
  /** The line. */
  readonly text: string;
}
