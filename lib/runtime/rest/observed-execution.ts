import type { HttpResponse } from '../http-message.js';
import { endpointRequestIdOf } from '../integrations/endpoint-request-id.js';
import type { Trace } from '../observe/trace.js';
import { faultResponseOf, type FaultResponse } from './fault-response.js';
import type { ReachedInvocation } from './invocation.js';
import type { RestPhases } from './phases.js';
import type { CacheLookup } from './response-cache.js';

/** An answered request, as logs and metrics see it. */
export interface ObservedExecution {
  /** As far as it came. */
  readonly invocation: ReachedInvocation;
  readonly trace: Trace<RestPhases>;
  readonly response: HttpResponse;
  /** What the cache had, where the method is cached. */
  readonly cache: CacheLookup['kind'] | undefined;
  /** Of the body; of a stream, what went to the client. */
  readonly responseBytes: number;
  readonly endMs: number;
}

/** How the fault of a request is answered; undefined for one that did not fault, and for a route that is not simulated. */
export function faultOf({ trace: { failure } }: ObservedExecution): FaultResponse | undefined {
  if (failure === undefined || failure.cause.kind === 'not-simulated') return undefined;
  return faultResponseOf(failure.cause, failure.message);
}

/** Milliseconds that the backend took, be it to fail; undefined where none was called. */
export function integrationLatencyMs({ trace }: ObservedExecution): number | undefined {
  const outgoing = trace.outputOf('integration-request');
  if (outgoing === undefined || outgoing.kind === 'mock') return undefined;
  const durationMs = trace.durationOf('integration') ?? trace.durationOf('gateway-response');
  return durationMs === undefined ? undefined : Math.round(durationMs);
}

/** What Lambda or another AWS service calls the call of it. */
export function endpointRequestId({ trace }: ObservedExecution): string | undefined {
  return endpointRequestIdOf(trace.outputOf('integration'));
}
