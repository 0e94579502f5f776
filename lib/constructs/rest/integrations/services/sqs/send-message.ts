import type { IQueue, IQueueRef } from 'aws-cdk-lib/aws-sqs';
import { sendMessageCall, type SqsMessage } from '../../../../integrations/services/sqs/send-message.js';
import type { IRestIntegration } from '../../integration.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';

/** A message to a queue. */
export interface SqsSendMessageProps extends ServiceIntegrationProps, SqsMessage {}

/**
 * Sends a message to a queue. The response is 202 `{"messageId":"…"}`.
 *
 * Documented: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 * @throws SluiceError `service-request-invalid` for a FIFO queue without a group
 */
export function sendMessage(queue: IQueue | IQueueRef, props: SqsSendMessageProps = {}): IRestIntegration {
  return new ServiceIntegration(sendMessageCall(queue, props), props);
}
