import type { MethodSettings } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import type { MethodDeclaration } from '../methods/declare-method.js';
import type { MethodDefaults } from '../methods/method-props.js';
import type { StageProps } from './stage-props.js';

type Settings = Omit<MethodSettings, 'path' | 'httpMethod'>;

/**
 * The settings that methods have in a stage. A method that has some of its own gets all of them, for on AWS an entry of
 * a method takes nothing from the entry for all.
 *
 * Observed: an entry's missing members are API Gateway's defaults, whatever the entry for all says later.
 */
export function collectMethodSettings(
  stage: StageProps,
  defaults: MethodDefaults,
  methods: readonly MethodDeclaration[],
): readonly MethodSettings[] {
  const forAll: Settings = {
    ...settingsOf(defaults),
    ...settingsOf(stage),
    // With a cluster alone, API Gateway would cache every GET.
    ...(stage.cache !== undefined && { caching: { enabled: false } }),
  };
  const own = methods.flatMap(({ path, method, stageSettings: { cache, ...settings } }): MethodSettings[] => {
    const cached: Settings =
      cache === undefined || stage.cache === undefined
        ? {}
        : {
            caching: {
              enabled: true,
              ...defined({ ttlSeconds: cache.ttl?.toSeconds(), encrypted: stage.cache.encrypted }),
            },
          };
    const changed: Settings = { ...settingsOf(settings), ...cached };
    if (Object.keys(changed).length === 0) return [];
    return [{ path, httpMethod: method.httpMethod, ...forAll, ...changed }];
  });
  return Object.keys(forAll).length === 0 ? own : [{ path: '*', httpMethod: '*', ...forAll }, ...own];
}

function settingsOf({
  throttle,
  logging,
  metrics,
}: Pick<MethodDefaults, 'throttle' | 'logging' | 'metrics'>): Settings {
  return defined({
    throttle: throttle && defined({ ratePerSecond: throttle.rateLimit, burst: throttle.burstLimit }),
    logging: logging && defined({ level: logging.level, dataTrace: logging.dataTrace }),
    metricsEnabled: metrics,
  });
}
