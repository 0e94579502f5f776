import {
  diagnostic,
  pathParameterNames,
  walkMethods,
  type Diagnostic,
  type Method,
  type MethodSettings,
  type Stage,
} from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Cached methods whose parameters are no cache keys: whoever calls first decides what everybody gets until the entry
 * expires. Cached by the settings for all methods are only those of GET.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export const cacheKeysMissing = defineRule({
  codes: ['cache-keys-missing'],
  protocols: ['REST'],
  summary: 'A cached method has parameters and no cache key',
  fix: 'Name the parameters that change the response in cacheKeyParameters, or do not cache the method',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html',
  check: (api) => {
    const stages = api.stages.filter(({ cacheCluster }) => cacheCluster?.enabled === true);
    const found: Diagnostic[] = [];
    if (stages.length === 0) return found;
    walkMethods(api, (method, path, place) => {
      const { integration } = method;
      if (integration === undefined || integration.responseTransferMode === 'STREAM') return;
      if ((integration.cacheKeyParameters ?? []).length > 0) return;
      const names = parametersOf(method, path);
      const stage = stages.find((one) => isCached(one, method, path));
      if (names.length === 0 || stage === undefined) return;
      const message = `Stage ${stage.name} caches one response for all values of ${names.join(', ')}`;
      found.push(diagnostic('cache-keys-missing', { ...place, property: 'cacheKeyParameters' }, message));
    });
    return found;
  },
});

function parametersOf({ requestParameters = [] }: Method, path: string): readonly string[] {
  const declared = requestParameters
    .filter(({ location }) => location === 'querystring')
    .map(({ location, name }) => `${location}.${name}`);
  return [...pathParameterNames(path).map((name) => `path.${name}`), ...declared];
}

function isCached({ methodSettings = [] }: Stage, { httpMethod }: Method, path: string): boolean {
  const covering = methodSettings.filter(
    (settings) =>
      settings.caching?.enabled !== undefined &&
      (settings.path === '*' || settings.path === path) &&
      (settings.httpMethod === httpMethod || (settings.httpMethod === '*' && httpMethod === 'GET')),
  );
  const closest = covering.reduce<MethodSettings | undefined>(
    (best, one) => (best === undefined || precedence(one) >= precedence(best) ? one : best),
    undefined,
  );
  return closest?.caching?.enabled === true;
}

function precedence({ path, httpMethod }: MethodSettings): number {
  return (path === '*' ? 0 : 2) + (httpMethod === '*' ? 0 : 1);
}
