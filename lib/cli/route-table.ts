import type { ServedApi } from '../runtime/gateway.js';
import type { RestMethod } from '../runtime/rest/deployment.js';

/** A route as people read it: method, path, integration, and why it is refused if it is. */
export interface RouteRow {
  readonly httpMethod: string;
  readonly path: string;
  readonly integration: string;
  readonly refused?: string;
}

export function routesOf(api: ServedApi): readonly RouteRow[] {
  const methods = api.stages[0]?.main.deployment.methods ?? [];
  return methods.map((method) => ({
    httpMethod: method.httpMethod,
    path: method.resourcePath,
    integration: method.integration.type,
    ...refusalOf(method),
  }));
}

function refusalOf({ refusals }: RestMethod): { readonly refused?: string } {
  const [first] = refusals;
  return first === undefined ? {} : { refused: first.detail };
}

/** Two lines to try: a route that needs nothing first, then one with a body or a parameter. */
export function exampleCalls(routes: readonly RouteRow[], url: string): readonly string[] {
  const open = routes.filter(({ refused, httpMethod }) => refused === undefined && httpMethod !== 'OPTIONS');
  const plain = open.find(
    ({ httpMethod, path }) => (httpMethod === 'GET' || httpMethod === 'ANY') && !path.includes('{'),
  );
  const second =
    open.find((route) => route !== plain && route.httpMethod !== 'GET') ?? open.find((route) => route !== plain);
  return [plain, second].filter((route) => route !== undefined).map((route) => curl(route, url));
}

function curl({ httpMethod, path }: RouteRow, url: string): string {
  const filled = path.replace(/\{[^}]+\}/g, '1');
  const address = `${url}${filled === '/' ? '' : filled}`;
  if (httpMethod === 'GET' || httpMethod === 'ANY') return `curl ${address}`;
  const body = ['POST', 'PUT', 'PATCH'].includes(httpMethod) ? ` -H 'content-type: application/json' -d '{}'` : '';
  return `curl -X ${httpMethod}${body} ${address}`;
}
