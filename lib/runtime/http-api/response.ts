import type { HttpResponse } from '../http-message.js';
import type { AuthorizedInvocation, MappedResponse } from './invocation.js';

/**
 * Gives the mapped response the gateway's own header.
 *
 * Observed: `Apigw-Requestid` and nothing else; docs/aws/http-api.md section 3.
 */
export function buildResponse(
  { arrival }: AuthorizedInvocation,
  { status, headers, body }: MappedResponse,
): HttpResponse {
  return { status, headers: [...headers, ['Apigw-Requestid', arrival.requestId]], body };
}
