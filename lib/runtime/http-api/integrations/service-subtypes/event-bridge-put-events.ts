import { GatewayFault } from '../../../fault.js';
import { jsonCall, type SubtypeCalls } from './service-call.js';
import { listParameter } from './structured-parameter.js';

/** Documented: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export const EVENT_BRIDGE_PUT_EVENTS: SubtypeCalls = {
  service: 'events',
  buildCall: ({ Detail, DetailType, Source, Time, EventBusName, Resources, TraceHeader }) =>
    jsonCall('AWSEvents.PutEvents', '1.1', {
      Entries: [
        {
          ...{ Detail, DetailType, EventBusName, Resources: listParameter(Resources), Source },
          ...{ Time: epochSeconds(Time), TraceHeader },
        },
      ],
    }),
};

/** Assumed: seconds since 1970, or a date as ISO 8601 writes it. */
function epochSeconds(time: string | undefined): number | undefined {
  if (time === undefined) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(time) ? Number(time) : Date.parse(time) / 1000;
  if (Number.isNaN(seconds)) throw new GatewayFault({ kind: 'missing-parameters', names: ['Time'], source: time });
  return seconds;
}
