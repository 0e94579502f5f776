import { hasPolicy, type Api, type ApiCollection } from '../model/index.js';
import { routeName, type RouteKey } from '../model/route-key.js';
import { printAuthorization, type RouteAuthorization } from '../model/print-authorization.js';
import { refersTo } from '../runtime/domain-target.js';

/** A route as far as its access goes; routes of HTTP and WebSocket APIs have an authorization too. */
export interface GuardedRoute {
  readonly authorization?: RouteAuthorization;
  readonly apiKeyRequired?: boolean;
  /** Absent for a method of a REST API. */
  readonly routeKey?: RouteKey;
}

/**
 * Who may call a route, as people read it. Of a WebSocket API, `$connect` decides who is connected.
 *
 * @example
 * 'open', 'AWS_IAM', 'guard (TOKEN), API key', 'pool (COGNITO_USER_POOLS pets/read), policy', 'open, mTLS', 'connected'
 */
export function describeAccess(
  api: Api,
  route: GuardedRoute,
  { domainNames }: Pick<ApiCollection, 'domainNames'>,
): string {
  if (api.protocol === 'WEBSOCKET' && route.routeKey?.kind !== 'connect')
    return route.apiKeyRequired === true ? 'connected, API key' : 'connected';
  const asked = [
    printAuthorization(route.authorization, api.authorizers ?? []),
    route.apiKeyRequired === true ? 'API key' : undefined,
    'policy' in api && hasPolicy(api.policy) ? 'policy' : undefined,
  ].filter((one) => one !== undefined);
  const isMutual = domainNames.some(
    ({ mutualTls, mappings }) => mutualTls !== undefined && mappings.some((mapping) => refersTo(mapping.api, api.id)),
  );
  return [...(asked.length === 0 ? ['open'] : asked), ...(isMutual ? ['mTLS'] : [])].join(', ');
}

/** The access to a WebSocket API without the route `$connect`. */
export const OPEN_TO_EVERYONE = 'Everyone may connect: the API has no $connect route';

/**
 * The same for a served route; empty for a route that the collection does not have.
 *
 * @param httpMethod empty for `$default`
 */
export function accessOf(collection: ApiCollection, apiId: string, httpMethod: string, path: string): string {
  const api = collection.apis.find(({ id }) => id === apiId);
  const route = api === undefined ? undefined : findRoute(api, httpMethod, path);
  return api === undefined || route === undefined ? '' : describeAccess(api, route, collection);
}

/**
 * The definition of a served route.
 *
 * @param httpMethod empty for `$default`
 */
export function findRoute(api: Api, httpMethod: string, path: string): GuardedRoute | undefined {
  switch (api.protocol) {
    case 'REST':
      return api.resources
        .find((resource) => resource.path === path)
        ?.methods.find((method) => method.httpMethod === httpMethod);
    case 'HTTP':
      return api.routes.find(
        ({ routeKey }) => routeName(routeKey) === (httpMethod === '' ? path : `${httpMethod} ${path}`),
      );
    case 'WEBSOCKET':
      return api.routes.find(({ routeKey }) => routeName(routeKey) === path);
  }
}
