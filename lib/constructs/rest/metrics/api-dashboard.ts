import { Stats, Dashboard, GraphWidget, MathExpression, TextWidget, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { defined } from '../../../support/defined.js';
import type { IMeasured } from './measured.js';
import type { MethodMetrics } from './method-metrics.js';

/** A stage on a dashboard. */
export interface MeasuredStage extends IMeasured {
  /** The stage's name. */
  readonly stageName: string;
}

/** What a dashboard shows. */
export interface ApiDashboardProps {
  /** The API, whose requests to all stages are shown first. */
  readonly api: IMeasured & { readonly restApiName: string };

  /**
   * Stages, each in a row.
   *
   * @default - none
   */
  readonly stages?: readonly MeasuredStage[];

  /**
   * Methods, each in a row. They have metrics in stages with `metrics: true`.
   *
   * @default - none
   */
  readonly methods?: readonly MethodMetrics[];

  /**
   * Whether rows have a graph of the cache.
   *
   * @default false
   */
  readonly cache?: boolean;

  /**
   * The dashboard's name.
   *
   * @default - made by CloudFormation
   */
  readonly dashboardName?: string;

  /**
   * The time that the graphs show at first.
   *
   * @default Duration.hours(3)
   */
  readonly defaultInterval?: Duration;
}

/**
 * A CloudWatch dashboard of an API: requests and errors, latencies and cache hits of the API, of stages and of methods.
 *
 * @example
 * new ApiDashboard(this, 'Dashboard', { api, stages: [prod], methods: [getPet] });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/monitoring-cloudwatch.html
 */
export class ApiDashboard extends Construct {
  /** The dashboard, to which more widgets may be added. */
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, props: ApiDashboardProps) {
    super(scope, id);
    const { api, stages = [], methods = [], cache = false, dashboardName } = props;
    this.dashboard = new Dashboard(this, 'Resource', {
      ...defined({ dashboardName }),
      defaultInterval: props.defaultInterval ?? Duration.hours(3),
    });
    const rows: readonly (readonly [title: string, measured: IMeasured])[] = [
      [`API ${api.restApiName}`, api],
      ...stages.map((stage) => [`Stage ${stage.stageName}`, stage] as const),
      ...methods.map((method) => [`${method.httpMethod} ${method.path}`, method] as const),
    ];
    for (const [title, measured] of rows) {
      this.dashboard.addWidgets(new TextWidget({ markdown: `## ${title}`, width: 24, height: 1 }));
      this.dashboard.addWidgets(...graphsOf(measured, cache));
    }
  }
}

function graphsOf(measured: IMeasured, cache: boolean): readonly IWidget[] {
  const width = cache ? 8 : 12;
  const graphs = [
    new GraphWidget({
      title: 'Requests and errors',
      width,
      left: [
        measured.metricCount({ label: 'Requests' }),
        measured.metricClientError({ label: '4XX' }),
        measured.metricServerError({ label: '5XX' }),
      ],
    }),
    new GraphWidget({
      title: 'Latency (ms)',
      width,
      left: [
        ...[50, 90, 99].map((percent) =>
          measured.metricLatency({ statistic: Stats.percentile(percent), label: `p${percent}` }),
        ),
        measured.metricIntegrationLatency({ statistic: Stats.percentile(50), label: 'Integration p50' }),
      ],
    }),
  ];
  return cache ? [...graphs, cacheGraph(measured, width)] : graphs;
}

function cacheGraph(measured: IMeasured, width: number): IWidget {
  const hits = measured.metricCacheHitCount();
  const misses = measured.metricCacheMissCount();
  return new GraphWidget({
    title: 'Cache hits (%)',
    width,
    left: [
      new MathExpression({ expression: '100 * hits / (hits + misses)', usingMetrics: { hits, misses }, label: 'Hits' }),
    ],
  });
}
