import { findHeader } from '../header-lines.js';
import type { HeaderLine, HttpResponse } from '../http-message.js';
import { compress } from '../compression.js';
import type { MappedResponse, ValidatedInvocation } from './invocation.js';

/**
 * Gives the mapped response the gateway's own headers.
 *
 * Observed: Content-Type is application/json when nothing sets it, even for an empty body; `X-Amzn-Trace-Id` is answered
 * for HTTP, AWS and AWS_PROXY, not for MOCK, and for HTTP_PROXY only if the backend sent one.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-settings-method-response.html;
 * a streamed response is not compressed (https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html)
 */
export function buildMethodResponse(invocation: ValidatedInvocation, mapped: MappedResponse): HttpResponse {
  const { type } = invocation.method.integration;
  const headers: HeaderLine[] = [];
  if (mapped.omitsContentType !== true && findHeader(mapped.headers, 'content-type') === undefined) {
    headers.push(['Content-Type', 'application/json']);
  }
  headers.push(['x-amzn-RequestId', invocation.arrival.requestId], ...mapped.headers, [
    'x-amz-apigw-id',
    invocation.arrival.extendedRequestId,
  ]);
  if (type !== 'MOCK' && type !== 'HTTP_PROXY') headers.push(['X-Amzn-Trace-Id', invocation.request.traceId]);
  const { body } = mapped;
  const minimumBytes = invocation.stage.deployment.minimumCompressionBytes;
  if (minimumBytes === undefined || !Buffer.isBuffer(body)) return { status: mapped.status, headers, body };
  return compress(
    { status: mapped.status, headers, body },
    minimumBytes,
    findHeader(invocation.request.message.headers, 'accept-encoding'),
  );
}
