import type { ConfiguredMethodSettings } from '../../formats/sluice-configuration.js';
import { isHttpMethod, type MethodSettings } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { SluiceError } from '../../support/sluice-error.js';
import { parseSettingsPath } from '../cloudformation/settings-path.js';

/**
 * Reads the method settings of a stage by their methods: `/pets/GET`, `~1pets/GET`, or a star on both sides for all.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html
 *
 * @throws {SluiceError} configuration-invalid
 */
export function readMethodSettings(
  settings: Readonly<Record<string, ConfiguredMethodSettings>>,
): readonly MethodSettings[] {
  return Object.entries(settings).map(([name, settingsOfMethod]) => {
    const slash = name.lastIndexOf('/');
    const httpMethod = name.slice(slash + 1);
    if (slash < 1 || (httpMethod !== '*' && !isHttpMethod(httpMethod))) {
      throw new SluiceError('configuration-invalid', `Cannot read the method "${name}" of method settings`, {
        hint: 'Expected a path and a verb, such as /pets/GET, or */* for all methods',
      });
    }
    return { path: parseSettingsPath(name.slice(0, slash)), httpMethod, ...readSettings(settingsOfMethod) };
  });
}

function readSettings({
  throttlingRateLimit: ratePerSecond,
  throttlingBurstLimit: burst,
  cachingEnabled: enabled,
  cacheTtlInSeconds: ttlSeconds,
  cacheDataEncrypted: encrypted,
  requireAuthorizationForCacheControl,
  unauthorizedCacheControlHeaderStrategy,
  loggingLevel: level,
  dataTraceEnabled: dataTrace,
  metricsEnabled,
}: ConfiguredMethodSettings): Omit<MethodSettings, 'path' | 'httpMethod'> {
  return {
    throttle: defined({ ratePerSecond, burst }),
    caching: defined({
      enabled,
      ttlSeconds,
      encrypted,
      requireAuthorizationForCacheControl,
      unauthorizedCacheControlHeaderStrategy,
    }),
    logging: defined({ level, dataTrace }),
    ...defined({ metricsEnabled }),
  };
}
