import type { IDeliveryStream, IDeliveryStreamRef } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { IRestIntegration } from '../../integration.js';
import { literal } from '../../../../integrations/services/json-text.js';
import { readPayload, type ServicePayload } from '../../../../integrations/services/payload.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';
import { regionOf } from '../../../../integrations/service-permission.js';

/** A record to deliver. */
export interface FirehosePutRecordProps extends ServiceIntegrationProps {
  /**
   * The record's data.
   *
   * @default method.request.body - the request's body
   */
  readonly data?: ServicePayload;

  /**
   * Whether the record ends with a newline. Firehose adds no separator between records.
   *
   * @default true
   */
  readonly newline?: boolean;
}

/**
 * Puts a record into a delivery stream. The response is 202 `{"recordId":"…"}`.
 *
 * Documented: https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecord.html
 */
export function putRecord(
  deliveryStream: IDeliveryStream | IDeliveryStreamRef,
  props: FirehosePutRecordProps = {},
): IRestIntegration {
  const { deliveryStreamArn, deliveryStreamName } = deliveryStream.deliveryStreamRef;
  const { before, reference } = readPayload(props.data ?? 'method.request.body', 'text');
  const newline = props.newline === false ? '' : String.raw` + "\u000A"`;
  return new ServiceIntegration(
    {
      target: {
        service: 'firehose',
        request: 'action/PutRecord',
        region: regionOf(deliveryStream, deliveryStreamArn),
      },
      permissions: [{ actions: ['firehose:PutRecord'], resources: [deliveryStreamArn] }],
      requestTemplate: [
        `${before}#set($record = ${reference}${newline}){"DeliveryStreamName":${literal(deliveryStreamName)}`,
        `"Record":{"Data":"$util.base64Encode($record)"}}`,
      ].join(',\n'),
      success: {
        statusCode: 202,
        responseTemplates: { 'application/json': `{"recordId":"$input.path('$.RecordId')"}` },
      },
      errorStatuses: { InvalidArgumentException: 400, ServiceUnavailableException: 503 },
    },
    props,
  );
}
