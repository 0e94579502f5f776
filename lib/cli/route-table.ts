import { COMMON_ROUTES, type MessageRoutes } from './connect/message-route.js';
import type { ServedSide } from '../runtime/served-api.js';

/**
 * A route as people read it: method, path, integration, and why it is refused if it is. `$default` and the routes of a
 * WebSocket API have no method.
 */
export interface RouteRow {
  readonly httpMethod: string;
  readonly path: string;
  readonly integration: string;
  readonly refused?: string;
  /** Features that are served without being enforced, by the operator's wish. */
  readonly unenforced?: readonly string[];
}

export function routesOf({ routes }: ServedSide): readonly RouteRow[] {
  return routes.map(({ httpMethod, path, integration, refusals, unenforced }) => {
    const [refusal] = refusals;
    return {
      httpMethod: httpMethod ?? '',
      path,
      integration,
      ...(refusal !== undefined && { refused: refusal.detail }),
      ...(unenforced.length > 0 && { unenforced: [...new Set(unenforced.map(({ feature }) => feature))] }),
    };
  });
}

/** Two lines to try: routes that need nothing first, then those with a backend, with a variable, with a body. */
export function exampleCalls(routes: readonly RouteRow[], url: string): readonly string[] {
  const effort = ({ httpMethod, path, integration }: RouteRow): number =>
    (integration.startsWith('HTTP') ? 1 : 0) +
    (path.includes('{') ? 2 : 0) +
    (httpMethod === 'GET' || httpMethod === 'ANY' ? 0 : 4);
  return routes
    .filter(({ refused, httpMethod }) => refused === undefined && httpMethod !== 'OPTIONS')
    .sort((a, b) => effort(a) - effort(b))
    .slice(0, 2)
    .map((route) => curl(route, url));
}

/** The same for a WebSocket API: a connection, and one whose lines go to a route where the address tells how. */
export function exampleConnections(
  routes: readonly RouteRow[],
  { member }: MessageRoutes,
  url: string,
): readonly string[] {
  const connection = `sluice connect ${url}`;
  const custom = routes.find(({ path, refused }) => refused === undefined && /^\w[\w-]*$/.test(path));
  const isUsual = member?.join('.') === COMMON_ROUTES.member?.join('.');
  return custom === undefined || !isUsual ? [connection] : [connection, `${connection} --route ${custom.path}`];
}

function curl({ httpMethod, path }: RouteRow, url: string): string {
  const filled = path === '$default' ? '/' : path.replace(/\{[^}]+\}/g, '1');
  const address = `${url}${filled === '/' ? '' : filled}`;
  if (['GET', 'ANY', ''].includes(httpMethod)) return `curl ${address}`;
  const body = ['POST', 'PUT', 'PATCH'].includes(httpMethod) ? ` -H 'content-type: application/json' -d '{}'` : '';
  return `curl -X ${httpMethod}${body} ${address}`;
}
