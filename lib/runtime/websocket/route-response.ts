import { QUOTAS } from '../../model/quotas.js';
import { configurationFault } from '../fault.js';
import type { MappedMessage, RoutedInvocation } from './invocation.js';

/**
 * What a two-way route sends to its client; a route without a route response sends nothing.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html
 * Observed: an empty output is an empty message (docs/aws/websocket-api.md section 11).
 * Assumed: one that is larger than a message may be is not sent, and the client receives `Internal server error`.
 *
 * @throws {GatewayFault} configuration
 */
export function routeResponse({ route }: RoutedInvocation, { body }: MappedMessage): string | undefined {
  if (!route.isTwoWay || body === undefined) return undefined;
  const limitBytes = QUOTAS.webSocketMessage.value;
  // A character of a string has three bytes at most.
  const bytes = body.length * 3 <= limitBytes ? body.length : Buffer.byteLength(body);
  if (bytes > limitBytes)
    throw configurationFault(`the message to the client has ${bytes} bytes; API Gateway sends at most ${limitBytes}`);
  return body;
}
