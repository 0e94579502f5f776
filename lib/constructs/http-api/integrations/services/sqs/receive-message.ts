import type { Duration } from 'aws-cdk-lib';
import type { aws_sqs } from 'aws-cdk-lib/interfaces';
import type { IHttpIntegration } from '../../http-integration.js';
import type { HttpServiceIntegrationProps, HttpServiceValue } from '../http-service.js';
import { queueIntegration } from './queue-call.js';

/** Which messages of a queue are received, and how. */
export interface HttpSqsReceiveMessageProps extends HttpServiceIntegrationProps {
  /**
   * The most messages that a response holds, 1 to 10.
   *
   * @default 1
   */
  readonly maxNumberOfMessages?: number;

  /**
   * The time that a message stays hidden from others once it is received.
   *
   * @default - the queue's own
   */
  readonly visibilityTimeout?: Duration;

  /**
   * The time that the call waits for a message.
   *
   * @default - the queue's own
   */
  readonly waitTime?: Duration;

  /**
   * Attributes of messages that the response has, as an expression for a JSON list.
   *
   * @default - none
   */
  readonly attributeNames?: HttpServiceValue;

  /**
   * Message attributes that the response has, as an expression for a JSON list.
   *
   * @default - none
   */
  readonly messageAttributeNames?: HttpServiceValue;

  /**
   * The deduplication id of a receive call on a FIFO queue.
   *
   * @default - SQS makes one
   */
  readonly receiveRequestAttemptId?: HttpServiceValue;
}

/**
 * Receives messages of a queue. The response is that of SQS.
 *
 * @example
 * api.get('/orders', HttpSqsIntegration.receiveMessage(queue, { maxNumberOfMessages: 10 }));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export function receiveMessage(queue: aws_sqs.IQueueRef, props: HttpSqsReceiveMessageProps = {}): IHttpIntegration {
  const { maxNumberOfMessages, visibilityTimeout, waitTime } = props;
  return queueIntegration(
    queue,
    {
      action: 'ReceiveMessage',
      keyActions: ['kms:Decrypt'],
      parameters: {
        AttributeNames: props.attributeNames,
        MaxNumberOfMessages: maxNumberOfMessages === undefined ? undefined : String(maxNumberOfMessages),
        MessageAttributeNames: props.messageAttributeNames,
        ReceiveRequestAttemptId: props.receiveRequestAttemptId,
        VisibilityTimeout: visibilityTimeout && String(visibilityTimeout.toSeconds()),
        WaitTimeSeconds: waitTime && String(waitTime.toSeconds()),
      },
    },
    props,
  );
}
