import { diagnostic, routeName, type Diagnostic, type HttpApiRoute } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Routes whose authorizer also asks preflight requests for credentials, which browsers do not send.
 *
 * Documented: a `$default` route takes them unless a route `OPTIONS /{proxy+}` without authorizer exists
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html).
 * Reported by users: an `ANY` route takes them too (https://github.com/anomalyco/sst/issues/5493).
 */
export const preflightAuthorized = defineRule({
  codes: ['preflight-authorized'],
  protocols: ['HTTP'],
  summary: 'An authorizer takes preflight requests, which browsers send without credentials',
  fix: 'Add a route OPTIONS for the path without authorizer',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html',
  check: ({ cors, routes }) => {
    if (cors === undefined) return [];
    const open = new Set(
      routes.filter((route) => isOpen(route)).flatMap(({ routeKey }) => takesOptions(routeKey) ?? []),
    );
    return routes.flatMap((route): readonly Diagnostic[] => {
      const path = isOpen(route) ? undefined : takesOptions(route.routeKey);
      if (path === undefined || open.has(path)) return [];
      const name = routeName(route.routeKey);
      const message = `The authorizer of ${name} takes preflight requests, which browsers send without credentials: pages of other origins cannot call the route; add a route OPTIONS ${path} without authorizer`;
      return [diagnostic('preflight-authorized', { element: name }, message)];
    });
  },
});

function isOpen({ authorization }: HttpApiRoute): boolean {
  return authorization === undefined || authorization.type === 'NONE';
}

/** The path of the `OPTIONS` route that takes precedence; undefined for a route that takes no `OPTIONS` requests. */
function takesOptions(routeKey: HttpApiRoute['routeKey']): string | undefined {
  if (routeKey.kind === 'default') return '/{proxy+}';
  if (routeKey.kind !== 'route') return undefined;
  const { httpMethod, path } = routeKey;
  // The name of a variable says nothing of what a path takes.
  const generic = path.replace(/\{[^{}]*\+\}$/, '{proxy+}');
  return httpMethod === 'ANY' || httpMethod === 'OPTIONS' ? generic : undefined;
}
