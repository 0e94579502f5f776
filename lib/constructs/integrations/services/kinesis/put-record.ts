import type { IStream, IStreamRef } from 'aws-cdk-lib/aws-kinesis';
import type { MappingExpression } from '../../../rest/integrations/integration.js';
import { jsonText, literal } from '../json-text.js';
import { readPayload, type ServicePayload } from '../payload.js';
import { encryptionKeyOf, keyPermissions, regionOf } from '../../service-permission.js';
import type { ServiceCall } from '../service-call.js';

/** A record of a stream. */
export interface KinesisRecord<E extends string = MappingExpression> {
  /**
   * The record's data.
   *
   * @default method.request.body - the request's body
   */
  readonly data?: ServicePayload<E>;

  /**
   * The key that chooses the record's shard. Records with the same key stay in order.
   *
   * @default context.requestId - records are spread over all shards
   */
  readonly partitionKey?: E;
}

/**
 * Puts a record into a stream. The response is 202 `{"sequenceNumber":"…"}`.
 *
 * Documented: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
 */
export function putRecordCall(stream: IStream | IStreamRef, props: KinesisRecord = {}): ServiceCall {
  const { streamArn, streamName } = stream.streamRef;
  const { data = 'method.request.body', partitionKey = 'context.requestId' } = props;
  const { before, reference } = readPayload(data, 'text');
  return {
    target: { service: 'kinesis', request: 'action/PutRecord', region: regionOf(stream, streamArn) },
    permissions: [
      { actions: ['kinesis:PutRecord'], resources: [streamArn] },
      ...keyPermissions(encryptionKeyOf(stream), 'kinesis', ['kms:GenerateDataKey*']),
    ],
    requestTemplate: [
      `${before}{"StreamName":${literal(streamName)}`,
      `"PartitionKey":${jsonText(partitionKey)}`,
      `"Data":"$util.base64Encode(${reference})"}`,
    ].join(',\n'),
    success: {
      statusCode: 202,
      responseTemplates: { 'application/json': `{"sequenceNumber":"$input.path('$.SequenceNumber')"}` },
    },
    errorStatuses: { InvalidArgumentException: 400 },
  };
}
