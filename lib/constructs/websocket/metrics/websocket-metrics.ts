import { Stats, type Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { defineMetrics, type MeasuredOwner } from '../../metrics/define-metrics.js';

/**
 * Something whose messages API Gateway counts and measures in CloudWatch: a WebSocket API, its stage or its route.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
 */
export interface IMeasuredWebSocket<Options extends MetricOptions = MetricOptions> {
  /** A metric of the namespace `AWS/ApiGateway` by its name. */
  metric(metricName: string, options?: Options): Metric;

  /** The number of connections that clients opened or tried to open. */
  metricConnectCount(options?: Options): Metric;

  /** The number of messages, from clients and to them. */
  metricMessageCount(options?: Options): Metric;

  /** The number of messages to which the integration responded with an error. */
  metricIntegrationError(options?: Options): Metric;

  /** The number of messages that API Gateway refused before it called an integration. */
  metricClientError(options?: Options): Metric;

  /** The number of messages for which the call of the integration failed. */
  metricExecutionError(options?: Options): Metric;

  /** The average time in milliseconds that the integration takes. Mocks are not measured. */
  metricIntegrationLatency(options?: Options): Metric;
}

/**
 * The metrics that API Gateway writes for a WebSocket API, with the statistic that gives their total or, of the latency,
 * its average.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
 */
const METRICS = {
  metricConnectCount: { metricName: 'ConnectCount', statistic: Stats.SUM },
  metricMessageCount: { metricName: 'MessageCount', statistic: Stats.SUM },
  metricIntegrationError: { metricName: 'IntegrationError', statistic: Stats.SUM },
  metricClientError: { metricName: 'ClientError', statistic: Stats.SUM },
  metricExecutionError: { metricName: 'ExecutionError', statistic: Stats.SUM },
  metricIntegrationLatency: { metricName: 'IntegrationLatency', statistic: Stats.AVERAGE },
} as const satisfies Readonly<Record<Exclude<keyof IMeasuredWebSocket, 'metric'>, object>>;

/** Gives a class that declares them the metrics. */
export function defineWebSocketMetrics<Options extends MetricOptions>(owner: {
  readonly prototype: MeasuredOwner<Options>;
}): void {
  defineMetrics(owner, METRICS);
}
