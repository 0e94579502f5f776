import type { MethodSettings, Value } from '../../model/index.js';
import { defined } from '../../support/defined.js';

/** An element of a stage's `MethodSettings`. */
export interface MethodSettingProperties {
  readonly ResourcePath: string;
  readonly HttpMethod: string;
  readonly CacheDataEncrypted?: Value<boolean>;
  readonly CacheTtlInSeconds?: Value<number>;
  readonly CachingEnabled?: Value<boolean>;
  readonly DataTraceEnabled?: Value<boolean>;
  readonly LoggingLevel?: Value<string>;
  readonly MetricsEnabled?: Value<boolean>;
  readonly ThrottlingBurstLimit?: Value<number>;
  readonly ThrottlingRateLimit?: Value<number>;
}

export function renderMethodSettings(settings: MethodSettings): MethodSettingProperties {
  return {
    ResourcePath: renderResourcePath(settings.path),
    HttpMethod: settings.httpMethod,
    ...defined({
      CacheDataEncrypted: settings.caching?.encrypted,
      CacheTtlInSeconds: settings.caching?.ttlSeconds,
      CachingEnabled: settings.caching?.enabled,
      DataTraceEnabled: settings.logging?.dataTrace,
      LoggingLevel: settings.logging?.level,
      MetricsEnabled: settings.metricsEnabled,
      ThrottlingBurstLimit: settings.throttle?.burst,
      ThrottlingRateLimit: settings.throttle?.ratePerSecond,
    }),
  };
}

/**
 * `/*` for all, else the path with every slash but a first one as `~1`: `/~1pets~1{petId}`, the root `/~1`.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-stage-methodsetting.html
 */
export function renderResourcePath(path: string): string {
  return path === '*' ? '/*' : `/${path.replaceAll('/', '~1')}`;
}
