import type { MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import type { Measurement } from '../../metrics/define-metrics.js';
import { defineWebSocketMetrics, type IMeasuredWebSocket } from '../metrics/websocket-metrics.js';
import { routeArn } from '../../paths/invoke-arn.js';

/** The API of a route, as far as the route uses it. */
export interface WebSocketRouteApi extends IConstruct {
  /** The API's id. */
  readonly apiId: string;
  /** The name of the API's first stage. */
  readonly firstStageName: string;
}

/** Which messages of a route a metric counts. */
export interface WebSocketRouteMetricOptions extends MetricOptions {
  /**
   * The stage whose messages are counted.
   *
   * @default - the API's first stage
   */
  readonly stage?: { readonly stageName: string };
}

// eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars -- defineWebSocketMetrics() below defines the members
export interface WebSocketRoute<K extends string = string> extends IMeasuredWebSocket<WebSocketRouteMetricOptions> {}

/**
 * A route of a WebSocket API, as `api.addRoute(…)` returns it. It has no construct of its own: its resource is made when
 * all is declared.
 *
 * @example
 * const send = api.addRoute('sendMessage', new WebSocketLambda(handler));
 * prod.configure(send, { throttle: { rateLimit: 10, burstLimit: 20 } });
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- defineWebSocketMetrics() below defines the members
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

  /** @internal */
  measure({ stage, ...options }: WebSocketRouteMetricOptions): Measurement {
    const { api, routeKey } = this;
    const dimensionsMap = { ApiId: api.apiId, Stage: stage?.stageName ?? api.firstStageName, Route: routeKey };
    return { scope: api, dimensionsMap, options };
  }
}
defineWebSocketMetrics<WebSocketRouteMetricOptions>(WebSocketRoute);
