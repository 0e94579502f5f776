import {
  printRouteKey,
  routeName,
  type HttpRouteKey,
  type NormalizedHttpApi,
  type NormalizedHttpApiRoute,
} from '../model/index.js';
import { compareAuthorization } from './authorization.js';
import { list, members, present, value, type Compare } from './compare.js';
import { compareHttpIntegration } from './http-integration.js';
import { covers, DEFAULT_PATTERN, overrides, pathShape, routePattern, type RoutePattern } from './route-overlap.js';

const route = members<NormalizedHttpApiRoute>({
  routeKey: value('path-variable-renamed', printRouteKey),
  operationName: value('operation-name-changed'),
  authorization: compareAuthorization('HTTP'),
  integration: compareHttpIntegration,
  documentation: value('documentation-changed'),
});

/** The routes of two HTTP APIs: matched by their keys, without the names of variables. */
export function compareHttpRoutes(
  before: NormalizedHttpApi,
  after: NormalizedHttpApi,
): Compare<readonly NormalizedHttpApiRoute[]> {
  const [was, is] = [patternsOf(before), patternsOf(after)];
  const each = present<NormalizedHttpApiRoute>(
    {
      added: ({ routeKey }) =>
        patternOf(routeKey).some((own) => was.some((other) => overrides(own, other)))
          ? 'route-overrides'
          : 'route-added',
      removed: ({ routeKey }) =>
        patternOf(routeKey).some((own) => is.some((other) => covers(other, own)))
          ? 'route-falls-back'
          : 'route-removed',
    },
    route,
  );
  return (olds, nows, place) => {
    const names = new Map([...olds, ...nows].map(({ routeKey }) => [shapeOf(routeKey), routeName(routeKey)]));
    return list<NormalizedHttpApiRoute>(
      ({ routeKey }) => shapeOf(routeKey),
      each,
      (shape) => ({ element: names.get(shape) ?? shape }),
    )(olds, nows, place);
  };
}

function shapeOf(key: HttpRouteKey): string {
  return key.kind === 'route' ? `${key.httpMethod} ${pathShape(key.path)}` : routeName(key);
}

function patternsOf({ routes }: NormalizedHttpApi): readonly RoutePattern[] {
  return routes.flatMap(({ routeKey }) => patternOf(routeKey));
}

/** None for a key that is not known, or that API Gateway refuses. */
function patternOf(key: HttpRouteKey): readonly RoutePattern[] {
  if (key.kind === 'default') return [DEFAULT_PATTERN];
  return key.kind === 'route' ? [routePattern(key.httpMethod, key.path)] : [];
}
