import type { HttpApiRoute, HttpMethod } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { BindingApi } from '../../binding.js';
import { checkProps } from '../../check-props.js';
import { mergeDefaults } from '../../merge-defaults.js';
import { readArguments } from '../../paths/verbs.js';
import type { HttpApiAuthorizers } from '../authorizers/http-api-authorizers.js';
import type { IHttpIntegration } from '../integrations/http-integration.js';
import { requireHttpIntegration } from '../integrations/rest-mixup.js';
import type { RouteSettingsProps } from '../../stages/route-settings-props.js';
import { checkRouteScopes } from './check-route-scopes.js';
import { declareRoute } from './declare-route.js';
import { Route, type RouteApi } from './route.js';
import { pathOf, readRouteKey } from './route-key.js';
import type { RouteDefaults, RouteProps } from './route-props.js';
import { ROUTE_DEFAULTS, ROUTE_PROPS } from './route-prop-names.js';
import type { RouteArguments } from './route-verbs.js';

/** The parts of an HTTP API that its routes are added to. */
export interface ApiRoutesParts {
  readonly api: RouteApi;
  readonly defaults: RouteDefaults;
  readonly binding: BindingApi;
  readonly authorizers: HttpApiAuthorizers;
  readonly declare: (route: HttpApiRoute, settings: RouteSettingsProps) => void;
}

/** Adds routes to an HTTP API, with the defaults of the API and of a group. */
export class ApiRoutes {
  constructor(private readonly parts: ApiRoutesParts) {
    checkProps(`the defaults of ${parts.api.node.path}`, parts.defaults, ROUTE_DEFAULTS);
  }

  /**
   * @throws {SluiceError} `property-unknown` for a property that routes do not have
   * @throws {SluiceError} `path-unknown`, `route-key-invalid` for a key that is none
   * @throws {SluiceError} `integration-missing` when neither the route nor a default names one
   * @throws {SluiceError} `integration-of-another-kind` for an integration that is not for HTTP APIs
   * @throws {SluiceError} `scopes-without-jwt` for scopes that nothing checks: the route's own, or those of defaults without authorizer
   */
  add(group: RouteDefaults, key: string, rest: RouteArguments): Route {
    const { api, authorizers, binding, declare } = this.parts;
    const routeKey = readRouteKey(api.node.path, key);
    const httpMethod = routeKey.kind === 'route' ? routeKey.httpMethod : 'ANY';
    const { integration, props = {} } = readArguments<IHttpIntegration, RouteProps>(key, rest);
    checkProps(key, props, ROUTE_PROPS);
    checkProps(`the defaults of a group of ${api.node.path}`, group, ROUTE_DEFAULTS);
    const defaults = inherited(httpMethod, mergeDefaults(this.parts.defaults, group));
    const all: RouteDefaults & RouteProps = mergeDefaults(defaults, props);
    const responding = integration ?? all.integration;
    if (responding === undefined) throw this.integrationMissing(key);
    const path = pathOf(routeKey);
    const bound = responding.bind({ ...binding, routeKey: key, httpMethod, path });
    requireHttpIntegration(bound, key, api.node.path);
    const authorization =
      all.authorizer === undefined ? undefined : authorizers.authorizationOf(all.authorizer, all.scopes);
    // Scopes of the defaults may belong to other authorizers, but not to none at all.
    const scopes = all.authorizer === undefined ? all.scopes : props.scopes;
    checkRouteScopes(`${key} of ${api.node.path}`, scopes, authorization);
    // Those of the API's defaults are the stages' own.
    const { throttle, metrics } = mergeDefaults<RouteSettingsProps, RouteSettingsProps>(group, props);
    declare(declareRoute(routeKey, bound, all, authorization), defined({ throttle, metrics }));
    return new Route(api, key, httpMethod, path);
  }

  private integrationMissing(key: string): SluiceError {
    return new SluiceError('integration-missing', `${key} has no integration, and neither have the defaults`, {
      place: this.parts.api.node.path,
      hint: `Name one: api.addRoute('${key}', new HttpLambdaIntegration(handler)), or set defaults: { integration }`,
    });
  }
}

/** A browser's preflight has no credentials. */
function inherited(httpMethod: HttpMethod, defaults: RouteDefaults): RouteDefaults {
  if (httpMethod !== 'OPTIONS') return defaults;
  const { authorizer: _authorizer, scopes: _scopes, ...rest } = defaults;
  return rest;
}
