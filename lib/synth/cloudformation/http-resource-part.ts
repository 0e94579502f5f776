import {
  diagnostic,
  routeName,
  type Diagnostic,
  type HttpApi,
  type HttpApiAuthorization,
  type HttpApiIntegration,
  type HttpApiRoute,
  type Place,
  type Severity,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { stageParts } from './http-api-part.js';
import { referencesAsParameters } from './parameters.js';

/** See `resourcePart`. */
export function httpApiResourcePart(api: HttpApi): HttpApi {
  const { part } = splitHttpApiResources(api);
  return referencesAsParameters({ ...part, stages: stageParts(part) });
}

/** The part, and what is lost. */
export function splitHttpApiResources(api: HttpApi): {
  readonly part: HttpApi;
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (place, message, severity) =>
    void diagnostics.push(diagnostic('not-representable', place, message, severity));
  const { documentation, routes, ...rest } = api;
  if (documentation !== undefined && Object.keys(documentation).length > 0) {
    report({ property: 'documentation' }, 'CloudFormation has no place for what a document says to people', 'info');
  }
  return { part: { ...rest, routes: routes.map((route) => routePart(route, report)) }, diagnostics };
}

type Report = (place: Place, message: string, severity: Severity) => void;

function routePart({ documentation, authorization, integration, ...rest }: HttpApiRoute, report: Report): HttpApiRoute {
  const place = { element: routeName(rest.routeKey) };
  if (documentation !== undefined && Object.keys(documentation).length > 0) {
    report(place, "CloudFormation has no place for a route's documentation", 'info');
  }
  return {
    ...rest,
    ...defined({
      authorization: authorization && authorizationPart(authorization),
      integration: integration && integrationPart(integration, { ...place, property: 'integration' }, report),
    }),
  };
}

/** An empty list of scopes is left out. */
function authorizationPart(authorization: HttpApiAuthorization): HttpApiAuthorization {
  if (authorization.type !== 'JWT') return authorization;
  const { scopes = [], ...rest } = authorization;
  return scopes.length > 0 ? authorization : rest;
}

function integrationPart(integration: HttpApiIntegration, place: Place, report: Report): HttpApiIntegration {
  if (integration.type !== 'HTTP_PROXY' || integration.vpcLink?.target === undefined) return integration;
  const message = 'Cannot write the target of the VPC link: integrations of HTTP APIs name it by their URI';
  report(place, message, 'warning');
  return { ...integration, vpcLink: { id: integration.vpcLink.id } };
}
