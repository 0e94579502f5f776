import type { IEventBus, IEventBusRef } from 'aws-cdk-lib/aws-events';
import { putEventsCall, type EventBridgeEvent } from '../../../../integrations/services/eventbridge/put-events.js';
import type { IRestIntegration } from '../../integration.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';

/** An event. */
export interface EventBridgePutEventsProps extends ServiceIntegrationProps, EventBridgeEvent {}

/**
 * Puts an event on a bus. The response is 202 `{"eventId":"…"}`. EventBridge reports a refused event with status 200;
 * the response is an error nevertheless.
 *
 * Documented: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function putEvents(eventBus: IEventBus | IEventBusRef, props: EventBridgePutEventsProps): IRestIntegration {
  return new ServiceIntegration(putEventsCall(eventBus, props), props);
}
