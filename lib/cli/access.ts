import { hasPolicy, type Api, type ApiCollection } from '../model/index.js';
import { printAuthorization, type RouteAuthorization } from '../model/print-authorization.js';
import { refersTo } from '../runtime/domain-target.js';

/** A route as far as its access goes; routes of HTTP and WebSocket APIs have an authorization too. */
export interface GuardedRoute {
  readonly authorization?: RouteAuthorization;
  readonly apiKeyRequired?: boolean;
}

/**
 * Who may call a route, as people read it.
 *
 * @example
 * 'open', 'AWS_IAM', 'guard (TOKEN), API key', 'pool (COGNITO_USER_POOLS pets/read), policy', 'open, mTLS'
 */
export function describeAccess(
  api: Api,
  route: GuardedRoute,
  { domainNames }: Pick<ApiCollection, 'domainNames'>,
): string {
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

/** The same for a method of a REST API that is served; empty for one that the collection does not have. */
export function accessOf(collection: ApiCollection, apiId: string, httpMethod: string, path: string): string {
  const api = collection.apis.find(({ id }) => id === apiId);
  if (api?.protocol !== 'REST') return '';
  const resource = api.resources.find((one) => one.path === path);
  const method = resource?.methods.find((one) => one.httpMethod === httpMethod);
  return method === undefined ? '' : describeAccess(api, method, collection);
}
