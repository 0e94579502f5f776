import type { ITopic, ITopicRef } from 'aws-cdk-lib/aws-sns';
import { publishCall, type SnsMessage } from '../../../integrations/services/sns/publish.js';
import type { MessageMapping } from '../message-mapping.js';
import type { IWebSocketIntegration } from '../websocket-integration.js';
import { webSocketService, type WebSocketServiceProps } from './websocket-service.js';

/** A message that a WebSocket API publishes to a topic. */
export interface WebSocketSnsPublishProps extends WebSocketServiceProps, SnsMessage<MessageMapping> {}

/** Integrations of WebSocket APIs with Amazon SNS. */
export const WebSocketSns = {
  /**
   * Publishes the message to a topic. The response is `{"messageId":"…"}`.
   *
   * @example
   * api.addRoute('alert', WebSocketSns.publish(alerts, { subject: 'route.request.body.title' }));
   * @throws {SluiceError} `service-request-invalid` for a FIFO topic without a group
   */
  publish: (topic: ITopic | ITopicRef, props: WebSocketSnsPublishProps = {}): IWebSocketIntegration =>
    webSocketService(publishCall(topic, props), props),
} as const;
