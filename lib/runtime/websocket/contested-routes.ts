import type { NormalizedWebSocketRoute } from '../../model/normalize-websocket-api.js';
import { routeName } from '../../model/route-key.js';
import type { NotSimulated } from '../not-simulated.js';

/**
 * Finds routes that share a key, and routes whose key API Gateway refuses or only deployment knows: none may open what another
 * route guards.
 */
export function findContestedRoutes(
  routes: readonly NormalizedWebSocketRoute[],
): (route: NormalizedWebSocketRoute) => readonly NotSimulated[] {
  const declared = new Set<string>();
  const repeated = new Set(
    routes.map(({ routeKey }) => routeName(routeKey)).filter((key) => declared.size === declared.add(key).size),
  );
  return ({ routeKey }) => {
    const name = routeName(routeKey);
    const found: NotSimulated[] = repeated.has(name) ? [REPEATED] : [];
    if (routeKey.kind === 'deploy-time') {
      const detail = `the route key ${name}, which may be $connect,`;
      found.push({ feature: 'unresolved-value', detail, optional: false });
    }
    if (routeKey.kind === 'invalid') {
      const detail = `the route key "${name}", which API Gateway refuses,`;
      found.push({ feature: 'mapping', detail, optional: false, remedy: 'correct the route key' });
    }
    return found;
  };
}

/** API Gateway refuses such a definition; here no route may open what another one of its key guards. */
const REPEATED: NotSimulated = {
  feature: 'mapping',
  detail: 'a route key that several routes have',
  optional: false,
  remedy: 'give each route a key of its own',
};

/**
 * Routes by their keys. Without `$connect`, a route that may be meant as `$connect` stands in for it, so that its refusal closes
 * the API: one of a key that API Gateway refuses or only deployment knows, or one with authorization.
 */
export function indexRoutes<
  Route extends { readonly routeKey: string; readonly index: number; readonly refusals: readonly NotSimulated[] },
>(routes: readonly Route[], defined: readonly NormalizedWebSocketRoute[]): ReadonlyMap<string, Route> {
  const standIns = routes.filter(({ index, refusals }) => refusals.length > 0 && mayBeConnect(defined[index]));
  return new Map([
    ...standIns.map((route) => ['$connect', route] as const),
    ...routes.map((route) => [route.routeKey, route] as const),
  ]);
}

function mayBeConnect(route: NormalizedWebSocketRoute | undefined): boolean {
  if (route === undefined) return false;
  const { kind } = route.routeKey;
  return kind === 'deploy-time' || kind === 'invalid' || route.authorization.type !== 'NONE';
}
