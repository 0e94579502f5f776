import type { AccessLogFormat } from '../../model/access-log-format.js';
import type { Clock } from '../environment.js';
import { chooseAccessLogFormat } from '../observe/access-log-formats.js';
import { compileAccessLog } from '../observe/access-log.js';
import type { RequestMetrics } from '../observe/metrics.js';
import type { Observation, ObservedStage } from '../observe/observation.js';
import { withoutSecrets } from '../observe/redact.js';
import { HTTP_API_ACCESS_LOG_EXAMPLES } from './access-log-formats.js';
import { compileLogVariable } from './access-log-variables.js';
import type { HttpApiExecution } from './execute.js';
import type { HttpApiRoute, HttpApiStage } from './invocation.js';
import { dataProcessedBytes, integrationLatencyMs, type ObservedExecution } from './observed-execution.js';

type Observer = (execution: ObservedExecution) => void;

/**
 * Compiles what is observed of a stage.
 *
 * @param format the stage's own access log format
 * @returns undefined where nothing is
 */
export function compileObservation(
  stage: HttpApiStage,
  names: ObservedStage,
  format: AccessLogFormat | undefined,
  observation: Observation,
): ((execution: HttpApiExecution, clock: Clock) => void) | undefined {
  const observers = [observeAccess(names, format, observation), observeMetrics(stage, names, observation)].filter(
    (observer) => observer !== undefined,
  );
  if (observers.length === 0) return undefined;
  return (execution, clock) => {
    const { body } = execution.response;
    const responseBytes = Buffer.isBuffer(body) ? body.length : 0;
    const observed = { ...execution, responseBytes, endMs: clock.now() };
    for (const observe of observers) observe(observed);
  };
}

function observeAccess(
  names: ObservedStage,
  format: AccessLogFormat | undefined,
  observation: Observation,
): Observer | undefined {
  const destination = observation.accessLog?.(names);
  if (destination === undefined) return undefined;
  const parts = chooseAccessLogFormat(destination.format, format, HTTP_API_ACCESS_LOG_EXAMPLES);
  const print = compileAccessLog(parts, compileLogVariable);
  return (execution) => {
    const { invocation, trace } = execution;
    const line = print(execution);
    // Messages of failures may quote the Authorization header.
    destination.write(trace.failure === undefined ? line : withoutSecrets(line, invocation.request.message.headers));
  };
}

/**
 * Documented: metrics of an API and of a stage are always there, those of a route where its settings enable them
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html).
 * Assumed: method and resource of `$default` are `$default` both.
 */
function observeMetrics(stage: HttpApiStage, names: ObservedStage, { metrics }: Observation): Observer | undefined {
  if (metrics === undefined) return undefined;
  const { apiId: ApiId, stage: Stage } = names;
  const always = [metrics.of({ ApiId }), metrics.of({ ApiId, Stage })];
  const detailed = new Map<HttpApiRoute, RequestMetrics>(
    stage.deployment.routes
      .filter((route) => stage.settings(route).detailedMetricsEnabled)
      .map((route) => {
        const { httpMethod: Method = route.routeKey, path: Resource } = route;
        return [route, metrics.of({ ApiId, Method, Resource, Stage })];
      }),
  );
  return (execution) => {
    const { invocation, response, endMs } = execution;
    const outcome = {
      status: response.status,
      latencyMs: endMs - invocation.arrival.startMs,
      integrationLatencyMs: integrationLatencyMs(execution),
      cache: undefined,
      dataProcessedBytes: dataProcessedBytes(execution),
    };
    for (const one of always) one.add(outcome);
    if (invocation.route !== undefined) detailed.get(invocation.route)?.add(outcome);
  };
}
