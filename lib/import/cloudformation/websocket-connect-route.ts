import { parseWebSocketRouteKey, type Value, type WebSocketRoute } from '../../model/index.js';
import { CLOSED } from './authorization.js';
import { ownerOf, type ApiResource, type ReadContext } from './resources.js';

/**
 * The routes of an API, with a `$connect` that refuses everybody where the API has none and a route of the source may be it:
 * one that is in no API of the source, or has no key that can be read. Without `$connect` everybody may connect.
 */
export function closeForLostConnect(
  routes: readonly WebSocketRoute[],
  apiId: string,
  context: ReadContext,
): readonly WebSocketRoute[] {
  if (routes.some(({ routeKey }) => routeKey.kind === 'connect')) return routes;
  const lost = context.resources.ofType('AWS::ApiGatewayV2::Route').filter((route) => isLost(route, apiId, context));
  if (lost.length === 0) return routes;
  for (const { properties } of lost) {
    const message = `The route may be $connect of ${apiId}, which has none: connections to it are refused`;
    properties.report('unresolved-reference', properties.has('RouteKey') ? 'ApiId' : 'RouteKey', message);
  }
  return [...routes, { routeKey: { kind: 'connect' }, authorization: CLOSED }];
}

/** Of a route of the API itself, the gateway knows what to do with a key that API Gateway refuses or only deployment knows. */
function isLost(route: ApiResource, apiId: string, { resources }: ReadContext): boolean {
  const key = route.properties.value('RouteKey');
  const owner = ownerOf(route);
  if (owner === apiId) return key === undefined;
  return !resources.ofType('AWS::ApiGatewayV2::Api').some(({ id }) => id === owner) && mayBeConnect(key);
}

/** A key that cannot be read may be any. */
function mayBeConnect(key: Value<string> | undefined): boolean {
  if (key === undefined) return true;
  const { kind } = parseWebSocketRouteKey(key);
  return kind === 'connect' || kind === 'deploy-time' || kind === 'invalid';
}
