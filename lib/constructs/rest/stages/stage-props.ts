import type { IClientCertificateRef, IDeploymentRef, IDocumentationVersionRef } from 'aws-cdk-lib/aws-apigateway';
import type { IWebACLRef } from 'aws-cdk-lib/aws-wafv2';
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
   * What the stage is for.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * What `stageVariables.x` stands for in this stage.
   *
   * @default - none but those that integrations add
   */
  readonly variables?: Readonly<Record<string, string>>;

  /**
   * A cache for the methods that have `cache`; the others are never cached.
   *
   * @default - no cache
   */
  readonly cache?: StageCacheProps;

  /**
   * How many requests each method lets through, unless it says so itself.
   *
   * @default - the API's `defaults`
   */
  readonly throttle?: ThrottleProps;

  /**
   * What is written to the execution log.
   *
   * @default - the API's `defaults`
   */
  readonly logging?: LoggingProps;

  /**
   * Whether CloudWatch gets metrics for each method.
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
   * The certificate that the stage shows to HTTPS backends.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html
   */
  readonly clientCertificate?: IClientCertificateRef;

  /**
   * The version of the API's documentation that the stage's specification shows.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api.html
   */
  readonly documentationVersion?: string | IDocumentationVersionRef;

  /**
   * The web ACL of AWS WAF that requests pass first: a construct of scope REGIONAL, or an ARN.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html
   */
  readonly webAcl?: IWebACLRef | string;

  /**
   * Lets new deployments of the stage go live one step at a time, and pins it to one meanwhile.
   *
   * @default - a deployment goes live at once
   */
  readonly canary?: CanaryProps;

  /**
   * The deployment that the stage serves, or its id: one that was kept, such as the one before a mistake.
   *
   * @default - the API as it is declared, or what a controlled stage is pinned to
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
   * Whether cached answers are encrypted.
   *
   * @default false
   */
  readonly encrypted?: boolean;

  /**
   * Who may have a cached response replaced.
   *
   * @default - clients with the permission `execute-api:InvalidateCache`; others get the cached response and a warning
   */
  readonly invalidation?: CacheInvalidationProps;
}
