import { Metric, Stats, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
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

/** A class of measured things. */
interface MeasuredOwner<Options> {
  /** The construct that the metrics belong to, and the dimensions that name what is measured. */
  measure(options: Options): {
    readonly scope: IConstruct;
    readonly dimensionsMap: Readonly<Record<string, string>>;
    readonly options: MetricOptions;
  };
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
export function defineHttpMetrics<Options extends MetricOptions>({
  prototype,
}: {
  readonly prototype: MeasuredOwner<Options>;
}): void {
  const define = (name: string, value: unknown): unknown =>
    Object.defineProperty(prototype, name, { configurable: true, writable: true, value });
  define('metric', function (this: MeasuredOwner<Options>, metricName: string, options?: Options) {
    return metricOf(this, { metricName }, options);
  });
  for (const [name, canned] of Object.entries(METRICS)) {
    define(name, function (this: MeasuredOwner<Options>, options?: Options) {
      return metricOf(this, canned, options);
    });
  }
}

function metricOf<Options extends MetricOptions>(
  owner: MeasuredOwner<Options>,
  canned: { readonly metricName: string; readonly statistic?: string },
  given: Options | undefined,
): Metric {
  const { scope, dimensionsMap, options } = owner.measure(given ?? ({} as Options));
  return new Metric({ namespace: 'AWS/ApiGateway', dimensionsMap, ...canned, ...options }).attachTo(scope);
}
