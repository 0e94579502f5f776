import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  Stats,
  TreatMissingData,
  type IAlarmAction,
  type Metric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { SluiceError } from '../../../support/sluice-error.js';
import type { IMeasuredRequests } from './measured.js';

/** When a percentile of a latency is too long. */
export interface LatencyAlarmProps {
  /** The time that the percentile may take. */
  readonly above: Duration;

  /**
   * The share of requests, in percent, that stay below.
   *
   * @default 99
   */
  readonly percentile?: number;
}

/** What to be alarmed of. */
export interface ApiAlarmsProps {
  /** The API, stage, method or route that is watched. Methods and routes have metrics in stages with `metrics: true`. */
  readonly of: IMeasuredRequests;

  /**
   * The share of responses with a 5XX status, in percent, above which the alarm is on.
   *
   * @default - no alarm
   */
  readonly serverErrorPercent?: number;

  /**
   * The share of responses with a 4XX status, in percent, above which the alarm is on.
   *
   * @default - no alarm
   */
  readonly clientErrorPercent?: number;

  /**
   * The time from a request to its response.
   *
   * @default - no alarm
   */
  readonly latency?: LatencyAlarmProps;

  /**
   * The time that the integration takes.
   *
   * @default - no alarm
   */
  readonly integrationLatency?: LatencyAlarmProps;

  /**
   * The number of requests a period below which the alarm is on: nobody reaches the API.
   *
   * @default - no alarm
   */
  readonly minimumRequests?: number;

  /**
   * The time over which each value is measured.
   *
   * @default Duration.minutes(5)
   */
  readonly period?: Duration;

  /**
   * The number of successive periods that the value is beyond its threshold before the alarm is on.
   *
   * @default 1
   */
  readonly evaluationPeriods?: number;

  /**
   * What happens when an alarm goes on, such as a message to a topic.
   *
   * @default - nothing
   */
  readonly actions?: readonly IAlarmAction[];
}

/**
 * Alarms for an API, a stage, a method or a route: one resource for each threshold that is given. A period without requests is no
 * reason for an alarm, except for `minimumRequests`.
 *
 * @example
 * new ApiAlarms(this, 'Alarms', {
 *   of: prod,
 *   serverErrorPercent: 1,
 *   latency: { above: Duration.seconds(2) },
 *   actions: [new SnsAction(topic)],
 * });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/monitoring-cloudwatch.html
 */
export class ApiAlarms extends Construct {
  /** The alarms, in the order of the props. */
  readonly alarms: readonly Alarm[];

  /** @throws {SluiceError} `alarms-empty` when no threshold is given */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ApiAlarmsProps,
  ) {
    super(scope, id);
    const { of, serverErrorPercent, clientErrorPercent, latency, integrationLatency, minimumRequests } = props;
    const rate = { statistic: Stats.AVERAGE };
    this.alarms = [
      ...this.above('ServerErrors', of.metricServerError(rate), percent(serverErrorPercent)),
      ...this.above('ClientErrors', of.metricClientError(rate), percent(clientErrorPercent)),
      ...this.slow('Latency', of.metricLatency(percentile(latency)), latency),
      ...this.slow(
        'IntegrationLatency',
        of.metricIntegrationLatency(percentile(integrationLatency)),
        integrationLatency,
      ),
      ...this.below('Requests', of.metricCount(), minimumRequests),
    ];
    if (this.alarms.length > 0) return;
    throw new SluiceError('alarms-empty', `${this.node.path} has no threshold, so it makes no alarm`, {
      hint: 'Give one: serverErrorPercent: 1',
    });
  }

  private above(id: string, metric: Metric, threshold: number | undefined): readonly Alarm[] {
    return this.alarm(id, metric, threshold, ComparisonOperator.GREATER_THAN_THRESHOLD, TreatMissingData.NOT_BREACHING);
  }

  private below(id: string, metric: Metric, threshold: number | undefined): readonly Alarm[] {
    return this.alarm(id, metric, threshold, ComparisonOperator.LESS_THAN_THRESHOLD, TreatMissingData.BREACHING);
  }

  private slow(id: string, metric: Metric, latency: LatencyAlarmProps | undefined): readonly Alarm[] {
    return this.above(id, metric, latency?.above.toMilliseconds());
  }

  private alarm(
    id: string,
    metric: Metric,
    threshold: number | undefined,
    comparisonOperator: ComparisonOperator,
    treatMissingData: TreatMissingData,
  ): readonly Alarm[] {
    if (threshold === undefined) return [];
    const { period = Duration.minutes(5), evaluationPeriods = 1, actions = [] } = this.props;
    const alarm = new Alarm(this, id, {
      metric: metric.with({ period }),
      threshold,
      comparisonOperator,
      treatMissingData,
      evaluationPeriods,
    });
    alarm.addAlarmAction(...actions);
    return [alarm];
  }
}

/** The average of an error metric is a share of one. */
function percent(threshold: number | undefined): number | undefined {
  return threshold === undefined ? undefined : threshold / 100;
}

function percentile(latency: LatencyAlarmProps | undefined): { readonly statistic: string } {
  return { statistic: Stats.percentile(latency?.percentile ?? 99) };
}
