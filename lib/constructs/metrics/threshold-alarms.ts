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
import { SluiceError } from '../../support/sluice-error.js';

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

/** Settings of every alarm of a group. */
export interface AlarmProps {
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

/** A value of a metric beyond which an alarm is on. */
export interface Threshold {
  /** The construct id of the alarm. */
  readonly id: string;
  /** The metric that is watched. */
  readonly metric: Metric;
  /** Undefined for no alarm. */
  readonly value: number | undefined;
  /** Whether the alarm is on below the value, and without any, or above it. */
  readonly side: 'above' | 'below';
}

/** Alarms on metrics of one API: one resource for each threshold that is given. */
export abstract class ThresholdAlarms extends Construct {
  /** The alarms, in the order of the props. */
  readonly alarms: readonly Alarm[];

  /** @throws {SluiceError} `alarms-empty` when no threshold is given */
  constructor(
    scope: Construct,
    id: string,
    thresholds: readonly Threshold[],
    private readonly props: AlarmProps,
    example: string,
  ) {
    super(scope, id);
    this.alarms = thresholds.flatMap((threshold) => this.alarm(threshold));
    if (this.alarms.length > 0) return;
    throw new SluiceError('alarms-empty', `${this.node.path} has no threshold, so it makes no alarm`, {
      hint: `Give one: ${example}`,
    });
  }

  private alarm({ id, metric, value, side }: Threshold): readonly Alarm[] {
    if (value === undefined) return [];
    const { period = Duration.minutes(5), evaluationPeriods = 1, actions = [] } = this.props;
    const isAbove = side === 'above';
    const alarm = new Alarm(this, id, {
      metric: metric.with({ period }),
      threshold: value,
      comparisonOperator: isAbove ? ComparisonOperator.GREATER_THAN_THRESHOLD : ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: isAbove ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
      evaluationPeriods,
    });
    alarm.addAlarmAction(...actions);
    return [alarm];
  }
}

/** The alarm on a percentile of a latency. */
export function latencyThreshold(
  id: string,
  metric: (options: { readonly statistic: string }) => Metric,
  latency: LatencyAlarmProps | undefined,
): Threshold {
  const statistic = Stats.percentile(latency?.percentile ?? 99);
  return { id, metric: metric({ statistic }), value: latency?.above.toMilliseconds(), side: 'above' };
}
