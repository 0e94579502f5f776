import { sendMessage } from './send-message.js';

export type { SqsSendMessageProps } from './send-message.js';

/**
 * Answers by an SQS queue, without a function in between.
 *
 * @example
 * api.post('/orders', SqsIntegration.sendMessage(orders));
 */
export const SqsIntegration = {
  /** Sends a message. */
  sendMessage,
} as const;
