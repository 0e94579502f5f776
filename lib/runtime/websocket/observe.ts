import type { AccessLogFormat } from '../../model/access-log-format.js';
import type { Clock } from '../environment.js';
import { chooseAccessLogFormat } from '../observe/access-log-formats.js';
import { compileAccessLog } from '../observe/access-log.js';
import { printEventLine } from '../observe/execution-log-events.js';
import type { WebSocketMetrics } from '../observe/metrics.js';
import type { Observation, ObservedStage } from '../observe/observation.js';
import { withoutSecrets } from '../observe/redact.js';
import { WEBSOCKET_ACCESS_LOG_EXAMPLES } from './access-log-formats.js';
import { compileLogVariable } from './access-log-variables.js';
import { executionLogEvents } from './execution-log.js';
import type { WebSocketRoute, WebSocketStage } from './invocation.js';
import { integrationLatencyMs, integrationStatusOf, statusOf, type ObservedExecution } from './observed-execution.js';

type Observer = (execution: ObservedExecution) => void;

/** Writes down what became of an event; `refused` is the status of a handshake that is refused. */
export type ObserveEvent = (
  execution: Pick<ObservedExecution, 'invocation' | 'trace'>,
  refused: number | undefined,
  clock: Clock,
) => void;

/**
 * Compiles what is observed of a stage.
 *
 * @param format the stage's own access log format
 * @returns undefined where nothing is
 */
export function compileObservation(
  stage: WebSocketStage,
  names: ObservedStage,
  format: AccessLogFormat | undefined,
  observation: Observation,
): ObserveEvent | undefined {
  const observers = [
    observeAccess(names, format, observation),
    observeCourse(stage, names, observation),
    observeMetrics(stage, names, observation),
  ].filter((observer) => observer !== undefined);
  if (observers.length === 0) return undefined;
  return ({ invocation, trace }, refused, clock) => {
    const observed = { invocation, trace, status: statusOf(trace, refused), endMs: clock.now() };
    for (const observe of observers) observe(observed);
  };
}

/** Assumed: an event that no route takes is logged; one of `$connect` or `$disconnect` without a route is not. */
function observeAccess(
  names: ObservedStage,
  format: AccessLogFormat | undefined,
  observation: Observation,
): Observer | undefined {
  const destination = observation.accessLog?.(names);
  if (destination === undefined) return undefined;
  const parts = chooseAccessLogFormat(destination.format, format, WEBSOCKET_ACCESS_LOG_EXAMPLES);
  const print = compileAccessLog(parts, compileLogVariable);
  return (execution) => {
    const { invocation, trace } = execution;
    if (invocation.route === undefined && trace.failure === undefined) return;
    const line = print(execution);
    // Messages of failures may quote the Authorization header.
    const { headers } = invocation.connection.handshake.message;
    destination.write(trace.failure === undefined ? line : withoutSecrets(line, headers));
  };
}

/** Assumed: as for REST APIs, a handshake without the identity that its authorizer asks for is not logged. */
function observeCourse(stage: WebSocketStage, names: ObservedStage, observation: Observation): Observer | undefined {
  const destination = observation.executionLog?.(names);
  if (destination === undefined) return undefined;
  if (!stage.deployment.routes.some((route) => stage.settings(route).loggingLevel !== undefined)) return undefined;
  const apiStage = `${names.apiId}/${names.stage}`;
  return (execution) => {
    const { route } = execution.invocation;
    if (route === undefined || lacksIdentity(execution)) return;
    const { loggingLevel: level, dataTraceEnabled: dataTrace } = stage.settings(route);
    if (level === undefined) return;
    for (const event of executionLogEvents(execution, route, apiStage, { level, dataTrace }))
      destination.write(printEventLine(event));
  };
}

function lacksIdentity({ trace: { failure } }: ObservedExecution): boolean {
  return failure?.cause.kind === 'unauthorized' && failure.cause.lacksIdentity === true;
}

/**
 * Documented: `MessageCount` counts both directions; metrics of a route are there where its settings enable them
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html).
 * Assumed: the dimension of a route is `Route`, as the guide of 2023 says, where that of 2026 lists `Method` and `Resource`.
 * Assumed: `ClientError` counts what is refused before the integration with a status below 500, `ExecutionError` what fails
 * around the integration, `IntegrationError` a response of the integration with a status of 400 and more.
 */
function observeMetrics(stage: WebSocketStage, names: ObservedStage, { metrics }: Observation): Observer | undefined {
  if (metrics === undefined) return undefined;
  const { apiId: ApiId, stage: Stage } = names;
  const always = [metrics.ofWebSocket({ ApiId }), metrics.ofWebSocket({ ApiId, Stage })];
  const detailed = new Map<WebSocketRoute, WebSocketMetrics>(
    stage.deployment.routes
      .filter((route) => stage.settings(route).detailedMetricsEnabled)
      .map((route) => [route, metrics.ofWebSocket({ ApiId, Stage, Route: route.routeKey })]),
  );
  return (execution) => {
    for (const one of always) count(execution, one);
    const { route } = execution.invocation;
    const ofRoute = route && detailed.get(route);
    if (ofRoute !== undefined) count(execution, ofRoute);
  };
}

function count(execution: ObservedExecution, metrics: WebSocketMetrics): void {
  const { invocation, trace, status } = execution;
  const { type } = invocation.arrival.event;
  if (type === 'CONNECT') metrics.connects++;
  metrics.messages++;
  if (trace.outputOf('route-response') !== undefined || trace.outputOf('error-frame') !== undefined) metrics.messages++;
  const isSent = trace.outputOf('integration-request') !== undefined;
  if (trace.failure !== undefined) {
    if (!isSent && status < 500) metrics.clientErrors++;
    else metrics.executionErrors++;
  } else if ((integrationStatusOf(execution) ?? 200) >= 400) metrics.integrationErrors++;
  const latencyMs = integrationLatencyMs(execution);
  if (latencyMs !== undefined) metrics.integrationLatency.add(latencyMs);
}
