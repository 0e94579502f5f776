import type { NormalizedWebSocketRoute } from '../../model/normalize-websocket-api.js';
import { routeName } from '../../model/route-key.js';
import type { NotSimulated } from '../not-simulated.js';

/** Finds routes that share a key, and routes whose key only deployment knows: neither may open what another route guards. */
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

/** Routes by their keys. Without `$connect`, a route whose key only deployment knows stands in for it: it may be `$connect`. */
export function indexRoutes<Route extends { readonly routeKey: string; readonly index: number }>(
  routes: readonly Route[],
  defined: readonly NormalizedWebSocketRoute[],
): ReadonlyMap<string, Route> {
  const unknown = routes.filter(({ index }) => defined[index]?.routeKey.kind === 'deploy-time');
  return new Map([
    ...unknown.map((route) => ['$connect', route] as const),
    ...routes.map((route) => [route.routeKey, route] as const),
  ]);
}
