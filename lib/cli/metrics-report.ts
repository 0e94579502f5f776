import type { PrintedMetric } from '../runtime/observe/print-metrics.js';
import type { Arguments } from './command.js';
import type { Output } from './output.js';

/** What a server answers that is asked for its metrics: as data, or in the text format of Prometheus. */
export type MetricsAnswer = { readonly metrics: readonly PrintedMetric[] } | { readonly prometheus: string };

/** Prints metrics: as CloudWatch's statistics with `--json` or `--format json`, as Prometheus reads them, or as a table. */
export function printMetricsAnswer(answer: MetricsAnswer, { json, format }: Arguments, output: Output): void {
  if ('prometheus' in answer) {
    if (json === true) output.document(answer);
    else output.line(answer.prometheus.trimEnd());
    return;
  }
  const { metrics } = answer;
  if (json === true || format === 'json') {
    output.document({ namespace: 'AWS/ApiGateway', metrics });
    return;
  }
  output.table([
    ['API', 'stage', 'method', 'resource', 'metric', 'sum', 'average'],
    ...metrics.map(({ name, dimensions, sum, sampleCount }) => {
      const { Stage, Method, Resource, Route }: Readonly<Partial<Record<string, string>>> = { ...dimensions };
      const api = 'ApiId' in dimensions ? dimensions.ApiId : dimensions.ApiName;
      const average = sampleCount === 0 ? '-' : String(Number((sum / sampleCount).toFixed(3)));
      return [api, Stage ?? '', Method ?? '', Resource ?? Route ?? '', name, String(sum), average];
    }),
  ]);
}
