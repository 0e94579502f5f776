import { deleteMessage } from './sqs/delete-message.js';
import { purgeQueue } from './sqs/purge-queue.js';
import { receiveMessage } from './sqs/receive-message.js';
import { sendMessage } from './sqs/send-message.js';

export type { HttpSqsDeleteMessageProps } from './sqs/delete-message.js';
export type { HttpSqsReceiveMessageProps } from './sqs/receive-message.js';
export type { HttpSqsSendMessageProps } from './sqs/send-message.js';

/** Integrations of HTTP APIs with Amazon SQS, each with a role that may do this one thing with this one queue. */
export const HttpSqsIntegration = {
  /** Sends a message to a queue. The response is that of SQS. */
  sendMessage,
  /** Receives messages of a queue. The response is that of SQS. */
  receiveMessage,
  /** Deletes a received message of a queue. */
  deleteMessage,
  /** Deletes every message of a queue. */
  purgeQueue,
} as const;
