import type { LoggingProps, ThrottleProps } from '../rest/methods/method-props.js';

/** Settings of requests in a stage, for one route or for all. */
export interface RouteSettingsProps {
  /**
   * The requests that are allowed.
   *
   * @default - as the route, the stage or the API's `defaults` say; otherwise the account's limits
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
   */
  readonly throttle?: ThrottleProps;

  /**
   * Whether each route has CloudWatch metrics of its own.
   *
   * @default - as the route, the stage or the API's `defaults` say; otherwise false
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
   */
  readonly metrics?: boolean;
}

/** The same of a WebSocket API, which has an execution log. */
export interface LoggedRouteSettingsProps extends RouteSettingsProps {
  /**
   * The level of the execution log, in each stage.
   *
   * @default - as the route, the stage or the API's `defaults` say; otherwise nothing
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
   */
  readonly logging?: LoggingProps;
}
