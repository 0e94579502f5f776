import type { Histogram } from './histogram.js';
import type { MetricDimensions, RequestMetrics, WebSocketDimensions, WebSocketMetrics } from './metrics.js';

/** A metric with its statistics, in CloudWatch's names. */
export interface PrintedMetric<Dimensions = MetricDimensions | WebSocketDimensions> {
  readonly name: string;
  readonly dimensions: Dimensions;
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
export function printMetrics(metrics: readonly RequestMetrics[]): readonly PrintedMetric<MetricDimensions>[] {
  return metrics.flatMap((one) => {
    const { dimensions, count, latency, integrationLatency } = one;
    const counted = (name: string, sum: number, sampleCount: number): PrintedMetric<MetricDimensions> => {
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

/** The metrics of WebSocket APIs as plain data. */
export function printWebSocketMetrics(metrics: readonly WebSocketMetrics[]): readonly PrintedMetric[] {
  return metrics.flatMap((one) => {
    const { dimensions } = one;
    const counted = (name: string, sum: number): PrintedMetric => {
      return { name, dimensions, unit: 'Count', sampleCount: one.messages, sum };
    };
    return [
      counted('ConnectCount', one.connects),
      counted('MessageCount', one.messages),
      counted('IntegrationError', one.integrationErrors),
      counted('ClientError', one.clientErrors),
      counted('ExecutionError', one.executionErrors),
      ...printLatency('IntegrationLatency', dimensions, one.integrationLatency),
    ];
  });
}

function printLatency<Dimensions>(
  name: string,
  dimensions: Dimensions,
  histogram: Histogram,
): readonly PrintedMetric<Dimensions>[] {
  const { count, sumMs, minimumMs, maximumMs } = histogram;
  if (count === 0) return [];
  const statistics = { sampleCount: count, sum: sumMs, minimum: minimumMs, maximum: maximumMs };
  return [{ name, dimensions, unit: 'Milliseconds', ...statistics }];
}

/**
 * Metrics in the text format of Prometheus. Those of stages and those of methods have names of their own, so that a sum
 * counts no request twice; the metrics of an API are the sum of its stages.
 */
export function printPrometheus(
  metrics: readonly RequestMetrics[],
  webSockets: readonly WebSocketMetrics[] = [],
): string {
  const stages = metrics.filter(({ dimensions: { Stage, Method } }) => Stage !== undefined && Method === undefined);
  const methods = metrics.filter(({ dimensions: { Method } }) => Method !== undefined);
  const connections = webSockets.filter(
    ({ dimensions: { Stage, Route } }) => Stage !== undefined && Route === undefined,
  );
  const routes = webSockets.filter(({ dimensions: { Route } }) => Route !== undefined);
  return [
    ...printFamilies('aws_apigateway', stages, COUNTERS, HISTOGRAMS),
    ...printFamilies('aws_apigateway_method', methods, COUNTERS, HISTOGRAMS),
    ...printFamilies('aws_apigateway_websocket', connections, WEBSOCKET_COUNTERS, WEBSOCKET_HISTOGRAMS),
    ...printFamilies('aws_apigateway_websocket_route', routes, WEBSOCKET_COUNTERS, WEBSOCKET_HISTOGRAMS),
  ].join('');
}

/** A metric's name, its help, and its value among the metrics with the same dimensions. */
type Family<M, V> = readonly [name: string, help: string, read: (metrics: M) => V];

const COUNTERS: readonly Family<RequestMetrics, number>[] = [
  ['count_total', 'Requests', ({ count }) => count],
  ['4xx_error_total', 'Responses with a status of 400 to 499', ({ clientErrors }) => clientErrors],
  ['5xx_error_total', 'Responses with a status of 500 and more', ({ serverErrors }) => serverErrors],
  ['cache_hit_count_total', 'Responses from the cache', ({ cacheHits }) => cacheHits],
  ['cache_miss_count_total', 'Responses that the cache did not have', ({ cacheMisses }) => cacheMisses],
  ['data_processed_bytes_total', 'Bytes of requests and responses of HTTP APIs', (one) => one.dataProcessedBytes],
];

const HISTOGRAMS: readonly Family<RequestMetrics, Histogram>[] = [
  ['latency_milliseconds', 'From the request to the response', ({ latency }) => latency],
  ['integration_latency_milliseconds', 'Of the backend', ({ integrationLatency }) => integrationLatency],
];

const WEBSOCKET_COUNTERS: readonly Family<WebSocketMetrics, number>[] = [
  ['connect_count_total', 'Handshakes that reached $connect', ({ connects }) => connects],
  ['message_count_total', 'Messages in both directions', ({ messages }) => messages],
  ['integration_error_total', 'Integration responses with a status of 400 and more', (one) => one.integrationErrors],
  ['client_error_total', 'Events refused before the integration', ({ clientErrors }) => clientErrors],
  ['execution_error_total', 'Integrations that could not be called', ({ executionErrors }) => executionErrors],
];

const WEBSOCKET_HISTOGRAMS: readonly Family<WebSocketMetrics, Histogram>[] = [
  ['integration_latency_milliseconds', 'Of the backend', ({ integrationLatency }) => integrationLatency],
];

function printFamilies<M extends { readonly dimensions: PrintedMetric['dimensions'] }>(
  prefix: string,
  metrics: readonly M[],
  counters: readonly Family<M, number>[],
  histograms: readonly Family<M, Histogram>[],
): readonly string[] {
  if (metrics.length === 0) return [];
  const labelled = metrics.map((one) => ({ one, labels: printLabels(one.dimensions) }));
  const head = (name: string, type: string, help: string): string =>
    `# HELP ${prefix}_${name} ${help}\n# TYPE ${prefix}_${name} ${type}\n`;
  return [
    ...counters.flatMap(([name, help, read]) => [
      head(name, 'counter', help),
      ...labelled.map(({ one, labels }) => `${prefix}_${name}{${labels}} ${read(one)}\n`),
    ]),
    ...histograms.flatMap(([name, help, read]) => [
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
  Route: 'route',
} as const;

function printLabels(dimensions: PrintedMetric['dimensions']): string {
  const values: Readonly<Partial<Record<keyof typeof LABELS, string>>> = dimensions;
  return Object.entries(LABELS)
    .map(([dimension, label]) => [label, values[dimension as keyof typeof LABELS]] as const)
    .flatMap(([label, value]) => (value === undefined ? [] : [`${label}="${escapeLabel(value)}"`]))
    .join(',');
}

function escapeLabel(value: string): string {
  return value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');
}
