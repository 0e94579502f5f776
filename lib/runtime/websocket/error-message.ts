import type { FaultCause } from '../fault.js';

/** What a client is told of a fault. */
export interface ErrorMessage {
  /** Of a refused handshake. */
  readonly status: number;
  readonly message: string;
}

const UNAUTHORIZED: ErrorMessage = { status: 401, message: 'Unauthorized' };
const FORBIDDEN: ErrorMessage = { status: 403, message: 'Forbidden' };
const SERVER_ERROR: ErrorMessage = { status: 500, message: 'Internal server error' };
const BAD_GATEWAY: ErrorMessage = { status: 502, message: 'Internal server error' };

/**
 * The status of a refused handshake, and the message of an error frame.
 *
 * Observed and documented: docs/aws/websocket-api.md sections 1, 7 and 10: an integration that fails refuses a handshake with 502,
 * an authorizer whose result cannot be used with 500.
 */
export function errorMessageOf(cause: FaultCause): ErrorMessage {
  switch (cause.kind) {
    case 'request-too-large':
      return { status: 413, message: 'Request Too Long' };
    case 'unauthorized':
    case 'expired-identity':
      return UNAUTHORIZED;
    case 'unknown-route':
    case 'unknown-signed-route':
    case 'unsigned':
    case 'incomplete-signature':
    case 'invalid-signature':
    case 'unknown-access-key':
    case 'expired-token':
    case 'access-denied':
    case 'invalid-api-key':
      return FORBIDDEN;
    case 'throttled':
      return { status: 429, message: 'Too Many Requests' };
    case 'quota-exceeded':
      return { status: 429, message: 'Limit Exceeded' };
    case 'not-simulated':
      return { status: 501, message: `Not simulated: ${cause.finding.detail}` };
    case 'invalid-body':
      return { status: 400, message: 'Invalid request body' };
    case 'integration-timeout':
      return { status: 504, message: 'Endpoint request timed out' };
    case 'authorizer-failure':
    case 'authorizer-configuration':
    case 'defect':
      return SERVER_ERROR;
    case 'missing-parameters':
    case 'request-body-not-json':
    case 'unsupported-media-type':
    case 'configuration':
    case 'template':
    case 'lambda-method':
    case 'lambda-refused':
    case 'function-error':
    case 'malformed-proxy-response':
    case 'malformed-stream':
    case 'integration-unreachable':
      return BAD_GATEWAY;
  }
}
