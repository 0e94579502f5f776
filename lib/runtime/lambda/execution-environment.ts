import type { EnvironmentState, FunctionCall, FunctionDone, FunctionOutcome } from './function-call.js';

/** A thread or process that has loaded one function's code and runs one event at a time, as Lambda's do. */
export interface ExecutionEnvironment {
  readonly state: EnvironmentState['state'];
  /** The code's files as far as the environment knows them; a change of one calls for a restart. */
  readonly files: readonly string[];
  /** How many calls it takes besides the one that runs; they begin in turn, without a way to the gateway and back. */
  readonly lookahead: number;
  /** `done` is called once, in the order of the calls, also when the environment ends on the way. */
  run(call: FunctionCall, done: FunctionDone): void;
  /** False when the call certainly has not begun: the machine has not let the environment run. */
  hasBegun(call: FunctionCall): boolean;
  /** True when the call had not begun: then it never will, and its `done` is not called. */
  takeBack(call: FunctionCall): boolean;
  /** Ends it at once, whatever it does; calls that it has are not answered any more. */
  stop(): Promise<void>;
}

/** What an environment tells whoever started it. */
export interface EnvironmentListener {
  /** It takes calls: the code is loaded, or it stayed busy after an answer and no longer is. */
  ready(): void;
  /** The code could not be loaded and the environment has ended; the outcome is for a caller's request id. */
  failed(outcome: (requestId: string) => FunctionOutcome): void;
  /** It ended by itself when it was idle or after its last answer. */
  ended(): void;
}
