import { DEFAULT_INFO_VERSION } from '../../formats/openapi.js';
import {
  routeName,
  type HttpApi,
  type HttpApiAuthorization,
  type HttpApiAuthorizer,
  type HttpApiIntegration,
  type HttpApiRoute,
  type Place,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { unlessEmpty } from './members.js';
import { documentationPart, reportElsewhere, uniqueBy, uniqueRoutes, withoutEmpty, type Report } from './part.js';

/** See `openApiPart`. */
export function httpApiPart(api: HttpApi, report: Report): HttpApi {
  const { stages, authorizers, routes, tags, documentation, ...rest } = api;
  reportElsewhere(report, { stages: stages.length });
  const kept = uniqueBy(
    authorizers,
    ({ name }) => name,
    ({ name }) => ({ element: `authorizer ${name}` }),
    report,
  );
  return {
    ...rest,
    version: api.version ?? DEFAULT_INFO_VERSION,
    authorizers: kept.map(authorizerPart),
    routes: uniqueRoutes(
      routes.filter((route) => hasPath(route, report)),
      placeOf,
      report,
    ).map((route) => routePart(route, kept, placeOf(route), report)),
    stages: [],
    ...defined({ tags: withoutEmpty(tags), documentation: documentationPart(documentation) }),
  };
}

function placeOf({ routeKey }: HttpApiRoute): Place {
  return { element: routeName(routeKey) };
}

/** A document has routes by their paths. */
function hasPath(route: HttpApiRoute, report: Report): boolean {
  const { kind } = route.routeKey;
  if (kind === 'route' || kind === 'default') return true;
  const why = kind === 'deploy-time' ? 'only deployment knows it' : 'it is not a method and a path';
  report('not-representable', placeOf(route), `OpenAPI has no place for the route key: ${why}`, 'error');
  return false;
}

function routePart(
  route: HttpApiRoute,
  authorizers: readonly HttpApiAuthorizer[],
  place: Place,
  report: Report,
): HttpApiRoute {
  const { authorization, integration, operationName, documentation, ...rest } = route;
  const { responses, ...others } = documentation ?? {};
  const withoutEmptyResponses = { ...others, ...defined({ responses: unlessEmpty(responses) }) };
  if (integration?.description !== undefined) {
    report(
      'not-representable',
      { ...place, property: 'integration' },
      "OpenAPI has no place for an integration's description",
      'info',
    );
  }
  return {
    ...rest,
    ...(operationName !== undefined && operationName !== '' && { operationName }),
    ...defined({
      // Nothing is written for a route that is open, be it said or not.
      authorization:
        authorization === undefined || authorization.type === 'NONE'
          ? undefined
          : authorizationPart(authorization, authorizers, place, report),
      integration: integration && integrationPart(integration),
      documentation: withoutEmpty(withoutEmptyResponses),
    }),
  };
}

function authorizerPart(authorizer: HttpApiAuthorizer): HttpApiAuthorizer {
  const { identitySource, ...rest } = authorizer;
  return identitySource === undefined || identitySource.length === 0 ? rest : authorizer;
}

function integrationPart(integration: HttpApiIntegration): HttpApiIntegration {
  const { description: _description, responseParameters, ...others } = integration;
  const rest = { ...others, ...defined({ responseParameters: withoutEmpty(responseParameters) }) };
  if (rest.type === 'AWS_SERVICE') {
    const { parameters, ...service } = rest;
    return { ...service, ...defined({ parameters: withoutEmpty(parameters) }) };
  }
  const { requestParameters, ...proxy } = rest;
  return { ...proxy, ...defined({ requestParameters: withoutEmpty(requestParameters) }) };
}

/** A requirement names an authorizer, whose own type then says what it is. */
function authorizationPart(
  authorization: HttpApiAuthorization,
  authorizers: readonly HttpApiAuthorizer[],
  place: Place,
  report: Report,
): HttpApiAuthorization {
  if (authorization.type === 'NONE' || authorization.type === 'AWS_IAM') return authorization;
  const { authorizer } = authorization;
  const type = authorizers.find(({ name }) => name === authorizer)?.type === 'JWT' ? 'JWT' : 'CUSTOM';
  if (type !== authorization.type) {
    report(
      'not-representable',
      place,
      `Cannot write the authorization type ${authorization.type}: the authorizer "${authorizer}" makes it ${type}`,
    );
  }
  const scopes = authorization.type === 'JWT' ? (authorization.scopes ?? []) : [];
  return type === 'JWT' && scopes.length > 0 ? { type, authorizer, scopes } : { type, authorizer };
}
