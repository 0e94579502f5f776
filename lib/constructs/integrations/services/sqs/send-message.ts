import { Fn, type Duration } from 'aws-cdk-lib';
import type { IQueue, IQueueRef } from 'aws-cdk-lib/aws-sqs';
import { requireMessageGroup } from '../../message-group.js';
import type { MappingExpression } from '../../../rest/integrations/integration.js';
import { FORM_HEADERS, formAttributes, formField } from '../form-body.js';
import { readPayload, type ServicePayload } from '../payload.js';
import { accountOf, encryptionKeyOf, keyPermissions, regionOf } from '../../service-permission.js';
import type { ServiceCall } from '../service-call.js';

/** A message to a queue. */
export interface SqsMessage<E extends string = MappingExpression> {
  /**
   * The message's body.
   *
   * @default method.request.body - the request's body
   */
  readonly message?: ServicePayload<E>;

  /**
   * Attributes of the message, each a string. Attributes without a value in the request are omitted.
   *
   * @default - none
   */
  readonly messageAttributes?: Readonly<Record<string, E>>;

  /**
   * The group of the message, whose messages stay in order. FIFO queues require it.
   *
   * @default - none
   */
  readonly messageGroupId?: E;

  /**
   * The deduplication id of a message to a FIFO queue.
   *
   * @default - the queue's content-based deduplication decides
   */
  readonly messageDeduplicationId?: E;

  /**
   * The time before the message becomes visible.
   *
   * @default - the queue's own delay
   */
  readonly delay?: Duration;
}

/**
 * Sends a message to a queue. The response is 202 `{"messageId":"…"}`.
 *
 * Documented: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 * @throws SluiceError `service-request-invalid` for a FIFO queue without a group
 */
export function sendMessageCall(queue: IQueue | IQueueRef, props: SqsMessage = {}): ServiceCall {
  const { queueArn } = queue.queueRef;
  const { message = 'method.request.body', messageGroupId, messageDeduplicationId, delay } = props;
  requireMessageGroup(queue, 'queue', messageGroupId, '"\'all\'"');
  const { before, reference } = readPayload(message, 'text');
  return {
    target: {
      service: 'sqs',
      request: `path/${accountOf(queue, queueArn)}/${nameOf(queue)}`,
      region: regionOf(queue, queueArn),
    },
    permissions: [
      { actions: ['sqs:SendMessage'], resources: [queueArn] },
      ...keyPermissions(encryptionKeyOf(queue), 'sqs', ['kms:Decrypt', 'kms:GenerateDataKey*']),
    ],
    requestParameters: FORM_HEADERS,
    requestTemplate: [
      before,
      `Action=SendMessage&Version=2012-11-05&MessageBody=$util.urlEncode(${reference})`,
      formField('MessageGroupId', messageGroupId),
      formField('MessageDeduplicationId', messageDeduplicationId),
      formField('DelaySeconds', delay && `'${delay.toSeconds()}'`),
      formAttributes('MessageAttribute', props.messageAttributes),
    ].join(''),
    success: {
      statusCode: 202,
      responseTemplates: {
        'application/json': `{"messageId":"$input.path('$.SendMessageResponse.SendMessageResult.MessageId')"}`,
      },
    },
    errorStatuses: { InvalidMessageContents: 400, InvalidParameterValue: 400, MissingParameter: 400 },
  };
}

function nameOf(queue: IQueue | IQueueRef): string {
  return 'queueName' in queue ? queue.queueName : Fn.select(5, Fn.split(':', queue.queueRef.queueArn));
}
