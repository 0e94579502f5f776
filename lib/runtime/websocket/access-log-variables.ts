import { own } from '../../support/own.js';
import { endpointRequestIdOf } from '../integrations/endpoint-request-id.js';
import type { ReadLogVariable } from '../observe/access-log.js';
import { compileContextVariable } from './context.js';
import { errorMessageOf } from './error-message.js';
import { integrationLatencyMs, integrationStatusOf, type ObservedExecution } from './observed-execution.js';

type Read = ReadLogVariable<ObservedExecution>;

/**
 * Compiles a variable of an access log: those that only a log has, and all of `$context`.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
 */
export function compileLogVariable(path: string): Read {
  const ofLog = own(LOG_VARIABLES, path);
  if (ofLog !== undefined) return ofLog;
  const read = compileContextVariable(path);
  return ({ invocation }) => read(invocation);
}

const latency: Read = (execution) => stringOf(integrationLatencyMs(execution));

const integrationStatus: Read = ({ trace }) => {
  const returned = trace.outputOf('integration');
  if (returned === undefined) return undefined;
  return 'status' in returned ? String(returned.status) : '200';
};

const endpointRequestId: Read = ({ trace }) => endpointRequestIdOf(trace.outputOf('integration'));

const errorMessage: Read = ({ trace: { failure } }) => failure && errorMessageOf(failure.cause).message;

/** Assumed: why a backend failed is the gateway's own reason. */
const integrationError: Read = ({ trace }) =>
  trace.outputOf('integration-request') === undefined ? undefined : trace.failure?.message;

const LOG_VARIABLES: Readonly<Record<string, Read>> = {
  status: ({ status }) => String(status),
  'integration.status': (execution) => stringOf(integrationStatusOf(execution)),
  'integration.integrationStatus': integrationStatus,
  integrationStatus,
  'integration.latency': latency,
  integrationLatency: latency,
  'integration.error': integrationError,
  integrationErrorMessage: integrationError,
  'integration.requestId': endpointRequestId,
  awsEndpointRequestId: endpointRequestId,
  'error.message': errorMessage,
  'error.messageString': (execution) => {
    const message = errorMessage(execution);
    return message === undefined ? undefined : JSON.stringify(message);
  },
};

function stringOf(number: number | undefined): string | undefined {
  return number === undefined ? undefined : String(number);
}
