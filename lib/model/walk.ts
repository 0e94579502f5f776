import type { Api } from './api.js';
import type { Place } from './diagnostic.js';
import type { HttpApi, HttpApiRoute } from './http-api.js';
import type { Method } from './method.js';
import type { RestApi } from './rest-api.js';
import { routeName } from './route-key.js';
import type { Value } from './value.js';
import type { WebSocketRoute } from './websocket-api.js';

/** What an API of a kind has for each of its routes: a REST API its methods. */
export type RouteOf<A extends Api> = A extends RestApi ? Method : A extends HttpApi ? HttpApiRoute : WebSocketRoute;

export type IntegrationOf<A extends Api> = Exclude<RouteOf<A>['integration'], undefined>;

/** The place of a route; the element is its name: `GET /pets`, `$connect`. */
export interface RoutePlace extends Place {
  readonly element: string;
}

/** Calls `visit` for every method of every resource, in the order written. */
export function walkMethods(api: RestApi, visit: (method: Method, path: string, place: RoutePlace) => void): void {
  for (const { path, methods } of api.resources) {
    for (const method of methods) visit(method, path, { element: `${method.httpMethod} ${path}` });
  }
}

/** Calls `visit` for every route of an API of any kind, in the order written. */
export function walkRoutes<A extends Api>(api: A, visit: (route: RouteOf<A>, place: RoutePlace) => void): void {
  if (api.protocol === 'REST') walkMethods(api, (method, _path, place) => visit(method as RouteOf<A>, place));
  else for (const route of api.routes) visit(route as RouteOf<A>, { element: routeName(route.routeKey) });
}

export function walkIntegrations<A extends Api>(
  api: A,
  visit: (integration: IntegrationOf<A>, place: Place) => void,
): void {
  walkRoutes<Api>(api, ({ integration }, place) => {
    if (integration !== undefined) visit(integration as IntegrationOf<A>, { ...place, property: 'integration' });
  });
}

export type TemplateRole = 'request' | 'response';

/** Every mapping template of an API (gateway responses have none: theirs is plain substitution). */
export function walkTemplates(
  api: Api,
  visit: (template: Value<string>, role: TemplateRole, place: Place) => void,
): void {
  if (api.protocol === 'HTTP') return;
  walkIntegrations(api, ({ requestTemplates = {}, responses = [] }, place) => {
    for (const [key, template] of Object.entries(requestTemplates)) {
      visit(template, 'request', { ...place, property: `requestTemplates["${key}"]` });
    }
    for (const response of responses) {
      const name = 'statusCode' in response ? response.statusCode : response.integrationResponseKey;
      for (const [key, template] of Object.entries(response.responseTemplates ?? {})) {
        visit(template, 'response', { ...place, property: `integration response ${name} responseTemplates["${key}"]` });
      }
    }
  });
}
