import type { aws_sqs } from 'aws-cdk-lib/interfaces';
import type { IHttpIntegration } from '../../http-integration.js';
import type { HttpServiceIntegrationProps, HttpServiceValue } from '../http-service.js';
import { queueIntegration } from './queue-call.js';

/** The message that is deleted. */
export interface HttpSqsDeleteMessageProps extends HttpServiceIntegrationProps {
  /**
   * The receipt handle of the message.
   *
   * @default $request.body.receiptHandle
   */
  readonly receiptHandle?: HttpServiceValue;
}

/**
 * Deletes a received message of a queue.
 *
 * @example
 * api.delete('/orders', HttpSqsIntegration.deleteMessage(queue, { receiptHandle: '$request.querystring.receipt' }));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export function deleteMessage(queue: aws_sqs.IQueueRef, props: HttpSqsDeleteMessageProps = {}): IHttpIntegration {
  const { receiptHandle = '$request.body.receiptHandle' } = props;
  return queueIntegration(queue, { action: 'DeleteMessage', parameters: { ReceiptHandle: receiptHandle } }, props);
}
