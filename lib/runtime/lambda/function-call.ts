import type { Writable } from 'node:stream';
import type { LambdaResult } from '../lambda-invoker.js';
import type { LambdaPayload } from '../lambda-payload.js';

/** One event on its way into a function. */
export interface FunctionCall {
  /** Lambda's request id, which is not API Gateway's. */
  readonly requestId: string;
  readonly payload: LambdaPayload;
  /** `X-Amzn-Trace-Id`; empty when there is none. */
  readonly traceId: string;
  /** Version or alias; empty when the function was called without one. */
  readonly qualifier: string;
  /** Whether the caller takes the response as it is written. */
  readonly isStreamed: boolean;
  /**
   * Begins a response that the function streams, at most once, before the call is done; then the outcome's payload does not
   * count. Each chunk is taken when its `write` calls back.
   *
   * @param onAbandoned called when nobody reads on
   */
  openStream(contentType: string, onAbandoned: () => void): Writable;
}

/** How a call ends on the function's side. */
export type FunctionOutcome = Exclude<LambdaResult, { kind: 'accepted' | 'timeout' | 'stream' }>;

export type FunctionDone = (outcome: FunctionOutcome) => void;

/** What a function's context and variables say about it; one per execution environment. */
export interface FunctionIdentity {
  readonly functionName: string;
  /** Without a qualifier. */
  readonly functionArn: string;
  /** In megabytes; a text, as the context has it. */
  readonly memoryLimit: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** One way of running one function. */
export interface FunctionRunner {
  /** Whether the payload will be needed as text; a function in this thread takes the value. */
  readonly takesText: boolean;
  /** Calls `done` exactly once, at the latest after the function's timeout. */
  call(call: FunctionCall, done: FunctionDone): void;
  /** Nobody waits for this call any more: it is dropped if it has not begun; one that runs goes on. */
  forget(call: FunctionCall): void;
  /** Makes the next call meet the code as it is now; calls that run finish on what they began with. */
  restart(): void;
  /** The modules that the code consists of, as far as known; undefined while nothing is loaded. */
  loadedFiles(): ReadonlySet<string> | undefined;
  /** Starts one environment; resolves with the outcome of a call when the code cannot be loaded. */
  warmUp(): Promise<FunctionOutcome | undefined>;
  environments(): readonly EnvironmentState[];
  /** Ends when the calls that it was given have been answered. */
  finish(): Promise<void>;
  /** Ends at once; calls that run or wait are refused. */
  close(): Promise<void>;
}

export interface EnvironmentState {
  readonly id: number;
  readonly state: 'starting' | 'idle' | 'busy' | 'ended';
}
