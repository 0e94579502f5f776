import { lateText, type LateText } from './late-text.js';
import { isDeployTime, type Value } from './value.js';

/**
 * A value of a request that a cached response is kept for, parsed once.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export type CacheKeyParameter =
  | CacheKey
  | LateText<'cache-key'>
  /** No parameter that API Gateway knows. */
  | { readonly kind: 'invalid'; readonly text: string };

export interface CacheKey {
  /** Of the caller's request, or of the request to the integration. */
  readonly kind: 'method.request' | 'integration.request';
  readonly location: 'header' | 'querystring' | 'path' | 'multivalueheader' | 'multivaluequerystring';
  readonly name: string;
}

export function parseCacheKey(text: Value<string>): CacheKeyParameter {
  if (isDeployTime(text)) return lateText('cache-key', text);
  const match =
    /^(method\.request|integration\.request)\.(header|querystring|path|multivalueheader|multivaluequerystring)\.(.+)$/s.exec(
      text,
    );
  if (match === null) return { kind: 'invalid', text };
  const [, kind, location, name] = match as unknown as [string, CacheKey['kind'], CacheKey['location'], string];
  return { kind, location, name };
}

export function printCacheKey(parameter: CacheKeyParameter): Value<string> {
  switch (parameter.kind) {
    case 'method.request':
    case 'integration.request':
      return `${parameter.kind}.${parameter.location}.${parameter.name}`;
    case 'deploy-time':
      return parameter.value;
    case 'invalid':
      return parameter.text;
  }
}
