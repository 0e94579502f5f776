import { sendMessage } from './send-message.js';

export type { SqsSendMessageProps } from './send-message.js';

/**
 * Sends messages to an SQS queue without a Lambda function.
 *
 * @example
 * api.post('/orders', SqsIntegration.sendMessage(orders));
 */
export const SqsIntegration = {
  /** Sends a message. */
  sendMessage,
} as const;
