import type { FaultCause, GatewayFault } from '../fault.js';
import type { HttpResponse } from '../http-message.js';
import { remedyOf } from '../not-simulated.js';
import type { ReachedInvocation } from './invocation.js';

/**
 * Answers a fault. HTTP APIs have no customized gateway responses.
 *
 * Documented and observed: docs/aws/http-api.md section 5.
 */
export function buildErrorResponse({ arrival }: ReachedInvocation, { cause }: GatewayFault): HttpResponse {
  const { status, message } = errorOf(cause);
  const challenge = 'challenge' in cause ? cause.challenge : undefined;
  const body =
    cause.kind === 'not-simulated' ? JSON.stringify({ ...notSimulated(cause), message }) : JSON.stringify({ message });
  return {
    status,
    headers: [
      // Documented: a JWT authorizer's response has no type; docs/aws/http-api.md section 12.
      challenge === undefined ? ['Content-Type', 'application/json'] : ['www-authenticate', challenge],
      ...(cause.kind === 'not-simulated' ? [['x-amzn-ErrorType', 'NotSimulatedException'] as const] : []),
      ['Apigw-Requestid', arrival.requestId],
    ],
    body: Buffer.from(body),
  };
}

/** `$context.error.message`, which is the `message` of the body. */
export function errorMessageOf(cause: FaultCause): string {
  return errorOf(cause).message;
}

interface ErrorResponse {
  readonly status: number;
  readonly message: string;
}

const UNAUTHORIZED: ErrorResponse = { status: 401, message: 'Unauthorized' };
const FORBIDDEN: ErrorResponse = { status: 403, message: 'Forbidden' };
const TOO_LARGE: ErrorResponse = { status: 413, message: 'Request Entity Too Large' };
const UNAVAILABLE: ErrorResponse = { status: 503, message: 'Service Unavailable' };
const SERVER_ERROR: ErrorResponse = { status: 500, message: 'Internal Server Error' };

/** Every cause that a page of any protocol can throw. */
function errorOf(cause: FaultCause): ErrorResponse {
  switch (cause.kind) {
    case 'request-too-large':
      return TOO_LARGE;
    case 'lambda-refused':
      return cause.errorType === 'RequestTooLargeException' ? TOO_LARGE : SERVER_ERROR;
    case 'unknown-route':
    case 'unknown-signed-route':
      return { status: 404, message: 'Not Found' };
    case 'unauthorized':
    case 'expired-identity':
      return UNAUTHORIZED;
    case 'unsigned':
    case 'incomplete-signature':
    case 'invalid-signature':
    case 'unknown-access-key':
    case 'expired-token':
    case 'access-denied':
    case 'invalid-api-key':
      return FORBIDDEN;
    case 'throttled':
    case 'quota-exceeded':
      return { status: 429, message: 'Too Many Requests' };
    case 'not-simulated':
      return { status: 501, message: `Not simulated: ${cause.finding.detail}` };
    case 'integration-timeout':
    case 'integration-unreachable':
      return UNAVAILABLE;
    case 'missing-parameters':
      return { status: 400, message: 'Bad Request' };
    case 'invalid-body':
    case 'request-body-not-json':
    case 'unsupported-media-type':
    case 'authorizer-failure':
    case 'authorizer-configuration':
    case 'configuration':
    case 'template':
    case 'lambda-method':
    case 'function-error':
    case 'malformed-proxy-response':
    case 'malformed-stream':
    case 'defect':
      return SERVER_ERROR;
  }
}

function notSimulated({ finding }: Extract<FaultCause, { kind: 'not-simulated' }>): Readonly<Record<string, string>> {
  return { code: 'not-simulated', feature: finding.feature, remedy: remedyOf(finding) };
}
