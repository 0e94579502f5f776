import type { SubtypeCalls } from './service-call.js';
import { sqsCall } from './sqs-call.js';

/** Documented: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html */
export const SQS_DELETE_MESSAGE: SubtypeCalls = {
  service: 'sqs',
  buildCall: ({ QueueUrl, ReceiptHandle }) => sqsCall('DeleteMessage', { QueueUrl, ReceiptHandle }),
};
