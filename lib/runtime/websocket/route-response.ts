import type { MappedMessage, RoutedInvocation } from './invocation.js';

/**
 * What a two-way route sends to its client; a route without a route response sends nothing.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html
 * Observed: an empty output is an empty message (serverless/serverless 6816).
 */
export function routeResponse({ route }: RoutedInvocation, { body }: MappedMessage): string | Buffer | undefined {
  return route.isTwoWay ? body : undefined;
}
