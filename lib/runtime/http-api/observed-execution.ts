import { endpointRequestIdOf } from '../integrations/endpoint-request-id.js';
import type { HttpApiExecution } from './execute.js';

/** An answered request, as logs and metrics see it. */
export interface ObservedExecution extends HttpApiExecution {
  readonly responseBytes: number;
  readonly endMs: number;
}

/** Milliseconds that the backend took, be it to fail; undefined where none was called. */
export function integrationLatencyMs({ trace }: HttpApiExecution): number | undefined {
  if (trace.outputOf('integration-request') === undefined) return undefined;
  const durationMs = trace.durationOf('integration') ?? trace.durationOf('error-response');
  return durationMs === undefined ? undefined : Math.round(durationMs);
}

/** The request id of Lambda or of another AWS service. */
export function endpointRequestId({ trace }: HttpApiExecution): string | undefined {
  return endpointRequestIdOf(trace.outputOf('integration'));
}

/** Assumed: the bodies of the request and of the response, without headers. */
export function dataProcessedBytes({ invocation, responseBytes }: ObservedExecution): number {
  return invocation.request.message.body.length + responseBytes;
}
