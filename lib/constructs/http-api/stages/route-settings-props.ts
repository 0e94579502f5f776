import type { ThrottleProps } from '../../rest/methods/method-props.js';

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
