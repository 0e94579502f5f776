import type { IStream, IStreamRef } from 'aws-cdk-lib/aws-kinesis';
import { putRecordCall, type KinesisRecord } from '../../../integrations/services/kinesis/put-record.js';
import type { MessageMapping } from '../message-mapping.js';
import type { IWebSocketIntegration } from '../websocket-integration.js';
import { webSocketService, type WebSocketServiceProps } from './websocket-service.js';

/** A record that a WebSocket API puts into a stream. */
export interface WebSocketKinesisPutRecordProps extends WebSocketServiceProps, KinesisRecord<MessageMapping> {}

/** Integrations of WebSocket APIs with Amazon Kinesis Data Streams. */
export const WebSocketKinesis = {
  /**
   * Puts the message into a stream. The response is `{"sequenceNumber":"…"}`.
   *
   * @example
   * api.addRoute('move', WebSocketKinesis.putRecord(moves, { partitionKey: 'context.connectionId' }));
   */
  putRecord: (stream: IStream | IStreamRef, props: WebSocketKinesisPutRecordProps = {}): IWebSocketIntegration =>
    webSocketService(putRecordCall(stream, props), props),
} as const;
