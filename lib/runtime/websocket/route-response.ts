import type { MappedMessage, RoutedInvocation } from './invocation.js';

/**
 * What a two-way route sends to its client; a route without a route response sends nothing.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html
 * Observed: an empty output is an empty message (docs/aws/websocket-api.md section 11).
 */
export function routeResponse({ route }: RoutedInvocation, { body }: MappedMessage): string | undefined {
  return route.isTwoWay ? body : undefined;
}
