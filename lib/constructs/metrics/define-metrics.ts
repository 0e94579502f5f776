import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';

/** What a metric belongs to: a construct, and the dimensions that name what is measured. */
export interface Measurement {
  readonly scope: IConstruct;
  readonly dimensionsMap: Readonly<Record<string, string>>;
  readonly options: MetricOptions;
}

/** A class of measured things. */
export interface MeasuredOwner<Options> {
  measure(options: Options): Measurement;
}

/** Metrics by the methods that give them, each with the statistic that is of most use. */
export type CannedMetrics = Readonly<Record<string, { readonly metricName: string; readonly statistic: string }>>;

/** Gives a class that declares them the metrics, and `metric` for any other. */
export function defineMetrics<Options extends MetricOptions>(
  { prototype }: { readonly prototype: MeasuredOwner<Options> },
  metrics: CannedMetrics,
): void {
  const define = (name: string, value: unknown): unknown =>
    Object.defineProperty(prototype, name, { configurable: true, writable: true, value });
  define('metric', function (this: MeasuredOwner<Options>, metricName: string, options?: Options) {
    return metricOf(this, { metricName }, options);
  });
  for (const [name, canned] of Object.entries(metrics)) {
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
