import { publish } from './publish.js';

export type { SnsPublishProps } from './publish.js';

/**
 * Answers by an SNS topic, without a function in between.
 *
 * @example
 * api.post('/alerts', SnsIntegration.publish(alerts, { subject: 'method.request.body.title' }));
 */
export const SnsIntegration = {
  /** Publishes a message. */
  publish,
} as const;
