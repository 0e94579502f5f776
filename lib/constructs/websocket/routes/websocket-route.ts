import type { IConstruct } from 'constructs';
import { routeArn } from '../../paths/invoke-arn.js';

/** The API of a route, as far as the route uses it. */
export interface WebSocketRouteApi extends IConstruct {
  /** The API's id. */
  readonly apiId: string;
}

/**
 * A route of a WebSocket API, as `api.addRoute(…)` returns it. It has no construct of its own: its resource is made when
 * all is declared.
 *
 * @example
 * const send = api.addRoute('sendMessage', new WebSocketLambda(handler));
 * prod.configure(send, { throttle: { rateLimit: 10, burstLimit: 20 } });
 */
export class WebSocketRoute<K extends string = string> {
  /** Use `api.addRoute(…)`. */
  constructor(
    /** The API that the route belongs to. */
    readonly api: WebSocketRouteApi,
    /** The route's key: `$connect`, `sendMessage`. */
    readonly routeKey: K,
  ) {}

  /**
   * The ARN that policies name for the route in every stage of the API.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
   */
  get routeArn(): string {
    return routeArn(this.api, this.api.apiId, { routeKey: this.routeKey });
  }
}
