import { GatewayFault, INTERNAL_SERVER_ERROR, internalServerError } from '../fault.js';
import { findHeader, isSendable } from '../header-lines.js';
import type { HeaderLine, HttpResponse } from '../http-message.js';
import {
  renderBody,
  renderHeaders,
  type GatewayResponseRenderer,
  type GatewayResponseRenderers,
} from './gateway-response-renderer.js';
import type { FaultSummary, Invocation, RoutedInvocation } from './invocation.js';
import { NotSimulatedFault } from '../not-simulated.js';
import { buildNotSimulatedResponse } from './not-simulated-response.js';

/**
 * Answers a fault: with the API's own entry for its type, else with that of its family, else as API Gateway does by
 * itself.
 *
 * Observed: an error with an entry of its own takes nothing from DEFAULT_4XX or DEFAULT_5XX; without one it takes the
 * family's and keeps its own status, unless the family names one.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export function buildGatewayResponse(invocation: Invocation | RoutedInvocation, error: unknown): HttpResponse {
  if (error instanceof NotSimulatedFault) return buildNotSimulatedResponse(invocation, error.finding);
  const fault = toGatewayFault(error);
  const renderer = rendererOf(invocation.stage.deployment.gatewayResponses, fault);
  const summary: FaultSummary = {
    responseType: fault.responseType,
    message: fault.errorMessage,
    validationErrors: fault.validationErrors,
  };
  const { contentType, body } = (renderer && renderBody(renderer, invocation, summary)) ?? {
    contentType: 'application/json',
    body: defaultBody(fault.errorMessage),
  };
  const headers: HeaderLine[] = [
    ['x-amzn-RequestId', invocation.requestId],
    ['x-amzn-ErrorType', fault.errorType],
    ...(renderer === undefined ? [] : renderHeaders(renderer, invocation)),
    ['x-amz-apigw-id', invocation.extendedRequestId],
  ];
  if (findHeader(headers, 'content-type') === undefined) headers.unshift(['Content-Type', contentType]);
  return {
    status: renderer?.statusCode ?? fault.status,
    // Assumed: what HTTP cannot carry is left out; a query string's line end must not end a header.
    headers: headers.filter(isSendable),
    body: Buffer.from(body, 'utf8'),
  };
}

/** A defect of ours, or a limit that a template ran into, is what the client of API Gateway would see: a 500. */
export function toGatewayFault(error: unknown): GatewayFault {
  if (error instanceof GatewayFault) return error;
  return internalServerError('API_CONFIGURATION_ERROR', 500, error instanceof Error ? error.message : String(error));
}

function rendererOf(
  renderers: GatewayResponseRenderers,
  { responseType, status }: GatewayFault,
): GatewayResponseRenderer | undefined {
  if (responseType === 'REQUEST_TOO_LARGE') return undefined; // Documented: not customizable.
  return renderers.get(responseType) ?? renderers.get(status >= 500 ? 'DEFAULT_5XX' : 'DEFAULT_4XX');
}

function defaultBody(message: string | null): string {
  // Observed: API Gateway's own text has a blank here, which its default template would not write.
  return message === INTERNAL_SERVER_ERROR ? `{"message": "${INTERNAL_SERVER_ERROR}"}` : JSON.stringify({ message });
}
