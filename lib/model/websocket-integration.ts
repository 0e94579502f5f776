import type { VpcLinkConnection } from './integration.js';
import type { ContentHandling, PassthroughBehavior, Templates } from './mapping-template.js';
import type { MessageParameterMapping, ResponseParameterMapping } from './parameter-mapping.js';
import type { IntegrationResponseExpression, MessageExpression } from './selection-expression.js';
import type { Value } from './value.js';

/**
 * The integration of a WebSocket API's route, by API Gateway's `type`. Members that a type stores and never uses are
 * kept, as in those of REST APIs.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
 */
export type WebSocketIntegration =
  | WebSocketMockIntegration
  | WebSocketHttpIntegration
  | WebSocketHttpProxyIntegration
  | WebSocketAwsIntegration
  | WebSocketAwsProxyIntegration;

export interface WebSocketMockIntegration extends WebSocketIntegrationSettings {
  readonly type: 'MOCK';
}

export interface WebSocketHttpIntegration extends WebSocketIntegrationSettings, WebSocketTarget {
  readonly type: 'HTTP';
}

export interface WebSocketHttpProxyIntegration extends WebSocketIntegrationSettings, WebSocketTarget {
  readonly type: 'HTTP_PROXY';
}

export interface WebSocketAwsIntegration extends WebSocketIntegrationSettings, WebSocketTarget {
  readonly type: 'AWS';
}

/** A Lambda function. */
export interface WebSocketAwsProxyIntegration extends WebSocketIntegrationSettings, WebSocketTarget {
  readonly type: 'AWS_PROXY';
}

export interface WebSocketTarget {
  readonly uri: Value<string>;
  /** Lambda takes POST only. */
  readonly httpMethod: Value<string>;
  /** Absent: over the internet. */
  readonly vpcLink?: VpcLinkConnection;
}

export interface WebSocketIntegrationSettings {
  readonly credentials?: Value<string>;
  /** 50 to 29,000, default 29,000. */
  readonly timeoutMs?: Value<number>;
  readonly contentHandling?: ContentHandling;
  /** Default WHEN_NO_MATCH. */
  readonly passthroughBehavior?: PassthroughBehavior;
  /** Gives a key of `requestTemplates`. */
  readonly templateSelectionExpression?: MessageExpression;
  readonly requestTemplates?: Templates;
  readonly requestParameters?: readonly MessageParameterMapping[];
  readonly responses?: readonly WebSocketIntegrationResponse[];
}

export interface WebSocketIntegrationResponse {
  /** `$default`, or a regular expression between slashes. */
  readonly integrationResponseKey: string;
  readonly contentHandling?: ContentHandling;
  /** Gives a key of `responseTemplates`. */
  readonly templateSelectionExpression?: IntegrationResponseExpression;
  readonly responseTemplates?: Templates;
  readonly responseParameters?: readonly ResponseParameterMapping[];
}
