import { parseCacheKey, pathParameterNames, type HttpMethod, type Integration } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { MethodCacheProps } from './method-props.js';

/** The integration of a cached method. */
export function cacheIntegration(
  integration: Integration,
  { httpMethod, path }: { readonly httpMethod: HttpMethod; readonly path: string },
  { namespace, keys }: MethodCacheProps,
): Integration {
  return {
    ...integration,
    // An import gives resources new ids, and the default namespace is the resource's id. A path's GET shares no entries
    // with its other methods.
    cacheNamespace: namespace ?? (httpMethod === 'GET' ? path : httpMethod + path),
    cacheKeyParameters: (keys ?? pathKeys(path)).map(parseKey),
  };
}

/** The parameters of the caller's request among the keys, as the method declares them. */
export function cachedParameters({ keys = [] }: MethodCacheProps): readonly string[] {
  return keys.filter((key) => /^(header|querystring)\./.test(key));
}

function pathKeys(path: string): readonly string[] {
  return pathParameterNames(path).map((name) => `path.${name}`);
}

function parseKey(key: string): ReturnType<typeof parseCacheKey> {
  const parsed = parseCacheKey(key.startsWith('integration.') ? key : `method.request.${key}`);
  if (parsed.kind !== 'invalid') return parsed;
  throw new SluiceError('invalid-parameter-name', `"${key}" is not a cache key`, {
    hint: 'A cache key is path.x, querystring.x, header.x or one of those of the integration: integration.request.querystring.x',
  });
}
