import {
  diagnostic,
  routeName,
  type Diagnostic,
  type WebSocketApi,
  type WebSocketRoute,
  type WebSocketStage,
} from '../../model/index.js';
import { referencesAsParameters } from './parameters.js';
import { routeStagePart } from './route-stage-part.js';

/** See `cloudFormationPart`. */
export function webSocketApiPart(api: WebSocketApi): WebSocketApi {
  const { part } = splitWebSocketApi(api);
  return referencesAsParameters({ ...part, stages: stagesOf(part).map(routeStagePart) });
}

/** The stages of an API; one that has none gets `prod`. */
export function stagesOf({ stages }: WebSocketApi, defaultStage = 'prod'): readonly WebSocketStage[] {
  return stages.length === 0 ? [{ name: defaultStage }] : stages;
}

/** The part that resources carry, and what is lost. */
export function splitWebSocketApi(api: WebSocketApi): {
  readonly part: WebSocketApi;
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const routes = api.routes.map((route) => routePart(route, (finding) => diagnostics.push(finding)));
  return { part: { ...api, routes }, diagnostics };
}

function routePart(route: WebSocketRoute, report: (finding: Diagnostic) => void): WebSocketRoute {
  const { integration } = route;
  if (integration === undefined || integration.type === 'MOCK' || integration.vpcLink?.target === undefined) {
    return route;
  }
  const place = { element: routeName(route.routeKey), property: 'integration' };
  const message = 'The template has no place for the target of the VPC link: CloudFormation has no property for it';
  report(diagnostic('not-representable', place, message, 'warning'));
  return { ...route, integration: { ...integration, vpcLink: { id: integration.vpcLink.id } } };
}
