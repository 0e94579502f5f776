import type { MappedMessage, RoutedInvocation } from './invocation.js';

/**
 * What a two-way route sends to its client; a route without a route response sends nothing.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html
 * Assumed: an empty output is not sent.
 */
export function routeResponse({ route }: RoutedInvocation, { body }: MappedMessage): string | Buffer | undefined {
  return route.isTwoWay && body !== undefined && body.length > 0 ? body : undefined;
}
