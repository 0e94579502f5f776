import type { FaultCause } from '../fault.js';

/** What a client is told of a fault. */
export interface ErrorMessage {
  /** Of a refused handshake, with its `x-amzn-ErrorType`. */
  readonly status: number;
  readonly errorType: string;
  readonly message: string;
}

const UNAUTHORIZED: ErrorMessage = { status: 401, errorType: 'UnauthorizedException', message: 'Unauthorized' };
const FORBIDDEN: ErrorMessage = { status: 403, errorType: 'ForbiddenException', message: 'Forbidden' };
const INTERNAL = { errorType: 'InternalServerErrorException', message: 'Internal server error' } as const;
const SERVER_ERROR: ErrorMessage = { ...INTERNAL, status: 500 };
const BAD_GATEWAY: ErrorMessage = { ...INTERNAL, status: 502 };

/**
 * The status of a refused handshake, and the message of an error frame.
 *
 * Observed and documented: docs/aws/websocket-api.md sections 1, 7 and 10: an integration that fails refuses a handshake with 502,
 * an authorizer whose result cannot be used with 500.
 * Assumed: the error types are those of REST APIs for these statuses.
 */
export function errorMessageOf(cause: FaultCause): ErrorMessage {
  switch (cause.kind) {
    case 'request-too-large':
      return { status: 413, errorType: 'RequestTooLargeException', message: 'Request Too Long' };
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
      return { status: 429, errorType: 'TooManyRequestsException', message: 'Too Many Requests' };
    case 'quota-exceeded':
      return { status: 429, errorType: 'LimitExceededException', message: 'Limit Exceeded' };
    case 'not-simulated':
      return { status: 501, errorType: 'NotSimulatedException', message: `Not simulated: ${cause.finding.detail}` };
    case 'invalid-body':
      return { status: 400, errorType: 'BadRequestException', message: 'Invalid request body' };
    case 'integration-timeout':
      return { ...INTERNAL, status: 504, message: 'Endpoint request timed out' };
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
