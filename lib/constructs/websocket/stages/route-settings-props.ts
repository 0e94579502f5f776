import type { RouteSettingsProps } from '../../http-api/stages/route-settings-props.js';
import type { LoggingProps } from '../../rest/methods/method-props.js';

/** Settings of messages in a stage of a WebSocket API, for one route or for all. */
export interface WebSocketRouteSettingsProps extends RouteSettingsProps {
  /**
   * The level of the execution log, in each stage.
   *
   * @default - as the route, the stage or the API's `defaults` say; otherwise nothing
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
   */
  readonly logging?: LoggingProps;
}
