import type { LambdaRefusal } from '../lambda-invoker.js';
import { LambdaPayload } from '../lambda-payload.js';
import type { FunctionOutcome } from './function-call.js';
import { PROGRAM_FOLDER } from './program-folder.js';

/**
 * The payloads that Lambda itself writes for a function that could not answer.
 *
 * Observed: `errorType` before `errorMessage`, as Invoke answers since 2024; before that a timeout was
 * `{"errorMessage":"<time> <request id> Task timed out after 3.00 seconds"}`.
 */
function lambdaError(errorType: string, errorMessage: string): FunctionOutcome {
  return { kind: 'function-error', payload: LambdaPayload.ofText(JSON.stringify({ errorType, errorMessage })) };
}

export function timedOut(requestId: string, timeoutMs: number): FunctionOutcome {
  const seconds = (timeoutMs / 1000).toFixed(2);
  return lambdaError('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`);
}

/** `reason` is Go's wording of a process's end: `exit status 1`, `signal: killed`; undefined for exit status 0. */
export function exited(requestId: string, reason: string | undefined): FunctionOutcome {
  const how = reason === undefined ? 'exited without providing a reason' : `exited with error: ${reason}`;
  return lambdaError('Runtime.ExitError', `RequestId: ${requestId} Error: Runtime ${how}`);
}

/** There is nothing to start: no `bootstrap`, no right to execute it. */
export function invalidEntrypoint(requestId: string, reason: string): FunctionOutcome {
  return lambdaError('Runtime.InvalidEntrypoint', `RequestId: ${requestId} Error: ${reason}`);
}

/** Observed: the limit is 100 bytes above 6 MB. */
export const RESPONSE_LIMIT_BYTES = 6 * 1024 * 1024 + 100;

export function responseTooLarge(): FunctionOutcome {
  const message = `Response payload size exceeded maximum allowed payload size (${RESPONSE_LIMIT_BYTES} bytes).`;
  return lambdaError('Function.ResponseSizeTooLarge', message);
}

export function refused(errorType: LambdaRefusal, message: string): FunctionOutcome {
  return { kind: 'refused', errorType, message };
}

/** The event is no JSON; Lambda says so before the function meets it. */
export function unreadableEvent(why: string): FunctionOutcome {
  return refused('InvalidRequestContentException', `Could not parse request body into json: ${why}`);
}

/** For calls that the gateway's end, or their caller's, cut short. */
export function abandoned(): FunctionOutcome {
  return refused('ServiceException', 'The call was abandoned before the function answered');
}

const SIGNAL_NAMES: Readonly<Record<string, string>> = {
  SIGABRT: 'aborted',
  SIGBUS: 'bus error',
  SIGFPE: 'floating point exception',
  SIGHUP: 'hangup',
  SIGILL: 'illegal instruction',
  SIGINT: 'interrupt',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
};

/** The `reason` of `exited` for a child process's end. */
export function exitReason(code: number | null, signal: NodeJS.Signals | null): string | undefined {
  if (signal !== null) return `signal: ${SIGNAL_NAMES[signal] ?? signal}`;
  return code === 0 || code === null ? undefined : `exit status ${code}`;
}

/** A function's error as lines for its log: the trace where there is one, as far as it is the function's. */
export function errorLines(payload: string): readonly string[] {
  try {
    const error = JSON.parse(payload) as {
      errorType?: unknown;
      errorMessage?: unknown;
      trace?: unknown;
      stackTrace?: unknown;
    };
    if (Array.isArray(error.trace) && error.trace.length > 0) return withoutOwnFrames(error.trace.map(String));
    const stack = Array.isArray(error.stackTrace) ? error.stackTrace.map(String) : [];
    const headline = [error.errorType, error.errorMessage].filter((part) => typeof part === 'string' && part !== '');
    return [headline.join(': '), ...stack.flatMap((entry) => entry.trimEnd().split('\n'))];
  } catch {
    return [payload];
  }
}

/** What called the function is the end of a trace. */
function withoutOwnFrames(trace: readonly string[]): readonly string[] {
  const firstOwn = trace.findIndex((line) => FRAME.test(line) && OWN_FILES.some((file) => line.includes(file)));
  const theirs = firstOwn === -1 ? trace : trace.slice(0, firstOwn);
  return theirs.filter((line) => !(FRAME.test(line) && line.includes('node:internal/')));
}

const FRAME = /^\s+at /;

/** Of the programs that run in workers, and of this code, which may be bundled. */
const OWN_FILES: readonly string[] = [PROGRAM_FOLDER, __filename];
