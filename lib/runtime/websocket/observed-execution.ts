import type { Trace } from '../observe/trace.js';
import { errorMessageOf } from './error-message.js';
import type { ReachedInvocation } from './invocation.js';
import type { WebSocketPhases } from './phases.js';

/** An event of a connection that is done, as logs and metrics see it. */
export interface ObservedExecution {
  /** As far as the event came. */
  readonly invocation: ReachedInvocation;
  readonly trace: Trace<WebSocketPhases>;
  /** Of the handshake, else what stands for the outcome. */
  readonly status: number;
  readonly endMs: number;
}

/**
 * `$context.status` of an event.
 *
 * Assumed: 200 where nothing faulted, else the status that a handshake would be refused with.
 *
 * @param refused the status of a handshake that `$connect` refuses
 */
export function statusOf({ failure }: Pick<Trace<WebSocketPhases>, 'failure'>, refused: number | undefined): number {
  return refused ?? (failure === undefined ? 200 : errorMessageOf(failure.cause).status);
}

/**
 * Milliseconds that the backend took, be it to fail; undefined where none was called.
 *
 * Documented: a MOCK integration has no latency (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html).
 */
export function integrationLatencyMs({ trace }: Pick<ObservedExecution, 'trace'>): number | undefined {
  const outgoing = trace.outputOf('integration-request');
  if (outgoing === undefined || outgoing.kind === 'mock') return undefined;
  const durationMs =
    trace.durationOf('integration') ?? trace.durationOf('error-frame') ?? trace.durationOf('handshake-response');
  return durationMs === undefined ? undefined : Math.round(durationMs);
}

/** The status that the integration returned; of Lambda the function's own, undefined where it returned none. */
export function integrationStatusOf({ trace }: Pick<ObservedExecution, 'trace'>): number | undefined {
  const returned = trace.outputOf('integration');
  if (returned === undefined) return undefined;
  return 'status' in returned ? returned.status : trace.outputOf('integration-response')?.status;
}
