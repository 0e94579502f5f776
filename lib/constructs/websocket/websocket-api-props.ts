import type { RaisedQuotas } from '../../model/index.js';
import type { LoggedRouteSettingsProps } from '../stages/route-settings-props.js';
import type { ConnectSetting, RouteSetting } from './routes/route-props.js';

/** Properties of a WebSocket API. */
export interface WebSocketApiProps {
  /**
   * The API's name.
   *
   * @default - the construct's id
   */
  readonly apiName?: string;

  /**
   * What the API is for.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * The version of the API, for people.
   *
   * @default - none
   */
  readonly version?: string;

  /**
   * What gives a message's route: its string is the key of a route, else the message goes to the route `$default`.
   *
   * @default $request.body.action
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
   */
  readonly routeSelectionExpression?: string;

  /**
   * Where the API key of a client is: `$request.header.x-api-key` or `$context.authorizer.usageIdentifierKey`.
   *
   * @default $request.header.x-api-key
   */
  readonly apiKeySelectionExpression?: string;

  /**
   * The route of new connections: an integration, alone or with properties. Only here can an authorizer stand.
   *
   * @default - none: API Gateway accepts every connection
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
   */
  readonly connect?: ConnectSetting;

  /**
   * The route of closed connections: an integration, alone or with properties.
   *
   * @default - none
   */
  readonly disconnect?: RouteSetting;

  /**
   * The route of messages that no other route matches: an integration, alone or with properties.
   *
   * @default - none: the client gets the error "Forbidden"
   */
  readonly default?: RouteSetting;

  /**
   * Routes by their keys: an integration, alone or with properties. `addRoute` adds more.
   *
   * @default - none
   */
  readonly routes?: Readonly<Record<string, RouteSetting>> & Readonly<Record<`$${string}`, never>>;

  /**
   * Settings of every route in every stage.
   *
   * @default - those of API Gateway
   */
  readonly defaults?: LoggedRouteSettingsProps;

  /**
   * Whether an API without a stage of its own gets the stage `prod`. For its settings add it yourself:
   * `api.addStage('prod', { throttle })`.
   *
   * @default true
   */
  readonly defaultStage?: boolean;

  /**
   * Whether clients reach the API by custom domain names only.
   *
   * @default false
   */
  readonly disableExecuteApiEndpoint?: boolean;

  /**
   * Which addresses reach the API.
   *
   * @default ipv4
   */
  readonly ipAddressType?: 'ipv4' | 'dualstack';

  /**
   * Whether API Gateway takes models without a check of their schemas.
   *
   * @default false
   */
  readonly disableSchemaValidation?: boolean;

  /**
   * Tags of the API and its stages.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;

  /**
   * Quotas that AWS has raised for the account, for the check at synthesis.
   *
   * @default - the quotas of a new account
   */
  readonly quotas?: RaisedQuotas;
}
