import type { ContentHandling, PassthroughBehavior, Templates } from './mapping-template.js';
import type { SchemaModel } from './json-schema.js';
import type { IdentitySource } from './identity-source.js';
import type { VpcLinkConnection } from './integration.js';
import type { WebSocketRouteKey } from './route-key.js';
import type { RouteStage } from './route-stage.js';
import type { IntegrationResponseExpression, MessageExpression } from './selection-expression.js';
import type { Value } from './value.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html */
export interface WebSocketApi {
  readonly protocol: 'WEBSOCKET';
  readonly id: string;
  readonly name: Value<string>;
  readonly description?: Value<string>;
  readonly version?: Value<string>;
  /** Such as `$request.body.action`. */
  readonly routeSelectionExpression: MessageExpression;
  /** Where the caller's API key is: `$request.header.x-api-key` or `$context.authorizer.usageIdentifierKey`. */
  readonly apiKeySelectionExpression?: MessageExpression;
  readonly disableExecuteApiEndpoint?: Value<boolean>;
  readonly disableSchemaValidation?: Value<boolean>;
  readonly ipAddressType?: Value<string>;
  readonly authorizers: readonly WebSocketAuthorizer[];
  readonly models?: readonly SchemaModel[];
  readonly routes: readonly WebSocketRoute[];
  readonly stages: readonly WebSocketStage[];
  readonly tags?: Readonly<Record<string, Value<string>>>;
}

export type WebSocketStage = RouteStage<WebSocketRouteKey>;

export interface WebSocketRoute {
  readonly routeKey: WebSocketRouteKey;
  readonly operationName?: string;
  readonly apiKeyRequired?: boolean;
  /** Counts on `$connect` only. */
  readonly authorization?:
    { readonly type: 'NONE' } | { readonly type: 'AWS_IAM' } | { readonly type: 'CUSTOM'; readonly authorizer: string };
  /** Gives a key of `requestModels`. */
  readonly modelSelectionExpression?: MessageExpression;
  readonly requestModels?: Readonly<Record<string, string>>;
  readonly requestParameters?: readonly string[];
  readonly integration?: WebSocketIntegration;
  /** `$default`, for a route that answers. */
  readonly routeResponseSelectionExpression?: MessageExpression;
  readonly responses?: readonly WebSocketRouteResponse[];
}

export interface WebSocketRouteResponse {
  readonly routeResponseKey: string;
  /** Gives a key of `responseModels`. */
  readonly modelSelectionExpression?: IntegrationResponseExpression;
  readonly responseModels?: Readonly<Record<string, string>>;
}

export interface WebSocketAuthorizer {
  readonly type: 'REQUEST';
  readonly name: string;
  readonly uri: Value<string>;
  readonly identitySource: readonly IdentitySource[];
  readonly credentials?: Value<string>;
}

export interface WebSocketIntegration {
  readonly type: 'AWS' | 'AWS_PROXY' | 'HTTP' | 'HTTP_PROXY' | 'MOCK';
  readonly uri?: Value<string>;
  readonly httpMethod?: Value<string>;
  readonly vpcLink?: VpcLinkConnection;
  readonly credentials?: Value<string>;
  readonly timeoutMs?: Value<number>;
  readonly contentHandling?: ContentHandling;
  readonly passthroughBehavior?: PassthroughBehavior;
  /** Gives a key of `requestTemplates`. */
  readonly templateSelectionExpression?: MessageExpression;
  readonly requestTemplates?: Templates;
  readonly requestParameters?: Readonly<Record<string, Value<string>>>;
  readonly responses?: readonly WebSocketIntegrationResponse[];
}

export interface WebSocketIntegrationResponse {
  /** `$default`, or a regular expression between slashes. */
  readonly integrationResponseKey: string;
  readonly contentHandling?: ContentHandling;
  /** Gives a key of `responseTemplates`. */
  readonly templateSelectionExpression?: IntegrationResponseExpression;
  readonly responseTemplates?: Templates;
  readonly responseParameters?: Readonly<Record<string, Value<string>>>;
}
