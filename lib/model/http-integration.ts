import type { HttpRequestMapping, HttpResponseMappings } from './http-parameter-mapping.js';
import type { VpcLinkConnection } from './integration.js';
import type { PayloadFormatVersion } from './payload-format-version.js';
import type { HttpRequestExpression } from './selection-expression.js';
import type { Value } from './value.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html */
export type HttpApiIntegration = HttpApiLambdaIntegration | HttpApiProxyIntegration | HttpApiServiceIntegration;

export interface HttpApiLambdaIntegration extends HttpApiIntegrationSettings, HttpApiRequestMappings {
  readonly type: 'AWS_PROXY';
  /** A function's ARN, or the invocation URI around it. */
  readonly uri: Value<string>;
  readonly payloadFormatVersion: PayloadFormatVersion;
}

export interface HttpApiProxyIntegration extends HttpApiIntegrationSettings, HttpApiRequestMappings {
  readonly type: 'HTTP_PROXY';
  readonly httpMethod: Value<string>;
  readonly uri: Value<string>;
  readonly vpcLink?: VpcLinkConnection;
  readonly serverNameToVerify?: Value<string>;
}

/** A first-class AWS service integration. */
export interface HttpApiServiceIntegration extends HttpApiIntegrationSettings {
  readonly type: 'AWS_SERVICE';
  /** Such as `SQS-SendMessage`. */
  readonly subtype: string;
  /** The service's own parameters, such as `QueueUrl`. */
  readonly parameters?: Readonly<Record<string, HttpRequestExpression>>;
}

interface HttpApiRequestMappings {
  readonly requestParameters?: readonly HttpRequestMapping[];
}

export interface HttpApiIntegrationSettings {
  readonly description?: Value<string>;
  /** 50 to 30,000, default 30,000. */
  readonly timeoutMs?: Value<number>;
  readonly credentials?: Value<string>;
  readonly responseParameters?: readonly HttpResponseMappings[];
}
