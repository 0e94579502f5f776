import { printCacheKey, type CacheKey } from '../../model/cache-key.js';
import type { NormalizedIntegration } from '../../model/normalize.js';
import type { RequestMappingSource } from '../../model/parameter-mapping.js';
import { printValue } from '../../model/value.js';
import { compileRequestMapping, type RequestMapping } from '../mapping/parameter-mapping.js';
import { compileContextVariable } from './context.js';
import type { MethodCacheKey, RoutedInvocation } from './invocation.js';

/**
 * Compiles what tells the cached responses of a method apart: the namespace and the values of the cache keys, of which an
 * absent one is a value of its own. Other parameters, the verb and the caller are not part of it.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 * Assumed: methods that share a namespace share entries only if their cache keys have the same names.
 *
 * @param resourceId the default namespace
 */
export function compileCacheKey(integration: NormalizedIntegration | undefined, resourceId: string): MethodCacheKey {
  if (integration === undefined || integration.responseTransferMode === 'STREAM') return { kind: 'streamed' };
  const namespace = integration.cacheNamespace === undefined ? resourceId : printValue(integration.cacheNamespace);
  const names: string[] = [];
  const readers: RequestMapping<RoutedInvocation>[] = [];
  for (const parameter of integration.cacheKeyParameters) {
    const name = printValue(printCacheKey(parameter));
    const read =
      parameter.kind === 'method.request' || parameter.kind === 'integration.request'
        ? compileRequestMapping(sourceOf(parameter, integration), compileContextVariable)
        : undefined;
    if (read === undefined) return { kind: 'unreadable', detail: `the cache key ${name}` };
    names.push(name);
    readers.push(read);
  }
  const prefix = JSON.stringify([namespace, ...names]);
  if (readers.length === 0) return { kind: 'key', read: () => prefix };
  return {
    kind: 'key',
    read: (invocation) => prefix + JSON.stringify(readers.map((read) => read(invocation) ?? null)),
  };
}

/**
 * Where the value of a cache key comes from.
 *
 * Assumed: a parameter of the integration's request that nothing maps is the client's parameter of the same name.
 */
function sourceOf(
  { kind, location, name }: CacheKey,
  { requestParameters }: NormalizedIntegration,
): RequestMappingSource {
  const own = { kind: location, name };
  if (kind === 'method.request') return own;
  const mappedTo = location.replace('multivalue', '');
  return requestParameters.find(({ target }) => target.location === mappedTo && target.name === name)?.source ?? own;
}
