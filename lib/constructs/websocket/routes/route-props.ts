import type { InlineSchema, Model } from '../../rest/model.js';
import type { IWebSocketAuthorizer } from '../authorizers/websocket-authorizer.js';
import type { IWebSocketIntegration } from '../integrations/websocket-integration.js';
import type { LoggedRouteSettingsProps } from '../../stages/route-settings-props.js';

/** A value of the request that opens a connection: `querystring.token`, `header.X-Client`. */
export type ConnectionParameterKey =
  `${'header' | 'querystring' | 'multivalueheader' | 'multivaluequerystring'}.${string}`;

/** Properties of a route of a WebSocket API. */
export interface WebSocketRouteProps extends LoggedRouteSettingsProps {
  /**
   * Whether the client gets the integration's response. Without it the response is dropped, and only errors are sent. An
   * object describes the responses.
   *
   * @default false
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-route-response.html
   */
  readonly respond?: boolean | RouteResponseProps;

  /**
   * The shapes of messages, by the values of `modelSelectionExpression`; `$default` is for all others. A plain schema
   * becomes a model named by its `title` or by the route: `SendMessageRequest`.
   *
   * @default - anything
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
   */
  readonly requestModels?: Readonly<Record<string, Model | InlineSchema>>;

  /**
   * What chooses among the request models: `$request.body.type`.
   *
   * @default $default - for a single request model of that name; several require an expression
   */
  readonly modelSelectionExpression?: string;

  /**
   * Values of the request that opens a connection, and whether each is required: `{ 'querystring.token': true }`. Those that
   * the integration maps need no declaration.
   *
   * @default - only those
   */
  readonly parameters?: Readonly<Partial<Record<ConnectionParameterKey, boolean>>>;

  /**
   * Whether the client needs an API key of a usage plan.
   *
   * @default false
   */
  readonly apiKeyRequired?: boolean;

  /**
   * The name of the route in SDKs.
   *
   * @default - none
   */
  readonly operationName?: string;
}

/** Properties of the route `$connect`. */
export interface ConnectRouteProps extends WebSocketRouteProps {
  /**
   * Who may connect. Messages are not authorized again.
   *
   * @default - anybody
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html
   */
  readonly authorizer?: IWebSocketAuthorizer;
}

/** What a route that responds says of its responses. */
export interface RouteResponseProps {
  /**
   * The shapes of responses, by the values of `modelSelectionExpression`; `$default` is for all others. API Gateway stores
   * them for SDKs and checks no response.
   *
   * @default - anything
   */
  readonly models?: Readonly<Record<string, Model | InlineSchema>>;

  /**
   * What chooses among the models: `${integration.response.statuscode}`.
   *
   * @default - none
   */
  readonly modelSelectionExpression?: string;
}

/** A route in the properties of an API: its integration, alone or with properties. */
export type RouteSetting<P extends WebSocketRouteProps = WebSocketRouteProps> =
  IWebSocketIntegration | (P & { readonly integration: IWebSocketIntegration });

/** The route `$connect` in the properties of an API. Without an integration, API Gateway accepts every authorized connection. */
export type ConnectSetting =
  IWebSocketIntegration | (ConnectRouteProps & { readonly integration?: IWebSocketIntegration });

/** The properties that a route of the key `K` may have. */
export type RoutePropsOf<K extends string> = string extends K
  ? ConnectRouteProps
  : K extends '$connect'
    ? ConnectRouteProps
    : WebSocketRouteProps;
