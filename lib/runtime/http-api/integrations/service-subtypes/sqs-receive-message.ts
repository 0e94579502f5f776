import type { SubtypeCalls } from './service-call.js';
import { sqsCall } from './sqs-call.js';
import { listParameter } from './structured-parameter.js';

/** Documented: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
export const SQS_RECEIVE_MESSAGE: SubtypeCalls = {
  service: 'sqs',
  buildCall: (parameters) =>
    sqsCall('ReceiveMessage', {
      QueueUrl: parameters.QueueUrl,
      AttributeName: listParameter(parameters.AttributeNames),
      MaxNumberOfMessages: parameters.MaxNumberOfMessages,
      MessageAttributeName: listParameter(parameters.MessageAttributeNames),
      ReceiveRequestAttemptId: parameters.ReceiveRequestAttemptId,
      VisibilityTimeout: parameters.VisibilityTimeout,
      WaitTimeSeconds: parameters.WaitTimeSeconds,
    }),
};
