import type { Construct } from 'constructs';
import {
  latencyThreshold,
  ThresholdAlarms,
  type AlarmProps,
  type LatencyAlarmProps,
  type Threshold,
} from '../../metrics/threshold-alarms.js';
import type { IMeasuredWebSocket } from './websocket-metrics.js';

/** What to be alarmed of in a WebSocket API. */
export interface WebSocketAlarmsProps extends AlarmProps {
  /** The API, stage or route that is watched. Routes have metrics in stages with `metrics: true`. */
  readonly of: IMeasuredWebSocket;

  /**
   * The number of integration errors a period above which the alarm is on.
   *
   * @default - no alarm
   */
  readonly integrationErrors?: number;

  /**
   * The number of failed calls of integrations a period above which the alarm is on.
   *
   * @default - no alarm
   */
  readonly executionErrors?: number;

  /**
   * The number of refused messages a period above which the alarm is on.
   *
   * @default - no alarm
   */
  readonly clientErrors?: number;

  /**
   * The time that the integration takes.
   *
   * @default - no alarm
   */
  readonly integrationLatency?: LatencyAlarmProps;

  /**
   * The number of messages a period below which the alarm is on: nobody talks to the API.
   *
   * @default - no alarm
   */
  readonly minimumMessages?: number;
}

/**
 * Alarms for a WebSocket API, a stage or a route: one resource for each threshold that is given. A period without messages
 * is no reason for an alarm, except for `minimumMessages`.
 *
 * @example
 * new WebSocketAlarms(this, 'Alarms', {
 *   of: prod,
 *   executionErrors: 0,
 *   integrationLatency: { above: Duration.seconds(2) },
 *   actions: [new SnsAction(topic)],
 * });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
 */
export class WebSocketAlarms extends ThresholdAlarms {
  /** @throws {SluiceError} `alarms-empty` when no threshold is given */
  constructor(scope: Construct, id: string, props: WebSocketAlarmsProps) {
    super(scope, id, thresholdsOf(props), props, 'executionErrors: 0');
  }
}

function thresholdsOf(props: WebSocketAlarmsProps): readonly Threshold[] {
  const { of, integrationErrors, executionErrors, clientErrors, integrationLatency, minimumMessages } = props;
  return [
    { id: 'IntegrationErrors', metric: of.metricIntegrationError(), value: integrationErrors, side: 'above' },
    { id: 'ExecutionErrors', metric: of.metricExecutionError(), value: executionErrors, side: 'above' },
    { id: 'ClientErrors', metric: of.metricClientError(), value: clientErrors, side: 'above' },
    latencyThreshold('IntegrationLatency', (options) => of.metricIntegrationLatency(options), integrationLatency),
    { id: 'Messages', metric: of.metricMessageCount(), value: minimumMessages, side: 'below' },
  ];
}
