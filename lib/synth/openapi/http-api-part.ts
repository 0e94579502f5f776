import { DEFAULT_INFO_VERSION } from '../../formats/openapi.js';
import type { HttpApi, HttpApiAuthorization, HttpApiAuthorizer, HttpApiRoute, Place } from '../../model/index.js';
import type { Report } from './open-api-part.js';
import { reportElsewhere, uniqueBy } from './part.js';

/** See `openApiPart`. */
export function httpApiPart(api: HttpApi, report: Report): HttpApi {
  const { stages, ipAddressType, authorizers, routes, tags, ...rest } = api;
  reportElsewhere(report, { stages: stages.length, ipAddressType: ipAddressType === undefined ? 0 : 1 });
  const kept = uniqueBy(
    authorizers,
    ({ name }) => name,
    ({ name }) => ({ element: `authorizer ${name}` }),
    report,
  );
  return {
    ...rest,
    version: api.version ?? DEFAULT_INFO_VERSION,
    authorizers: kept,
    routes: uniqueBy(
      routes,
      ({ routeKey }) => routeKey,
      ({ routeKey }) => ({ element: routeKey }),
      report,
    ).map((route) => routePart(route, kept, { element: route.routeKey }, report)),
    stages: [],
    ...(tags !== undefined && Object.keys(tags).length > 0 && { tags }),
  };
}

function routePart(
  route: HttpApiRoute,
  authorizers: readonly HttpApiAuthorizer[],
  place: Place,
  report: Report,
): HttpApiRoute {
  const { authorization, integration, operationName, documentation, ...rest } = route;
  const { description, ...target } = integration ?? {};
  if (description !== undefined) {
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
    ...(authorization !== undefined && { authorization: authorizationPart(authorization, authorizers, place, report) }),
    ...(integration !== undefined && { integration: target as typeof integration }),
    ...(documentation !== undefined && Object.keys(documentation).length > 0 && { documentation }),
  };
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
