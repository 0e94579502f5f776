import { GatewayFault } from '../fault.js';
import { RoutedInvocation, type Invocation, type WebSocketRoute } from './invocation.js';

/**
 * Selects the route of a message: the one whose key is the result of the route selection expression, else `$default`.
 *
 * Observed: a message that is not JSON, has no such member or names no route goes to `$default`; without `$default` the client
 * receives `Forbidden`; docs/aws/websocket-api.md section 2.
 * Assumed: a message cannot name `$connect` or `$disconnect`.
 *
 * @throws {GatewayFault} unknown-route, not-simulated
 */
export function selectRoute(invocation: Invocation): RoutedInvocation {
  const { routesByKey, readRouteKey } = invocation.stage.deployment;
  const key = readRouteKey(invocation);
  const selected = key === undefined || key.startsWith('$') ? undefined : routesByKey.get(key);
  const route = selected ?? routesByKey.get('$default');
  if (route === undefined) throw new GatewayFault({ kind: 'unknown-route' });
  return routeTo(invocation, route);
}

/**
 * The route of a connection's beginning or end; undefined where the API has none.
 *
 * @throws {GatewayFault} not-simulated
 */
export function findReservedRoute(
  invocation: Invocation,
  key: '$connect' | '$disconnect',
): RoutedInvocation | undefined {
  const route = invocation.stage.deployment.routesByKey.get(key);
  return route && routeTo(invocation, route);
}

function routeTo(invocation: Invocation, route: WebSocketRoute): RoutedInvocation {
  const [refusal] = invocation.stage.settings(route).refusals;
  if (refusal !== undefined) throw new GatewayFault({ kind: 'not-simulated', finding: refusal });
  return new RoutedInvocation(invocation, route);
}
