import { describeExchange } from '../integrations/endpoint-exchange.js';
import { endpointRequestIdOf } from '../integrations/endpoint-request-id.js';
import {
  describeFailure,
  exchangeLines,
  type EndpointExchange,
  type ExecutionLogLine,
  type UnprintedLine,
} from '../observe/execution-log.js';
import { endpointLine, preambleOf, printEvent } from '../observe/execution-log-events.js';
import { apiKeyLine, Redaction } from '../observe/redact.js';
import { errorMessageOf } from './error-message.js';
import { MeteredInvocation, type ConnectionEvent, type Invocation, type WebSocketRoute } from './invocation.js';
import type { ObservedExecution } from './observed-execution.js';

/**
 * The events that a stage's log group gets for an event of a connection.
 *
 * Documented: ERROR writes failures only, data trace writes messages in full
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html).
 * Assumed: the lines about the backend are those of a REST API; the words of the other lines are ours.
 */
export function executionLogEvents(
  execution: ObservedExecution,
  route: WebSocketRoute,
  apiStage: string,
  { level, dataTrace }: { readonly level: 'ERROR' | 'INFO'; readonly dataTrace: boolean },
): readonly ExecutionLogLine[] {
  const { invocation, trace } = execution;
  if (level === 'ERROR' && trace.failure === undefined) return [];
  const { handshake } = invocation.connection;
  const exchange = exchangeOf(execution);
  const redaction = new Redaction([
    ...handshake.query,
    ...handshake.message.headers,
    ...(exchange?.headers ?? []),
    ...(exchange?.response?.headers ?? []),
    ...apiKeyLine(invocation.apiKey),
  ]);
  return courseOf(execution, route, apiStage, exchange)
    .filter(({ kind }) => (level === 'ERROR' ? kind === 'failure' : dataTrace || kind !== 'data'))
    .map(({ atMs, text }) => ({ atMs, text: printEvent(invocation.arrival.requestId, text(), redaction) }));
}

function courseOf(
  { invocation, trace, endMs, status }: ObservedExecution,
  { routeKey }: WebSocketRoute,
  apiStage: string,
  exchange: EndpointExchange | undefined,
): readonly UnprintedLine[] {
  const { requestId, startMs, event } = invocation.arrival;
  const { failure } = trace;
  const usagePlan = invocation instanceof MeteredInvocation ? { hasKey: invocation.apiKey !== undefined } : undefined;
  const preamble = preambleOf({
    requestId,
    extendedRequestId: requestId,
    apiStage,
    httpMethod: event.type,
    resourcePath: routeKey,
    usagePlan,
  });
  const before = (kind: UnprintedLine['kind'], text: () => string): UnprintedLine => ({ kind, atMs: startMs, text });
  const after = (kind: UnprintedLine['kind'], text: () => string): UnprintedLine => ({ kind, atMs: endMs, text });
  const frame = trace.outputOf('route-response');
  const endpointId = endpointRequestIdOf(trace.outputOf('integration'));
  return [
    ...[...preamble].map((text) => before('course', () => text)),
    before('course', () => `Starting execution for request: ${requestId}`),
    before('course', () => `WebSocket Request Route: [${routeKey}]`),
    before('course', () => describeEvent(invocation, event)),
    ...(event.type === 'MESSAGE' ? [before('data', () => `Message before transformations: ${event.body}`)] : []),
    ...exchangeLines(exchange, startMs, endMs),
    ...(frame === undefined ? [] : [after('data', () => `Message after transformations: ${frame}`)]),
    ...(failure === undefined
      ? [after('course', () => 'Successfully completed execution')]
      : [
          after('failure', () => describeFailure(failure.cause, exchange?.response?.functionError)),
          after('failure', () => `Execution ended with: ${errorMessageOf(failure.cause).message}`),
        ]),
    after(failure === undefined ? 'course' : 'failure', () => `Route completed with status: ${status}`),
    ...(endpointId === undefined ? [] : [endpointLine(endMs, endpointId)]),
  ];
}

function describeEvent({ connection, stage }: Invocation, event: ConnectionEvent): string {
  const { apiId } = stage.deployment;
  switch (event.type) {
    case 'CONNECT':
      return `Client [SourceIp: ${connection.handshake.message.sourceIp}] is connecting to WebSocket API [${apiId}]`;
    case 'MESSAGE':
      return `WebSocket API [${apiId}] received message from client [Connection Id: ${connection.id}]`;
    case 'DISCONNECT':
      return `Client [Connection Id: ${connection.id}] disconnected from WebSocket API [${apiId}] with code ${event.statusCode}`;
  }
}

function exchangeOf({ invocation, trace }: ObservedExecution): EndpointExchange | undefined {
  const outgoing = trace.outputOf('integration-request');
  if (outgoing === undefined) return undefined;
  const { request, stage, arrival } = invocation;
  const { apiId, region, accountId } = stage.deployment;
  const { requestId, startMs } = arrival;
  const origin = { requestId, traceId: request.traceId, startMs, apiId, region, accountId };
  const latencyMs = Math.round(trace.durationOf('integration') ?? 0);
  return describeExchange(origin, outgoing, trace.outputOf('integration'), latencyMs);
}
