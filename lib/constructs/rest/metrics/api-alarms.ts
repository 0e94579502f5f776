import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import {
  latencyThreshold,
  ThresholdAlarms,
  type AlarmProps,
  type LatencyAlarmProps,
  type Threshold,
} from '../../metrics/threshold-alarms.js';
import type { IMeasuredRequests } from './measured.js';

/** What to be alarmed of. */
export interface ApiAlarmsProps extends AlarmProps {
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
export class ApiAlarms extends ThresholdAlarms {
  /** @throws {SluiceError} `alarms-empty` when no threshold is given */
  constructor(scope: Construct, id: string, props: ApiAlarmsProps) {
    super(scope, id, thresholdsOf(props), props, 'serverErrorPercent: 1');
  }
}

function thresholdsOf(props: ApiAlarmsProps): readonly Threshold[] {
  const { of, serverErrorPercent, clientErrorPercent, latency, integrationLatency, minimumRequests } = props;
  const rate = { statistic: Stats.AVERAGE };
  return [
    { id: 'ServerErrors', metric: of.metricServerError(rate), value: percent(serverErrorPercent), side: 'above' },
    { id: 'ClientErrors', metric: of.metricClientError(rate), value: percent(clientErrorPercent), side: 'above' },
    latencyThreshold('Latency', (options) => of.metricLatency(options), latency),
    latencyThreshold('IntegrationLatency', (options) => of.metricIntegrationLatency(options), integrationLatency),
    { id: 'Requests', metric: of.metricCount(), value: minimumRequests, side: 'below' },
  ];
}

/** The average of an error metric is a share of one. */
function percent(threshold: number | undefined): number | undefined {
  return threshold === undefined ? undefined : threshold / 100;
}
