import type { IEventBus, IEventBusRef } from 'aws-cdk-lib/aws-events';
import { putEventsCall, type EventBridgeEvent } from '../../../integrations/services/eventbridge/put-events.js';
import type { MessageMapping } from '../message-mapping.js';
import type { IWebSocketIntegration } from '../websocket-integration.js';
import { webSocketService, type WebSocketServiceProps } from './websocket-service.js';

/** An event that a WebSocket API puts on a bus. */
export interface WebSocketEventBridgePutEventsProps extends WebSocketServiceProps, EventBridgeEvent<MessageMapping> {}

/** Integrations of WebSocket APIs with Amazon EventBridge. */
export const WebSocketEventBridge = {
  /**
   * Puts an event on a bus. The response is `{"eventId":"…"}`.
   *
   * @example
   * api.addRoute('adopt', WebSocketEventBridge.putEvents(bus, { source: 'com.example.pets', detailType: 'Adopted' }));
   */
  putEvents: (eventBus: IEventBus | IEventBusRef, props: WebSocketEventBridgePutEventsProps): IWebSocketIntegration =>
    webSocketService(putEventsCall(eventBus, props), props),
} as const;
