import { own } from '../../support/own.js';
import { findHeader } from '../header-lines.js';
import type { ReadLogVariable } from '../observe/access-log.js';
import { compileContextVariable } from './context.js';
import { errorMessageOf } from './error-response.js';
import { errorResponseType } from './error-response-type.js';
import { integrationError } from './integration-error.js';
import {
  dataProcessedBytes,
  endpointRequestId,
  integrationLatencyMs,
  type ObservedExecution,
} from './observed-execution.js';

type Read = ReadLogVariable<ObservedExecution>;

/**
 * Compiles a variable of an access log: those that only a log has, and all of `$context`.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export function compileLogVariable(path: string): Read {
  const ofLog = own(LOG_VARIABLES, path);
  if (ofLog !== undefined) return ofLog;
  const read = compileContextVariable(path);
  return ({ invocation }) => read(invocation);
}

const latency: Read = (execution) => textOf(integrationLatencyMs(execution));

/** Documented: of Lambda the status of the call; the function's own is `integration.status`. */
const integrationStatus: Read = ({ trace }) => {
  const returned = trace.outputOf('integration');
  if (returned === undefined) return undefined;
  return 'status' in returned ? String(returned.status) : '200';
};

/** Assumed: no value for a function that returned no status. */
const statusOfBackend: Read = (execution) => {
  const isFunction = execution.trace.outputOf('integration')?.kind === 'lambda';
  return isFunction ? textOf(execution.trace.outputOf('integration-response')?.status) : integrationStatus(execution);
};

const errorMessage: Read = ({ trace: { failure } }) => failure && errorMessageOf(failure.cause);

const ACCESS_CAUSES: ReadonlySet<string> = new Set([
  'unauthorized',
  'expired-identity',
  'access-denied',
  'authorizer-failure',
  'authorizer-configuration',
]);

const LOG_VARIABLES: Readonly<Record<string, Read>> = {
  status: ({ response }) => String(response.status),
  responseLength: ({ responseBytes }) => String(responseBytes),
  responseLatency: ({ invocation, endMs }) => String(endMs - invocation.arrival.startMs),
  dataProcessed: (execution) => String(dataProcessedBytes(execution)),
  awsEndpointRequestId: endpointRequestId,
  awsEndpointRequestId2: ({ trace }) => {
    const returned = trace.outputOf('integration');
    return returned !== undefined && 'headers' in returned ? findHeader(returned.headers, 'x-amz-id-2') : undefined;
  },
  'integration.status': statusOfBackend,
  'integration.integrationStatus': integrationStatus,
  integrationStatus,
  'integration.latency': latency,
  integrationLatency: latency,
  'integration.error': integrationError,
  integrationErrorMessage: integrationError,
  'integration.requestId': endpointRequestId,
  'authorizer.error': ({ trace: { failure } }) =>
    failure !== undefined && ACCESS_CAUSES.has(failure.cause.kind) ? failure.message : undefined,
  'error.message': errorMessage,
  'error.messageString': (execution) => {
    const message = errorMessage(execution);
    return message === undefined ? undefined : JSON.stringify(message);
  },
  'error.responseType': ({ trace: { failure } }) => failure && errorResponseType(failure.cause),
};

function textOf(number: number | undefined): string | undefined {
  return number === undefined ? undefined : String(number);
}
