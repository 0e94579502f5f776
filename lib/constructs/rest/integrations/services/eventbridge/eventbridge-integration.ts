import { putEvents } from './put-events.js';

export type { EventBridgePutEventsProps } from './put-events.js';

/**
 * Puts events on an EventBridge bus without a Lambda function.
 *
 * @example
 * api.post('/adoptions', EventBridgeIntegration.putEvents(bus, { source: 'com.example.pets', detailType: 'PetAdopted' }));
 */
export const EventBridgeIntegration = {
  /** Puts an event. */
  putEvents,
} as const;
