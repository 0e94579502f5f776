import { publish } from './publish.js';

export type { SnsPublishProps } from './publish.js';

/**
 * Publishes messages to an SNS topic without a Lambda function.
 *
 * @example
 * api.post('/alerts', SnsIntegration.publish(alerts, { subject: 'method.request.body.title' }));
 */
export const SnsIntegration = {
  /** Publishes a message. */
  publish,
} as const;
