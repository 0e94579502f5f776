import type { CacheKeyParameter } from './cache-key.js';
import type { IntegrationResponse } from './integration-response.js';
import type { ContentHandling, PassthroughBehavior, Templates } from './mapping-template.js';
import type { RequestParameterMapping } from './parameter-mapping.js';
import type { Value } from './value.js';

/**
 * The integration of a REST method, by API Gateway's `type`.
 *
 * Members that a type stores and never uses (a template of a proxy integration, say) are kept, so that nothing is lost
 * between formats; which are used is the runtime's to say.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-integration-settings.html
 */
export type Integration =
  MockIntegration | HttpIntegration | HttpProxyIntegration | AwsIntegration | AwsProxyIntegration;

export interface MockIntegration extends IntegrationSettings {
  readonly type: 'MOCK';
}

export interface HttpIntegration extends IntegrationSettings, HttpTarget {
  readonly type: 'HTTP';
}

export interface HttpProxyIntegration extends IntegrationSettings, HttpTarget {
  readonly type: 'HTTP_PROXY';
}

export interface AwsIntegration extends IntegrationSettings, AwsTarget {
  readonly type: 'AWS';
}

/** A Lambda function (the only service that console and import accept, Firehose streams aside). */
export interface AwsProxyIntegration extends IntegrationSettings, AwsTarget {
  readonly type: 'AWS_PROXY';
}

export interface HttpTarget {
  readonly httpMethod: Value<string>;
  readonly uri: Value<string>;
  /** Absent: over the internet. */
  readonly vpcLink?: VpcLinkConnection;
  readonly insecureSkipVerification?: boolean;
}

export interface AwsTarget {
  /** Lambda takes POST only. */
  readonly httpMethod: Value<string>;
  /** `arn:{partition}:apigateway:{region}:{subdomain.service|service}:{path|action}/{service_api}`, see `parseIntegrationUri`. */
  readonly uri: Value<string>;
  readonly vpcLink?: VpcLinkConnection;
  readonly insecureSkipVerification?: boolean;
}

export interface VpcLinkConnection {
  /** The link's id, or `${stageVariables.name}`. */
  readonly id: Value<string>;
  /** The listener of a load balancer behind a VPC link of the second version. */
  readonly target?: Value<string>;
}

export interface IntegrationSettings {
  readonly requestParameters?: readonly RequestParameterMapping[];
  readonly requestTemplates?: Templates;
  /** Default WHEN_NO_MATCH. */
  readonly passthroughBehavior?: PassthroughBehavior;
  readonly contentHandling?: ContentHandling;
  /** A role's ARN, or `arn:aws:iam::*:user/*` for the caller's own identity. Absent: the resource's own policy. */
  readonly credentials?: Value<string>;
  /** 50 to 29,000, more with a raised quota or with streaming. Default 29,000. */
  readonly timeoutMs?: Value<number>;
  /** Default: the resource's id. */
  readonly cacheNamespace?: Value<string>;
  readonly cacheKeyParameters?: readonly CacheKeyParameter[];
  /** Default BUFFERED. */
  readonly responseTransferMode?: 'BUFFERED' | 'STREAM';
  readonly responses?: readonly IntegrationResponse[];
}
