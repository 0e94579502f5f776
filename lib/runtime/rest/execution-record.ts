import type { HttpResponse } from '../http-message.js';
import { describeExchange } from '../integrations/endpoint-exchange.js';
import type { EndpointExchange, ExecutionRecord } from '../observe/execution-log.js';
import type { Trace } from '../observe/trace.js';
import type { Invocation } from './invocation.js';
import type { RestPhases } from './phases.js';

/** The facts of the execution log of a request, as its trace keeps them. */
export function describeExecution(
  invocation: Invocation,
  trace: Trace<RestPhases>,
  { status, headers, body }: HttpResponse,
  endMs: number,
): ExecutionRecord {
  const { request, arrival } = invocation;
  const { requestId, httpMethod, startMs, place } = arrival;
  return {
    requestId,
    httpMethod,
    path: place.routedPath,
    pathParameters: trace.outputOf('match-resource')?.pathParameters ?? {},
    query: request.query,
    headers: request.headers,
    body: () => request.bodyText,
    startMs,
    endMs,
    endpoint: exchangeOf(invocation, trace),
    failure: trace.failure?.cause,
    response: { status, headers, body: () => (Buffer.isBuffer(body) ? body.toString('utf8') : '') },
  };
}

function exchangeOf(
  { request, stage, arrival: { requestId, startMs } }: Invocation,
  trace: Trace<RestPhases>,
): EndpointExchange | undefined {
  const outgoing = trace.outputOf('integration-request');
  if (outgoing === undefined) return undefined;
  const { apiId, region, accountId } = stage.deployment;
  const origin = { requestId, traceId: request.traceId, startMs, apiId, region, accountId };
  const latencyMs = Math.round(trace.durationOf('integration') ?? 0);
  return describeExchange(origin, outgoing, trace.outputOf('integration'), latencyMs);
}
