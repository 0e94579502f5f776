import type { SubtypeCalls } from './service-call.js';
import { sqsCall } from './sqs-call.js';
import { mapParameter } from './structured-parameter.js';

/** Documented: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const SQS_SEND_MESSAGE: SubtypeCalls = {
  service: 'sqs',
  buildCall: (parameters) =>
    sqsCall('SendMessage', {
      QueueUrl: parameters.QueueUrl,
      MessageBody: parameters.MessageBody,
      DelaySeconds: parameters.DelaySeconds,
      MessageDeduplicationId: parameters.MessageDeduplicationId,
      MessageGroupId: parameters.MessageGroupId,
      MessageAttribute: mapParameter('MessageAttributes', parameters.MessageAttributes),
      MessageSystemAttribute: mapParameter('MessageSystemAttributes', parameters.MessageSystemAttributes),
    }),
};
