import { expect, test } from 'vitest';
import { Metrics, type RequestOutcome } from '../../../lib/runtime/observe/metrics.js';
import { printMetrics, printPrometheus } from '../../../lib/runtime/observe/print-metrics.js';

const OK: RequestOutcome = { status: 200, latencyMs: 12, integrationLatencyMs: 8, cache: undefined };

function counted(...outcomes: readonly Partial<RequestOutcome>[]): Metrics {
  const metrics = new Metrics();
  for (const outcome of outcomes) metrics.of({ ApiName: 'Pets "1"', Stage: 'prod' }).add({ ...OK, ...outcome });
  return metrics;
}

test('metrics have the names, units and statistics of CloudWatch', () => {
  const metrics = counted({}, { status: 403, integrationLatencyMs: undefined }, { status: 504, latencyMs: 29_000 });
  const printed = printMetrics(metrics.list()).map(({ name, dimensions: _same, ...statistics }) => [name, statistics]);
  expect(printed).toEqual([
    ['Count', { unit: 'Count', sampleCount: 3, sum: 3 }],
    ['4XXError', { unit: 'Count', sampleCount: 3, sum: 1 }],
    ['5XXError', { unit: 'Count', sampleCount: 3, sum: 1 }],
    ['Latency', { unit: 'Milliseconds', sampleCount: 3, sum: 29_024, minimum: 12, maximum: 29_000 }],
    ['IntegrationLatency', { unit: 'Milliseconds', sampleCount: 2, sum: 16, minimum: 8, maximum: 8 }],
  ]);
});

test('cache metrics are there where a cache was asked', () => {
  const printed = printMetrics(counted({}, { cache: 'hit' }, { cache: 'hit' }, { cache: 'miss' }).list());
  const cache = printed.filter(({ name }) => name.startsWith('Cache'));
  expect(cache.map(({ name, sum, sampleCount }) => [name, sum, sampleCount])).toEqual([
    ['CacheHitCount', 2, 3],
    ['CacheMissCount', 1, 3],
  ]);
});

test('Prometheus reads stages and methods by names of their own, with cumulative buckets', () => {
  const metrics = counted({}, { latencyMs: 40_000 });
  metrics.of({ ApiName: 'Pets "1"' }).add(OK);
  metrics.of({ ApiName: 'Pets "1"', Stage: 'prod', Method: 'GET', Resource: '/' }).add(OK);
  const lines = printPrometheus(metrics.list()).split('\n');
  const labels = 'api_name="Pets \\"1\\"",stage="prod"';
  expect(lines).toEqual(
    expect.arrayContaining([
      '# TYPE aws_apigateway_count_total counter',
      `aws_apigateway_count_total{${labels}} 2`,
      `aws_apigateway_method_count_total{${labels},method="GET",resource="/"} 1`,
      '# TYPE aws_apigateway_latency_milliseconds histogram',
      `aws_apigateway_latency_milliseconds_bucket{${labels},le="10"} 0`,
      `aws_apigateway_latency_milliseconds_bucket{${labels},le="25"} 1`,
      `aws_apigateway_latency_milliseconds_bucket{${labels},le="30000"} 1`,
      `aws_apigateway_latency_milliseconds_bucket{${labels},le="+Inf"} 2`,
      `aws_apigateway_latency_milliseconds_sum{${labels}} 40012`,
      `aws_apigateway_latency_milliseconds_count{${labels}} 2`,
    ]),
  );
  expect(lines.filter((line) => line.startsWith('aws_apigateway_count_total'))).toHaveLength(1);
});
