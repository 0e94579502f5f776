import { canonicalJson } from '../support/canonical-json.js';
import type { HttpApiRoute } from './http-api.js';
import { routeName } from './route-key.js';
import type { WebSocketRoute } from './websocket-api.js';

/** An integration with the routes that it serves. */
export interface SharedIntegration<R extends HttpApiRoute | WebSocketRoute> {
  /** Letters and digits, unique in the API. */
  readonly name: string;
  readonly integration: RouteIntegration<R>;
  /** At least one. */
  readonly routes: readonly R[];
}

type RouteIntegration<R extends HttpApiRoute | WebSocketRoute> = Exclude<R['integration'], undefined>;

/**
 * The integrations of an HTTP or WebSocket API, equal ones once: API Gateway allows an API 300. Each is named for its
 * first route in alphabetical order, so that the order of routes makes no difference.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
export function sharedIntegrations<R extends HttpApiRoute | WebSocketRoute>(
  routes: readonly R[],
): readonly SharedIntegration<R>[] {
  const keys = new Map<RouteIntegration<R>, string>();
  const groups = new Map<string, { readonly integration: RouteIntegration<R>; readonly routes: R[] }>();
  for (const route of routes) {
    const integration = route.integration as RouteIntegration<R> | undefined;
    if (integration === undefined) continue;
    const key = keys.get(integration) ?? canonicalJson(integration);
    keys.set(integration, key);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { integration, routes: [route] });
    else group.routes.push(route);
  }
  const all = [...groups.values()].map((group) => ({ ...group, first: firstName(group.routes) }));
  const taken = new Set<string>();
  const names = new Map(
    all.toSorted((a, b) => (a.first < b.first ? -1 : 1)).map((group) => [group, freeName(group.first, taken)]),
  );
  return all.map((group) => ({
    name: names.get(group) ?? group.first,
    integration: group.integration,
    routes: group.routes,
  }));
}

function firstName(routes: readonly (HttpApiRoute | WebSocketRoute)[]): string {
  return routes.map(({ routeKey }) => routeName(routeKey)).reduce((a, b) => (a < b ? a : b));
}

function freeName(route: string, taken: Set<string>): string {
  const words = route.split(/[^A-Za-z0-9]+/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  const name = words.join('') || 'Integration';
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}${number}`;
  taken.add(free);
  return free;
}
