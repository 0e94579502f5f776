import { canonicalJson } from '../support/canonical-json.js';
import type { HttpApiRoute } from './http-api.js';
import type { HttpApiIntegration } from './http-integration.js';
import { routeName } from './route-key.js';

/** An integration with the routes that it serves. */
export interface SharedIntegration {
  /** Letters and digits, unique in the API. */
  readonly name: string;
  readonly integration: HttpApiIntegration;
  /** At least one. */
  readonly routes: readonly HttpApiRoute[];
}

/**
 * The integrations of an API, equal ones once: API Gateway allows an HTTP API 300. Each is named for its first route in
 * alphabetical order, so that the order of routes makes no difference.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export function sharedIntegrations(routes: readonly HttpApiRoute[]): readonly SharedIntegration[] {
  const keys = new Map<HttpApiIntegration, string>();
  const groups = new Map<string, { readonly integration: HttpApiIntegration; readonly routes: HttpApiRoute[] }>();
  for (const route of routes) {
    const { integration } = route;
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

function firstName(routes: readonly HttpApiRoute[]): string {
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
