import type { ITopic, ITopicRef } from 'aws-cdk-lib/aws-sns';
import { requireMessageGroup } from '../../message-group.js';
import type { MappingExpression } from '../../../rest/integrations/integration.js';
import { FORM_HEADERS, formAttributes, formField, formValue } from '../form-body.js';
import { readPayload, type ServicePayload } from '../payload.js';
import { encryptionKeyOf, keyPermissions, regionOf } from '../../service-permission.js';
import type { ServiceCall } from '../service-call.js';

/** A message to a topic. */
export interface SnsMessage<E extends string = MappingExpression> {
  /**
   * The message's body.
   *
   * @default method.request.body - the request's body
   */
  readonly message?: ServicePayload<E>;

  /**
   * The subject of e-mails.
   *
   * @default - none
   */
  readonly subject?: E;

  /**
   * Attributes of the message, each a string, for filters of subscriptions. Attributes without a value in the request are
   * omitted.
   *
   * @default - none
   */
  readonly messageAttributes?: Readonly<Record<string, E>>;

  /**
   * The group whose messages stay in order. FIFO topics require it.
   *
   * @default - none
   */
  readonly messageGroupId?: E;

  /**
   * The deduplication id of a message to a FIFO topic.
   *
   * @default - the topic's content-based deduplication decides
   */
  readonly messageDeduplicationId?: E;
}

/**
 * Publishes a message to a topic. The response is 202 `{"messageId":"…"}`.
 *
 * Documented: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 * @throws SluiceError `service-request-invalid` for a FIFO topic without a group
 */
export function publishCall(topic: ITopic | ITopicRef, props: SnsMessage = {}): ServiceCall {
  const { topicArn } = topic.topicRef;
  const { message = 'method.request.body', messageGroupId } = props;
  requireMessageGroup(topic, 'topic', messageGroupId, '"\'all\'"');
  const { before, reference } = readPayload(message, 'text');
  return {
    target: { service: 'sns', request: 'path//', region: regionOf(topic, topicArn) },
    permissions: [
      { actions: ['sns:Publish'], resources: [topicArn] },
      ...keyPermissions(encryptionKeyOf(topic), 'sns', ['kms:Decrypt', 'kms:GenerateDataKey*']),
    ],
    requestParameters: FORM_HEADERS,
    requestTemplate: [
      before,
      `Action=Publish&Version=2010-03-31&TopicArn=${formValue(`'${topicArn}'`)}`,
      `&Message=$util.urlEncode(${reference})`,
      formField('Subject', props.subject),
      formField('MessageGroupId', messageGroupId),
      formField('MessageDeduplicationId', props.messageDeduplicationId),
      formAttributes('MessageAttributes.entry', props.messageAttributes),
    ].join(''),
    success: {
      statusCode: 202,
      responseTemplates: {
        'application/json': `{"messageId":"$input.path('$.PublishResponse.PublishResult.MessageId')"}`,
      },
    },
    errorStatuses: { InvalidParameter: 400, InvalidParameterValue: 400 },
  };
}
