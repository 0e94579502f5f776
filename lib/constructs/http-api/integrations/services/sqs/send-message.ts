import type { Duration } from 'aws-cdk-lib';
import type { aws_sqs } from 'aws-cdk-lib/interfaces';
import { requireMessageGroup } from '../../../../integrations/message-group.js';
import type { IHttpIntegration } from '../../http-integration.js';
import type { HttpServiceIntegrationProps, HttpServiceValue } from '../http-service.js';
import { queueIntegration } from './queue-call.js';

/** A message to a queue. */
export interface HttpSqsSendMessageProps extends HttpServiceIntegrationProps {
  /**
   * The message's body.
   *
   * @default $request.body - the request's body
   */
  readonly messageBody?: HttpServiceValue;

  /**
   * The group of the message, whose messages stay in order. FIFO queues require it.
   *
   * @default - none
   */
  readonly messageGroupId?: HttpServiceValue;

  /**
   * The deduplication id of a message to a FIFO queue.
   *
   * @default - the queue's content-based deduplication decides
   */
  readonly messageDeduplicationId?: HttpServiceValue;

  /**
   * The time before the message becomes visible.
   *
   * @default - the queue's own delay
   */
  readonly delay?: Duration;

  /**
   * Attributes of the message, as an expression for their JSON object, such as `$request.body.attributes`. API Gateway
   * refuses a literal.
   *
   * @default - none
   */
  readonly messageAttributes?: HttpServiceValue;

  /**
   * System attributes of the message, as an expression for their JSON object.
   *
   * @default - none
   */
  readonly messageSystemAttributes?: HttpServiceValue;
}

/**
 * Sends a message to a queue. The response is that of SQS.
 *
 * @example
 * api.post('/orders', HttpSqsIntegration.sendMessage(queue));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 * @throws {SluiceError} `service-request-invalid` for a FIFO queue without a group
 */
export function sendMessage(queue: aws_sqs.IQueueRef, props: HttpSqsSendMessageProps = {}): IHttpIntegration {
  const { messageBody = '$request.body', messageGroupId, delay } = props;
  requireMessageGroup(queue, 'queue', messageGroupId, "'all'");
  return queueIntegration(
    queue,
    {
      action: 'SendMessage',
      keyActions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      parameters: {
        MessageBody: messageBody,
        DelaySeconds: delay && String(delay.toSeconds()),
        MessageAttributes: props.messageAttributes,
        MessageDeduplicationId: props.messageDeduplicationId,
        MessageGroupId: messageGroupId,
        MessageSystemAttributes: props.messageSystemAttributes,
      },
    },
    props,
  );
}
