import type { IQueue, IQueueRef } from 'aws-cdk-lib/aws-sqs';
import { sendMessageCall, type SqsMessage } from '../../../integrations/services/sqs/send-message.js';
import type { MessageMapping } from '../message-mapping.js';
import type { IWebSocketIntegration } from '../websocket-integration.js';
import { webSocketService, type WebSocketServiceProps } from './websocket-service.js';

/** A message that a WebSocket API sends to a queue. */
export interface WebSocketSqsSendMessageProps extends WebSocketServiceProps, SqsMessage<MessageMapping> {}

/** Integrations of WebSocket APIs with Amazon SQS. */
export const WebSocketSqs = {
  /**
   * Sends the message to a queue. The response is `{"messageId":"…"}`.
   *
   * Observed: the form of the request; docs/aws/websocket-api.md section 10.
   *
   * @example
   * api.addRoute('order', WebSocketSqs.sendMessage(orders, { messageAttributes: { connection: 'context.connectionId' } }));
   * @throws {SluiceError} `service-request-invalid` for a FIFO queue without a group
   */
  sendMessage: (queue: IQueue | IQueueRef, props: WebSocketSqsSendMessageProps = {}): IWebSocketIntegration =>
    webSocketService(sendMessageCall(queue, props), props),
} as const;
