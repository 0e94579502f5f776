import type { Histogram } from './histogram.js';
import type { MetricDimensions, RequestMetrics } from './metrics.js';

/** A metric with its statistics, in CloudWatch's names. */
export interface PrintedMetric {
  readonly name: string;
  readonly dimensions: MetricDimensions;
  readonly unit: 'Count' | 'Milliseconds' | 'Bytes';
  readonly sampleCount: number;
  readonly sum: number;
  /** Of latencies. */
  readonly minimum?: number;
  readonly maximum?: number;
}

/**
 * Metrics as plain data.
 *
 * Documented: the average of an error or of a cache metric is its rate, so that each request counts as a sample
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html).
 */
export function printMetrics(metrics: readonly RequestMetrics[]): readonly PrintedMetric[] {
  return metrics.flatMap((one) => {
    const { dimensions, count, latency, integrationLatency } = one;
    const counted = (name: string, sum: number, sampleCount: number): PrintedMetric => {
      return { name, dimensions, unit: 'Count', sampleCount, sum };
    };
    const isHttpApi = 'ApiId' in dimensions;
    const cached = one.cacheHits + one.cacheMisses;
    return [
      counted('Count', count, count),
      counted(isHttpApi ? '4xx' : '4XXError', one.clientErrors, count),
      counted(isHttpApi ? '5xx' : '5XXError', one.serverErrors, count),
      ...(cached === 0
        ? []
        : [counted('CacheHitCount', one.cacheHits, cached), counted('CacheMissCount', one.cacheMisses, cached)]),
      ...printLatency('Latency', dimensions, latency),
      ...printLatency('IntegrationLatency', dimensions, integrationLatency),
      ...(isHttpApi
        ? [
            {
              name: 'DataProcessed',
              dimensions,
              unit: 'Bytes',
              sampleCount: count,
              sum: one.dataProcessedBytes,
            } as const,
          ]
        : []),
    ];
  });
}

function printLatency(name: string, dimensions: MetricDimensions, histogram: Histogram): readonly PrintedMetric[] {
  const { count, sumMs, minimumMs, maximumMs } = histogram;
  if (count === 0) return [];
  const statistics = { sampleCount: count, sum: sumMs, minimum: minimumMs, maximum: maximumMs };
  return [{ name, dimensions, unit: 'Milliseconds', ...statistics }];
}

/**
 * Metrics in the text format of Prometheus. Those of stages and those of methods have names of their own, so that a sum
 * counts no request twice; the metrics of an API are the sum of its stages.
 */
export function printPrometheus(metrics: readonly RequestMetrics[]): string {
  const stages = metrics.filter(({ dimensions: { Stage, Method } }) => Stage !== undefined && Method === undefined);
  const methods = metrics.filter(({ dimensions: { Method } }) => Method !== undefined);
  return [...printFamilies('aws_apigateway', stages), ...printFamilies('aws_apigateway_method', methods)].join('');
}

const COUNTERS: readonly (readonly [name: string, help: string, read: (metrics: RequestMetrics) => number])[] = [
  ['count_total', 'Requests', ({ count }) => count],
  ['4xx_error_total', 'Responses with a status of 400 to 499', ({ clientErrors }) => clientErrors],
  ['5xx_error_total', 'Responses with a status of 500 and more', ({ serverErrors }) => serverErrors],
  ['cache_hit_count_total', 'Responses from the cache', ({ cacheHits }) => cacheHits],
  ['cache_miss_count_total', 'Responses that the cache did not have', ({ cacheMisses }) => cacheMisses],
  ['data_processed_bytes_total', 'Bytes of requests and responses of HTTP APIs', (one) => one.dataProcessedBytes],
];

const HISTOGRAMS: readonly (readonly [name: string, help: string, read: (metrics: RequestMetrics) => Histogram])[] = [
  ['latency_milliseconds', 'From the request to the response', ({ latency }) => latency],
  ['integration_latency_milliseconds', 'Of the backend', ({ integrationLatency }) => integrationLatency],
];

function printFamilies(prefix: string, metrics: readonly RequestMetrics[]): readonly string[] {
  if (metrics.length === 0) return [];
  const labelled = metrics.map((one) => ({ one, labels: printLabels(one.dimensions) }));
  const head = (name: string, type: string, help: string): string =>
    `# HELP ${prefix}_${name} ${help}\n# TYPE ${prefix}_${name} ${type}\n`;
  return [
    ...COUNTERS.flatMap(([name, help, read]) => [
      head(name, 'counter', help),
      ...labelled.map(({ one, labels }) => `${prefix}_${name}{${labels}} ${read(one)}\n`),
    ]),
    ...HISTOGRAMS.flatMap(([name, help, read]) => [
      head(name, 'histogram', help),
      ...labelled.map(({ one, labels }) => printHistogram(`${prefix}_${name}`, labels, read(one))),
    ]),
  ];
}

function printHistogram(name: string, labels: string, histogram: Histogram): string {
  const buckets = [...histogram.cumulative(), ['+Inf', histogram.count] as const];
  const lines = buckets.map(([bound, count]) => `${name}_bucket{${labels},le="${bound}"} ${count}\n`);
  return `${lines.join('')}${name}_sum{${labels}} ${histogram.sumMs}\n${name}_count{${labels}} ${histogram.count}\n`;
}

const LABELS = {
  ApiName: 'api_name',
  ApiId: 'api_id',
  Stage: 'stage',
  Method: 'method',
  Resource: 'resource',
} as const;

function printLabels(dimensions: MetricDimensions): string {
  const values: Readonly<Partial<Record<keyof typeof LABELS, string>>> = dimensions;
  return Object.entries(LABELS)
    .map(([dimension, label]) => [label, values[dimension as keyof typeof LABELS]] as const)
    .flatMap(([label, value]) => (value === undefined ? [] : [`${label}="${escapeLabel(value)}"`]))
    .join(',');
}

function escapeLabel(value: string): string {
  return value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');
}
