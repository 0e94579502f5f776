import type { SubtypeCalls } from './service-call.js';
import { sqsCall } from './sqs-call.js';

/** Documented: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
export const SQS_PURGE_QUEUE: SubtypeCalls = {
  service: 'sqs',
  buildCall: ({ QueueUrl }) => sqsCall('PurgeQueue', { QueueUrl }),
};
