import { HTTP_METHODS } from '../../model/http-method.js';
import type { CacheSettings, MethodSettings } from '../../model/stage.js';
import { isDeployTime, printValue } from '../../model/value.js';
import type { NotSimulated } from '../not-simulated.js';
import type { MethodCaching, RestMethod } from './invocation.js';

/** How a method is cached, by the verb of the request, and why it is not although its stage asks for it. */
export interface CompiledCaching {
  readonly caching: ReadonlyMap<string, MethodCaching>;
  readonly uncached: readonly NotSimulated[];
}

export const NO_CACHING: CompiledCaching = { caching: new Map(), uncached: [] };

/**
 * Compiles the cache settings of a stage with a cache cluster for one method.
 *
 * Documented: caching for all methods covers only GET, another method needs a setting of its own
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html). An entry may be missing at any
 * time, so what cannot be read here is not cached.
 * Assumed: requests to a method `ANY` have the settings of their verb.
 *
 * @param ordered the stage's settings, those that take precedence last
 */
export function compileCaching(ordered: readonly MethodSettings[], method: RestMethod): CompiledCaching {
  const caching = new Map<string, MethodCaching>();
  const uncached: NotSimulated[] = [];
  if (method.cacheKey.kind === 'streamed') return NO_CACHING;
  for (const verb of method.httpMethod === 'ANY' ? HTTP_METHODS : [method.httpMethod]) {
    const settings = settingsOf(ordered, method, verb);
    if (settings.enabled === false || settings.enabled === undefined) continue;
    const { ttlSeconds = DEFAULT_TTL_SECONDS } = settings;
    const unknown = [settings.enabled, ttlSeconds].find(isDeployTime);
    if (unknown !== undefined) uncached.push(uncachedFor(`the setting ${printValue(unknown)}`));
    else if (method.cacheKey.kind === 'unreadable') uncached.push(uncachedFor(method.cacheKey.detail));
    else if (!isDeployTime(ttlSeconds) && ttlSeconds > 0) {
      caching.set(verb, {
        ttlMs: ttlSeconds * 1_000,
        requiresAuthorization: settings.requireAuthorizationForCacheControl ?? true,
        unauthorizedStrategy: settings.unauthorizedCacheControlHeaderStrategy ?? 'SUCCEED_WITH_RESPONSE_HEADER',
      });
    }
  }
  return { caching, uncached: uncached.slice(0, 1) };
}

const DEFAULT_TTL_SECONDS = 300;

/** A method begins with the settings for all methods, except that only GET is cached by them. */
function settingsOf(
  ordered: readonly MethodSettings[],
  { resourcePath, httpMethod }: RestMethod,
  verb: string,
): CacheSettings {
  let settings: CacheSettings = {};
  for (const { path, httpMethod: covered, caching } of ordered) {
    if (path !== '*' && path !== resourcePath) continue;
    if (covered === '*') settings = { ...settings, ...(verb === 'GET' ? caching : withoutSwitch(caching)) };
    else if (covered === verb || covered === httpMethod) settings = { ...settings, ...caching };
  }
  return settings;
}

function withoutSwitch({ enabled: _, ...rest }: CacheSettings = {}): CacheSettings {
  return rest;
}

function uncachedFor(detail: string): NotSimulated {
  return { feature: 'unresolved-value', detail: `its cache, because ${detail} cannot be read here`, optional: true };
}
