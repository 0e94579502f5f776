import type { GatewayFault } from '../fault.js';
import { findHeader, isSendable } from '../header-lines.js';
import type { HeaderLine, HttpResponse } from '../http-message.js';
import { faultResponseOf, type FaultResponse } from './fault-response.js';
import { renderBody, renderHeaders } from './gateway-response-renderer.js';
import type { GatewayResponseRenderer, GatewayResponseRenderers, ReachedInvocation } from './invocation.js';
import { buildNotSimulatedResponse } from './not-simulated-response.js';

/**
 * Answers a fault: with the API's own entry for its type, else with that of its family, else as API Gateway does by
 * itself.
 *
 * Observed: an error with an entry of its own takes nothing from DEFAULT_4XX or DEFAULT_5XX; without one it takes the
 * family's and keeps its own status, unless the family names one.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export function buildGatewayResponse(invocation: ReachedInvocation, { cause, message }: GatewayFault): HttpResponse {
  if (cause.kind === 'not-simulated') return buildNotSimulatedResponse(invocation, cause.finding);
  const fault = faultResponseOf(cause, message);
  const renderer = rendererOf(invocation.stage.deployment.gatewayResponses, fault);
  const { contentType, body } = (renderer && renderBody(renderer, invocation, fault)) ?? {
    contentType: 'application/json',
    body: defaultBody(fault),
  };
  const headers: HeaderLine[] = [
    ['x-amzn-RequestId', invocation.arrival.requestId],
    ['x-amzn-ErrorType', fault.errorType],
    ...(renderer === undefined ? [] : renderHeaders(renderer, invocation)),
    ['x-amz-apigw-id', invocation.arrival.extendedRequestId],
  ];
  if (findHeader(headers, 'content-type') === undefined) headers.unshift(['Content-Type', contentType]);
  return {
    status: renderer?.statusCode ?? fault.status,
    // Assumed: what HTTP cannot carry is left out; a query string's line end must not end a header.
    headers: headers.filter(isSendable),
    body: Buffer.from(body, 'utf8'),
  };
}

function rendererOf(
  renderers: GatewayResponseRenderers,
  { responseType, status }: FaultResponse,
): GatewayResponseRenderer | undefined {
  if (responseType === 'REQUEST_TOO_LARGE') return undefined; // Documented: not customizable.
  return renderers.get(responseType) ?? renderers.get(status >= 500 ? 'DEFAULT_5XX' : 'DEFAULT_4XX');
}

/**
 * Observed: API Gateway's own body of an internal error and of a missing parameter has a space that its default template
 * does not write; what a policy denies is told as `Message`.
 */
function defaultBody({ message, isInternal, responseType }: FaultResponse): string {
  if (responseType === 'ACCESS_DENIED') return JSON.stringify({ Message: message });
  return isInternal || responseType === 'BAD_REQUEST_PARAMETERS'
    ? `{"message": ${JSON.stringify(message)}}`
    : JSON.stringify({ message });
}
