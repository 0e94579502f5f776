import { countBytes } from '../byte-stream.js';
import type { AccessLogFormat } from '../../model/access-log-format.js';
import type { Clock } from '../environment.js';
import { compileAccessLog } from '../observe/access-log.js';
import { chooseAccessLogFormat } from '../observe/access-log-formats.js';
import { executionLogEvents, printEventLine, type StageExecutionRecord } from '../observe/execution-log-events.js';
import type { LogDestination, Observation, ObservedStage, WriteLine } from '../observe/observation.js';
import type { Metrics, RequestMetrics } from '../observe/metrics.js';
import { withoutSecrets } from '../observe/redact.js';
import { REST_ACCESS_LOG_EXAMPLES } from './access-log-formats.js';
import { compileLogVariable } from './access-log-variables.js';
import type { RestExecution } from './execute.js';
import { describeExecution } from './execution-record.js';
import { MeteredInvocation, type RestMethod, type RestStage } from './invocation.js';
import { endpointRequestId, integrationLatencyMs, type ObservedExecution } from './observed-execution.js';

/** Writes down what became of a request; of a streamed response when it ends. Returns what the client is to get. */
export type ObserveExecution = (execution: RestExecution, clock: Clock) => RestExecution;

type Observer = (execution: ObservedExecution) => void;

/**
 * Compiles what is observed of a stage, or of its canary.
 *
 * @param format the stage's own access log format
 * @returns undefined where nothing is
 */
export function compileObservation(
  stage: RestStage,
  names: ObservedStage,
  format: AccessLogFormat | undefined,
  observation: Observation,
): ObserveExecution | undefined {
  const observers = [
    observeAccess(stage, names, format, observation),
    observeCourse(stage, names, observation),
    observeMetrics(stage, names, observation),
  ].filter((observer) => observer !== undefined);
  if (observers.length === 0) return undefined;
  return (execution, clock) => {
    const { invocation, trace, response, cache } = execution;
    const end = (responseBytes: number): void => {
      const observed = { invocation, trace, response, cache, responseBytes, endMs: clock.now() };
      for (const observe of observers) observe(observed);
    };
    const { body } = response;
    if (!Buffer.isBuffer(body)) return { ...execution, response: { ...response, body: countBytes(body, end) } };
    end(body.length);
    return execution;
  };
}

function observeAccess(
  stage: RestStage,
  names: ObservedStage,
  own: AccessLogFormat | undefined,
  observation: Observation,
): Observer | undefined {
  const destination = observation.accessLog?.(names);
  if (destination === undefined) return undefined;
  const parts = chooseAccessLogFormat(destination.format, own, REST_ACCESS_LOG_EXAMPLES);
  const print = compileAccessLog(parts, compileLogVariable);
  const write = writerOf(destination, stage);
  return (execution) => {
    const line = print(execution);
    const { invocation, trace } = execution;
    // Messages of failures may quote the Authorization header.
    write(trace.failure === undefined ? line : withoutSecrets(line, invocation.request.message.headers));
  };
}

/**
 * Documented: a canary has log groups and metrics of its own (https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html).
 */
function writerOf({ write, writeCanary }: LogDestination, { isCanary }: RestStage): WriteLine {
  return isCanary === true ? writeCanary : write;
}

/**
 * Documented: a request without the identity that its authorizer asks for is not logged
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html).
 * Assumed: nor is one that no method fits, since methods say what is logged.
 */
function observeCourse(stage: RestStage, names: ObservedStage, observation: Observation): Observer | undefined {
  const destination = observation.executionLog?.(names);
  if (destination === undefined) return undefined;
  if (!stage.deployment.methods.some((method) => levelOf(stage, method) !== undefined)) return undefined;
  const write = writerOf(destination, stage);
  const apiStage = `${names.apiId}/${names.stage}`;
  return (execution) => {
    const { method } = execution.invocation;
    const level = method && levelOf(stage, method);
    if (method === undefined || level === undefined || lacksIdentity(execution)) return;
    const dataTrace = stage.settings(method).logging.dataTrace === true;
    const record = recordOf(execution, method, apiStage);
    for (const event of executionLogEvents(record, { level, dataTrace })) write(printEventLine(event));
  };
}

function lacksIdentity({ trace: { failure } }: ObservedExecution): boolean {
  return failure?.cause.kind === 'unauthorized' && failure.cause.lacksIdentity === true;
}

function levelOf(stage: RestStage, method: RestMethod): 'ERROR' | 'INFO' | undefined {
  const { level } = stage.settings(method).logging;
  return level === 'ERROR' || level === 'INFO' ? level : undefined;
}

function recordOf(execution: ObservedExecution, method: RestMethod, apiStage: string): StageExecutionRecord {
  const { invocation, trace, response, endMs } = execution;
  return {
    ...describeExecution(invocation, trace, response, endMs),
    extendedRequestId: invocation.arrival.extendedRequestId,
    apiStage,
    resourcePath: method.resourcePath,
    usagePlan: invocation instanceof MeteredInvocation ? { hasKey: invocation.apiKey !== undefined } : undefined,
    apiKey: invocation instanceof MeteredInvocation ? invocation.apiKey : undefined,
    endpointRequestId: endpointRequestId(execution),
  };
}

/**
 * Documented: metrics of an API and of a stage are always there, those of a method where its settings enable them;
 * characters outside of ASCII are removed from the API's name, whose id stands in for an empty one
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html).
 * Reported by users: the stage of a canary's metrics is `{stage}/Canary`.
 * Assumed: they do not count for the stage itself.
 */
function observeMetrics(stage: RestStage, names: ObservedStage, { metrics }: Observation): Observer | undefined {
  if (metrics === undefined) return undefined;
  const ApiName = names.apiName.replace(/[^\x20-\x7e]/g, '') || names.apiId;
  const Stage = stage.isCanary === true ? `${names.stage}/Canary` : names.stage;
  const always = [metrics.of({ ApiName }), metrics.of({ ApiName, Stage })];
  const detailed = detailedMetrics(stage, metrics, { ApiName, Stage });
  return (execution) => {
    const { invocation, response, cache, endMs } = execution;
    const outcome = {
      status: response.status,
      latencyMs: endMs - invocation.arrival.startMs,
      integrationLatencyMs: integrationLatencyMs(execution),
      cache,
    };
    for (const one of always) one.add(outcome);
    if (invocation.method !== undefined) detailed.get(invocation.method)?.add(outcome);
  };
}

function detailedMetrics(
  stage: RestStage,
  metrics: Metrics,
  dimensions: { readonly ApiName: string; readonly Stage: string },
): ReadonlyMap<RestMethod, RequestMetrics> {
  const enabled = stage.deployment.methods.filter((method) => stage.settings(method).metricsEnabled === true);
  return new Map(
    enabled.map((method) => {
      return [method, metrics.of({ ...dimensions, Method: method.httpMethod, Resource: method.resourcePath })];
    }),
  );
}
