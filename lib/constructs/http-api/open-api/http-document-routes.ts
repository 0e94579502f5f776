import { routeName, type HttpApi, type HttpApiAuthorization, type HttpApiRoute } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import type { ReadDocument } from '../../open-api/read-document.js';
import type { IHttpAuthorizer } from '../authorizers/http-authorizer.js';
import type { HttpIntegrationRoute, IHttpIntegration } from '../integrations/http-integration.js';
import { requireHttpIntegration } from '../integrations/rest-mixup.js';
import { checkOperations } from '../../open-api/check-operations.js';
import { HTTP_OPERATION_PROPS } from '../http-api-prop-names.js';
import { checkRouteScopes } from '../routes/check-route-scopes.js';
import type { RouteDefaults } from '../routes/route-props.js';
import { pathOf, readRouteKey } from '../routes/route-key.js';
import type { RouteSettingsProps } from '../../stages/route-settings-props.js';
import type { HttpOperationProps } from './http-open-api-props.js';

/** What the API adds to the routes of its document. */
export interface HttpDocumentContext {
  readonly integrations: Readonly<Record<string, IHttpIntegration>>;
  readonly operations: Readonly<Record<string, HttpOperationProps>>;
  readonly authorizers: Readonly<Record<string, IHttpAuthorizer>>;
  readonly defaults: RouteDefaults;
  bindingOf(route: Pick<HttpIntegrationRoute, 'routeKey' | 'httpMethod' | 'path'>): HttpIntegrationRoute;
  authorizationOf(authorizer: IHttpAuthorizer, scopes: readonly string[] | undefined): HttpApiAuthorization;
}

/** A route of a document, with the settings that the props give it. */
export interface DocumentRoute {
  readonly route: HttpApiRoute;
  readonly settings: RouteSettingsProps;
}

/**
 * The routes of a document as declarations of the API.
 *
 * @throws {SluiceError} `operation-unknown` when a prop names an operation that the document does not have
 * @throws {SluiceError} `property-unknown` for a property that operations do not have
 * @throws {SluiceError} `scopes-without-jwt` for scopes by the props that nothing checks
 */
export function declareDocumentRoutes(
  { model, open }: ReadDocument<HttpApi>,
  context: HttpDocumentContext,
): readonly DocumentRoute[] {
  const names = model.routes.flatMap(({ operationName }) => operationName ?? []);
  checkOperations(model.id, names, context, HTTP_OPERATION_PROPS);
  return model.routes.map((route) => {
    const own = ofOperation(context.operations, route) ?? {};
    const isOpen = open.has(documentKeyOf(route)) || isPreflight(route);
    const authorization = authorizationOf(route, isOpen, own, context);
    const scopes = own.scopes ?? (authorization === undefined && !isOpen ? context.defaults.scopes : undefined);
    checkRouteScopes(`${documentKeyOf(route)} of ${model.id}`, scopes, authorization);
    const integration = integrationOf(model.id, route, context);
    return {
      route: { ...route, ...defined({ authorization, integration }) },
      settings: defined({ throttle: own.throttle, metrics: own.metrics }),
    };
  });
}

/** The method and path of a route in its document. */
function documentKeyOf({ routeKey }: HttpApiRoute): string {
  return routeKey.kind === 'default' ? 'ANY /$default' : routeName(routeKey);
}

function integrationOf(api: string, route: HttpApiRoute, context: HttpDocumentContext): HttpApiRoute['integration'] {
  const chosen =
    ofOperation(context.integrations, route) ??
    (route.integration === undefined ? context.defaults.integration : undefined);
  if (chosen === undefined) return route.integration;
  const key = readRouteKey(api, routeName(route.routeKey));
  const httpMethod = key.kind === 'route' ? key.httpMethod : 'ANY';
  const routeKey = routeName(key);
  const bound = chosen.bind(context.bindingOf({ routeKey, httpMethod, path: pathOf(key) }));
  requireHttpIntegration(bound, routeKey, api);
  return bound;
}

/**
 * What the props say of the operation, else the authorizer of its security scheme, else the defaults where the operation
 * has no `security`.
 */
function authorizationOf(
  route: HttpApiRoute,
  isOpen: boolean,
  own: HttpOperationProps,
  context: HttpDocumentContext,
): HttpApiAuthorization | undefined {
  if (own.authorizer !== undefined) return context.authorizationOf(own.authorizer, own.scopes);
  const { authorization } = route;
  const { authorizers, defaults } = context;
  if (authorization !== undefined && 'authorizer' in authorization) {
    const scopes = own.scopes ?? ('scopes' in authorization ? authorization.scopes : undefined);
    const given = Object.hasOwn(authorizers, authorization.authorizer)
      ? authorizers[authorization.authorizer]
      : undefined;
    if (given !== undefined) return context.authorizationOf(given, scopes);
    return authorization.type === 'JWT' ? { ...authorization, ...defined({ scopes }) } : authorization;
  }
  if (authorization?.type === 'AWS_IAM' || isOpen || defaults.authorizer === undefined) {
    return authorization;
  }
  return context.authorizationOf(defaults.authorizer, own.scopes ?? defaults.scopes);
}

function isPreflight({ routeKey }: HttpApiRoute): boolean {
  return routeKey.kind === 'route' && routeKey.httpMethod === 'OPTIONS';
}

function ofOperation<T>(byName: Readonly<Record<string, T>>, { operationName = '' }: HttpApiRoute): T | undefined {
  return Object.hasOwn(byName, operationName) ? byName[operationName] : undefined;
}
