import type { IClientCertificateRef, IDeploymentRef, IDocumentationVersionRef } from 'aws-cdk-lib/aws-apigateway';
import type { IWebACLRef } from 'aws-cdk-lib/aws-wafv2';
import type { PropNames } from '../../check-props.js';
import type { LoggingProps, ThrottleProps } from '../methods/method-props.js';
import type { CanaryProps } from '../releases/canary-props.js';
import type { AccessLogProps } from './access-log.js';
import type { CacheInvalidationProps } from './cache-invalidation.js';

/**
 * The sizes of a stage's cache in gigabytes.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export const CacheSize = {
  /** Half a gigabyte. */
  GB_0_5: '0.5',
  /** 1.6 gigabytes. */
  GB_1_6: '1.6',
  /** 6.1 gigabytes. */
  GB_6_1: '6.1',
  /** 13.5 gigabytes. */
  GB_13_5: '13.5',
  /** 28.4 gigabytes. */
  GB_28_4: '28.4',
  /** 58.2 gigabytes. */
  GB_58_2: '58.2',
  /** 118 gigabytes. */
  GB_118: '118',
  /** 237 gigabytes. */
  GB_237: '237',
} as const;
export type CacheSize = (typeof CacheSize)[keyof typeof CacheSize];

/** Properties of a stage. */
export interface StageProps {
  /**
   * A description of the stage.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * The values of `stageVariables.x` in this stage.
   *
   * @default - only those that integrations add
   */
  readonly variables?: Readonly<Record<string, string>>;

  /**
   * A cache for the methods that have `cache`. Other methods are never cached.
   *
   * @default - no cache
   */
  readonly cache?: StageCacheProps;

  /**
   * The requests each method allows, unless the method has its own limits.
   *
   * @default - the API's `defaults`
   */
  readonly throttle?: ThrottleProps;

  /**
   * The execution log: which events it records.
   *
   * @default - the API's `defaults`
   */
  readonly logging?: LoggingProps;

  /**
   * Whether each method has CloudWatch metrics of its own.
   *
   * @default - the API's `defaults`
   */
  readonly metrics?: boolean;

  /**
   * Whether requests are traced with X-Ray.
   *
   * @default false
   */
  readonly tracing?: boolean;

  /**
   * A line for every request.
   *
   * @default - none
   */
  readonly accessLog?: AccessLogProps;

  /**
   * The certificate that the stage presents to HTTPS backends.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html
   */
  readonly clientCertificate?: IClientCertificateRef;

  /**
   * The version of the API's documentation that the stage publishes.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api.html
   */
  readonly documentationVersion?: string | IDocumentationVersionRef;

  /**
   * The AWS WAF web ACL that filters requests before the stage gets them: a construct of scope REGIONAL, or an ARN.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html
   */
  readonly webAcl?: IWebACLRef | string;

  /**
   * Releases new deployments of the stage step by step, and lets it be pinned to a deployment.
   *
   * @default - a deployment goes live at once
   */
  readonly canary?: CanaryProps;

  /**
   * The deployment that the stage serves, or its id. Use it to go back to an earlier deployment.
   *
   * @default - the API as it is declared, or the deployment that a controlled stage is pinned to
   */
  readonly deploymentId?: string | IDeploymentRef;

  /**
   * Tags of the stage, beside those of `Tags.of`.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** The cache of a stage. */
export interface StageCacheProps {
  /** How much the cache holds; API Gateway bills it by the hour. */
  readonly size: CacheSize;

  /**
   * Whether cached responses are encrypted.
   *
   * @default false
   */
  readonly encrypted?: boolean;

  /**
   * The clients that may replace a cached response.
   *
   * @default - clients with the permission `execute-api:InvalidateCache`; others get the cached response and a warning
   */
  readonly invalidation?: CacheInvalidationProps;
}

/** The names of a stage's properties: a misspelled `webAcl` would let in what it filters. */
export const STAGE_PROPS: PropNames<StageProps> = {
  description: true,
  variables: true,
  cache: true,
  throttle: true,
  logging: true,
  metrics: true,
  tracing: true,
  accessLog: true,
  clientCertificate: true,
  documentationVersion: true,
  webAcl: true,
  canary: true,
  deploymentId: true,
  tags: true,
};
