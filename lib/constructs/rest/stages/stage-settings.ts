import type { CacheSettings, MethodSettings } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import type { MethodDeclaration } from '../methods/declare-method.js';
import type { MethodDefaults } from '../methods/method-props.js';
import { DEFAULT_CACHE_INVALIDATION } from './cache-invalidation.js';
import type { StageMethodProps } from './stage-method-props.js';
import type { StageProps } from './stage-props.js';

type Settings = Omit<MethodSettings, 'path' | 'httpMethod'>;

/**
 * Collects the method settings of a stage. A method with settings of its own gets a complete entry, since on AWS an entry
 * of a method takes nothing from the entry for all methods.
 *
 * Observed: an entry's missing members are API Gateway's defaults, whatever the entry for all says later.
 * Assumed: CloudFormation removes the entry of a method that the template no longer has.
 */
export function collectMethodSettings(
  stage: StageProps,
  defaults: MethodDefaults,
  methods: readonly MethodDeclaration[],
  overrides: ReadonlyMap<MethodDeclaration, StageMethodProps>,
): readonly MethodSettings[] {
  const forAll: Settings = {
    ...settingsOf(defaults),
    ...settingsOf(stage),
    // With a cluster alone, API Gateway would cache every GET.
    ...(stage.cache !== undefined && { caching: { enabled: false, ...invalidationOf(stage.cache) } }),
  };
  const own = methods.flatMap((declared): MethodSettings[] => {
    const { path, method } = declared;
    const { cache, ...settings } = { ...declared.stageSettings, ...overrides.get(declared) };
    const changed: Settings = { ...settingsOf(settings), ...cacheOf(cache, stage.cache) };
    if (Object.keys(changed).length === 0) return [];
    return [{ path, httpMethod: method.httpMethod, ...forAll, ...changed }];
  });
  return Object.keys(forAll).length === 0 ? own : [{ path: '*', httpMethod: '*', ...forAll }, ...own];
}

/** A method without `cache` uses the entry for all methods, where caching is off; `cache: false` turns it off explicitly. */
function cacheOf(
  cache: StageMethodProps['cache'] | MethodDeclaration['stageSettings']['cache'],
  cluster: StageProps['cache'],
): Settings {
  if (cache === undefined || cluster === undefined) return {};
  if (cache === false) return { caching: { enabled: false } };
  return {
    caching: {
      enabled: true,
      ...defined({ ttlSeconds: cache.ttl?.toSeconds(), encrypted: cluster.encrypted }),
      ...invalidationOf(cluster),
    },
  };
}

function invalidationOf({ invalidation }: Exclude<StageProps['cache'], undefined>): CacheSettings {
  if (invalidation === undefined) return {};
  const { requireAuthorizationForCacheControl, unauthorizedCacheControlHeaderStrategy } = invalidation;
  return {
    ...DEFAULT_CACHE_INVALIDATION,
    ...defined({ requireAuthorizationForCacheControl, unauthorizedCacheControlHeaderStrategy }),
  };
}

function settingsOf({
  throttle,
  logging,
  metrics,
}: Pick<MethodDefaults, 'throttle' | 'logging' | 'metrics'>): Settings {
  return defined({
    throttle: throttle && defined({ ratePerSecond: throttle.rateLimit, burst: throttle.burstLimit }),
    // Always written: CloudFormation may leave a setting on that the template no longer mentions.
    logging: logging && { level: logging.level, dataTrace: logging.dataTrace ?? false },
    metricsEnabled: metrics,
  });
}
