import type { AccessLogFormat } from './access-log-format.js';
import type { HttpMethod } from './http-method.js';
import type { Value } from './value.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_Stage.html */
export interface Stage {
  readonly name: string;
  readonly description?: string;
  readonly variables?: Readonly<Record<string, Value<string>>>;
  readonly methodSettings?: readonly MethodSettings[];
  readonly cacheCluster?: { readonly enabled: Value<boolean>; readonly sizeGigabytes?: Value<string> };
  /** The canary that runs. */
  readonly canary?: CanarySettings;
  readonly release?: StageRelease;
  readonly accessLog?: AccessLogSettings;
  readonly clientCertificateId?: Value<string>;
  readonly tracingEnabled?: Value<boolean>;
  readonly documentationVersion?: Value<string>;
  readonly tags?: Readonly<Record<string, Value<string>>>;
}

/** Settings for one method of one resource, or with `*` for all that have none of their own. */
export interface MethodSettings {
  /** A path, or `*`. */
  readonly path: string;
  readonly httpMethod: HttpMethod | '*';
  readonly throttle?: Throttle;
  readonly caching?: CacheSettings;
  readonly logging?: { readonly level?: Value<string>; readonly dataTrace?: Value<boolean> };
  readonly metricsEnabled?: Value<boolean>;
}

export interface Throttle {
  readonly ratePerSecond?: Value<number>;
  readonly burst?: Value<number>;
}

export interface CacheSettings {
  readonly enabled?: Value<boolean>;
  /** 0 to 3600, default 300. */
  readonly ttlSeconds?: Value<number>;
  readonly encrypted?: Value<boolean>;
  /** Whether a client needs permission to have an entry replaced. Default true; CloudFormation has no property for it. */
  readonly requireAuthorizationForCacheControl?: boolean;
  /** Default SUCCEED_WITH_RESPONSE_HEADER; CloudFormation has no property for it. */
  readonly unauthorizedCacheControlHeaderStrategy?: UnauthorizedCacheControlHeaderStrategy;
}

/** The response to a client that asks for a fresh response and may not. */
export type UnauthorizedCacheControlHeaderStrategy =
  'FAIL_WITH_403' | 'SUCCEED_WITH_RESPONSE_HEADER' | 'SUCCEED_WITHOUT_RESPONSE_HEADER';

export interface CanarySettings {
  /** 0 to 100. */
  readonly percentTraffic?: Value<number>;
  readonly stageVariableOverrides?: Readonly<Record<string, Value<string>>>;
  readonly useStageCache?: Value<boolean>;
  /** The deployment that canary requests get. */
  readonly deploymentId?: Value<string>;
}

/** How new deployments of a controlled stage are released. Deployers act on it; API Gateway does not know it. */
export interface StageRelease {
  /** The canary that a new deployment starts as. */
  readonly canary: Omit<CanarySettings, 'deploymentId'>;
}

export interface AccessLogSettings {
  readonly destinationArn?: Value<string>;
  readonly format?: AccessLogFormat;
}
