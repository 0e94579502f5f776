import { Stats, type Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { defineMetrics, type MeasuredOwner } from '../../metrics/define-metrics.js';
import type { IMeasuredRequests } from '../../rest/metrics/measured.js';

/**
 * Something of an HTTP API whose requests API Gateway counts and measures in CloudWatch.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
 */
export interface IMeasuredHttp<Options extends MetricOptions = MetricOptions> extends IMeasuredRequests<Options> {
  /** The amount of data processed, in bytes. */
  metricDataProcessed(options?: Options): Metric;
}

/**
 * The metrics that API Gateway writes for an HTTP API, with the statistic that gives their total or, of latencies, their
 * average.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
 */
const METRICS = {
  metricCount: { metricName: 'Count', statistic: Stats.SAMPLE_COUNT },
  metricClientError: { metricName: '4xx', statistic: Stats.SUM },
  metricServerError: { metricName: '5xx', statistic: Stats.SUM },
  metricLatency: { metricName: 'Latency', statistic: Stats.AVERAGE },
  metricIntegrationLatency: { metricName: 'IntegrationLatency', statistic: Stats.AVERAGE },
  metricDataProcessed: { metricName: 'DataProcessed', statistic: Stats.SUM },
} as const satisfies Readonly<Partial<Record<keyof IMeasuredHttp, object>>>;

/** Gives a class that declares them the metrics. */
export function defineHttpMetrics<Options extends MetricOptions>(owner: {
  readonly prototype: MeasuredOwner<Options>;
}): void {
  defineMetrics(owner, METRICS);
}
