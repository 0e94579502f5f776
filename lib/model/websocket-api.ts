import type { IdentitySource } from './identity-source.js';
import type { SchemaModel } from './json-schema.js';
import type { WebSocketRouteKey } from './route-key.js';
import type { RouteStage } from './route-stage.js';
import type { IntegrationResponseExpression, MessageExpression } from './selection-expression.js';
import type { Value } from './value.js';
import type { WebSocketIntegration } from './websocket-integration.js';

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

/** A stage of a WebSocket API. */
export interface WebSocketStage extends RouteStage<WebSocketRouteKey> {
  /** The certificate that it presents to HTTPS backends. */
  readonly clientCertificateId?: Value<string>;
}

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
  readonly requestParameters?: readonly WebSocketRequestParameter[];
  readonly integration?: WebSocketIntegration;
  /** `$default`, for a route that answers. */
  readonly routeResponseSelectionExpression?: MessageExpression;
  readonly responses?: readonly WebSocketRouteResponse[];
}

/** `route.request.<location>.<name>`: a value of the request that opens a connection, which mappings may use. */
export interface WebSocketRequestParameter {
  readonly location: 'header' | 'querystring' | 'multivalueheader' | 'multivaluequerystring';
  readonly name: string;
  readonly required: boolean;
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
