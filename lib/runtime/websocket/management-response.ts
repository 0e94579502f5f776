import type { FaultCause } from '../fault.js';
import type { BufferedResponse, HeaderLine } from '../http-message.js';
import { remedyOf } from '../not-simulated.js';
import type { ManagementResult } from './manage-connection.js';
import type { ManagementInvocation } from './management-request.js';

interface Answer {
  readonly status: number;
  /** `x-amzn-ErrorType`: what SDKs make their exceptions of. */
  readonly errorType?: string;
  readonly body?: string;
}

/**
 * Answers a command.
 *
 * Observed: statuses, headers and bodies; docs/aws/websocket-api.md section 12.
 * Assumed: what is too large or too much has no body either.
 */
export function answerCommand(invocation: ManagementInvocation, result: ManagementResult): BufferedResponse {
  switch (result.kind) {
    case 'sent':
      return respond(invocation, { status: 200 });
    case 'found':
      return respond(invocation, {
        status: 200,
        body: JSON.stringify(result.state, null, 2).replaceAll('": ', '" : '),
      });
    case 'closed':
      return respond(invocation, { status: 204 });
    case 'malformed-id':
      return respond(invocation, {
        status: 400,
        errorType: 'BadRequestException',
        body: JSON.stringify({ message: `Invalid connectionId: ${result.connectionId}` }),
      });
    case 'gone':
      return respond(invocation, { status: 410, errorType: 'GoneException' });
    case 'message-too-large':
      return respond(invocation, { status: 413, errorType: 'PayloadTooLargeException' });
    case 'buffer-full':
      return respond(invocation, { status: 429, errorType: 'LimitExceededException' });
  }
}

/** Answers a request that a fault ends. */
export function answerFault(invocation: ManagementInvocation, cause: FaultCause, message: string): BufferedResponse {
  return respond(invocation, faultAnswer(cause, message));
}

/**
 * Observed and documented: docs/aws/websocket-api.md sections 6 and 12, docs/aws/authorization.md section 10.
 * Assumed: a path below `@connections` that is no command, and another method, are unknown as a path of a REST API is.
 */
function faultAnswer(cause: FaultCause, message: string): Answer {
  const body = JSON.stringify({ message });
  switch (cause.kind) {
    case 'unknown-route':
    case 'unsigned':
      return { status: 403, errorType: 'MissingAuthenticationTokenException', body };
    case 'incomplete-signature':
      return { status: 403, errorType: 'IncompleteSignatureException', body };
    case 'invalid-signature':
      return { status: 403, errorType: 'InvalidSignatureException', body };
    case 'unknown-access-key':
      return { status: 403, errorType: 'UnrecognizedClientException', body };
    case 'expired-token':
      return { status: 403, errorType: 'ExpiredTokenException', body };
    case 'access-denied':
      return { status: 403, errorType: 'AccessDeniedException', body: JSON.stringify({ Message: message }) };
    case 'throttled':
      return { status: 429, errorType: 'LimitExceededException', body };
    case 'not-simulated': {
      const { feature } = cause.finding;
      const members = { message, code: 'not-simulated', feature, remedy: remedyOf(cause.finding) };
      return { status: 501, errorType: 'NotSimulatedException', body: JSON.stringify(members) };
    }
    default:
      return { status: 500, errorType: 'InternalServerErrorException', body: '{"message": "Internal server error"}' };
  }
}

function respond(
  { arrival, request }: ManagementInvocation,
  { status, errorType, body = '' }: Answer,
): BufferedResponse {
  const headers: HeaderLine[] = [];
  if (status !== 204) headers.push(['Content-Type', 'application/json']);
  headers.push(['x-amzn-RequestId', arrival.requestId]);
  if (errorType !== undefined) headers.push(['x-amzn-ErrorType', errorType]);
  headers.push(['x-amz-apigw-id', arrival.extendedRequestId]);
  if (status < 300 || status === 410) headers.push(['X-Amzn-Trace-Id', request.traceId]);
  return { status, headers, body: Buffer.from(body, 'utf8') };
}
