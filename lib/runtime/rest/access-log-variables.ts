import { own } from '../../support/own.js';
import { findHeader } from '../header-lines.js';
import type { ReadLogVariable } from '../observe/access-log.js';
import { describeFailure } from '../observe/execution-log.js';
import { compileContextVariable } from './context.js';
import { endpointRequestId, faultOf, integrationLatencyMs, type ObservedExecution } from './observed-execution.js';

type Read = ReadLogVariable<ObservedExecution>;

/**
 * Compiles a variable of an access log: those that only a log has, and all of `$context`.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export function compileLogVariable(path: string): Read {
  const ofLog = own(LOG_VARIABLES, path);
  if (ofLog !== undefined) return ofLog;
  const read = compileContextVariable(path);
  return (execution) => read(execution.invocation, faultOf(execution));
}

const latency: Read = (execution) => textOf(integrationLatencyMs(execution));

/** Documented: of Lambda the status of the call; the function's own stands in `integration.status`. */
const integrationStatus: Read = ({ trace }) => {
  const returned = trace.outputOf('integration');
  if (returned === undefined) return undefined;
  if ('status' in returned) return String(returned.status);
  return returned.kind === 'accepted' ? '202' : '200';
};

/** Assumed: nothing for a proxy's function that returned no status. */
const statusOfBackend: Read = (execution) => {
  const { invocation, trace } = execution;
  const isProxy = invocation.method?.integration.type === 'AWS_PROXY';
  return isProxy ? textOf(trace.outputOf('integration-response')?.status) : integrationStatus(execution);
};

/** Assumed: in the words of the execution log; only for what happened after the request left for the backend. */
const integrationError: Read = ({ trace }) => {
  const { failure } = trace;
  if (failure === undefined || trace.outputOf('integration-request') === undefined) return undefined;
  if (failure.cause.kind === 'function-error') return failure.message;
  return describeFailure(failure.cause, undefined);
};

const ACCESS_STEPS = {
  authenticate: ['unsigned', 'incomplete-signature', 'invalid-signature', 'unknown-access-key', 'expired-token'],
  authorizer: ['unauthorized', 'expired-identity', 'authorizer-failure', 'authorizer-configuration'],
  authorize: ['access-denied'],
} as const satisfies Record<string, readonly string[]>;

/**
 * The step that decides who may call, as far as it is told of: who was asked, how long that took, and why it said no.
 *
 * Assumed: what a policy denies failed to be authorized, what no authorizer took failed in the authorizer, and what has no
 * valid signature failed to be authenticated; a caller who came through has 200 in the steps that his kind goes through.
 */
function accessVariables(step: keyof typeof ACCESS_STEPS): Readonly<Record<string, Read>> {
  const failed: Read = ({ trace: { failure } }) => {
    const causes: readonly string[] = ACCESS_STEPS[step];
    return failure !== undefined && causes.includes(failure.cause.kind) ? failure.message : undefined;
  };
  const passed = ({ invocation: { caller } }: ObservedExecution): boolean => {
    const kind = caller?.kind ?? 'anonymous';
    return step === 'authorizer' ? kind === 'lambda' || kind === 'cognito' : kind === 'iam';
  };
  const status: Read = (execution) => {
    if (failed(execution) !== undefined) return textOf(faultOf(execution)?.status);
    return passed(execution) ? '200' : undefined;
  };
  const durationMs: Read = (execution) => {
    if (status(execution) === undefined) return undefined;
    const { trace } = execution;
    return textOf(Math.round(trace.durationOf('authorize') ?? trace.durationOf('gateway-response') ?? 0));
  };
  return { [`${step}.error`]: failed, [`${step}.status`]: status, [`${step}.latency`]: durationMs };
}

/** Of a Lambda authorizer alone. */
const ofFunction =
  (read: Read): Read =>
  (execution) =>
    execution.invocation.caller?.kind === 'lambda' ? read(execution) : undefined;

const authorizerVariables = accessVariables('authorizer');

const LOG_VARIABLES: Readonly<Record<string, Read>> = {
  status: ({ response }) => String(response.status),
  responseLength: ({ responseBytes }) => String(responseBytes),
  responseLatency: ({ invocation, endMs }) => String(endMs - invocation.arrival.startMs),
  requestId: ({ invocation: { request, arrival } }) => {
    const given = findHeader(request.message.headers, 'x-amzn-requestid');
    return given === undefined || given === arrival.requestId ? arrival.requestId : 'UUID_REPLACED_INVALID_REQUEST_ID';
  },
  endpointType: ({ invocation }) => invocation.stage.deployment.endpointType,
  awsEndpointRequestId: endpointRequestId,
  'integration.status': statusOfBackend,
  'integration.integrationStatus': integrationStatus,
  integrationStatus,
  'integration.latency': latency,
  integrationLatency: latency,
  'integration.error': integrationError,
  integrationErrorMessage: integrationError,
  'integration.requestId': endpointRequestId,
  'integration.responseTransferMode': ({ trace }) => {
    const outgoing = trace.outputOf('integration-request');
    if (outgoing === undefined) return undefined;
    return 'streamIdleMs' in outgoing && outgoing.streamIdleMs !== undefined ? 'STREAMED' : 'BUFFERED';
  },
  'integration.timeToAllHeaders': (execution) =>
    Buffer.isBuffer(execution.response.body) ? undefined : latency(execution),
  ...accessVariables('authenticate'),
  ...accessVariables('authorize'),
  ...authorizerVariables,
  'authorizer.integrationStatus': ofFunction(() => '200'),
  'authorizer.integrationLatency': ofFunction((execution) => authorizerVariables['authorizer.latency']?.(execution)),
};

function textOf(number: number | undefined): string | undefined {
  return number === undefined ? undefined : String(number);
}
