import type { aws_kinesis } from 'aws-cdk-lib/interfaces';
import { encryptionKeyOf, keyPermissions, regionOf } from '../../../integrations/service-permission.js';
import type { IHttpIntegration } from '../http-integration.js';
import { httpService, type HttpServiceIntegrationProps, type HttpServiceValue } from './http-service.js';

/** A record of a stream. */
export interface HttpKinesisPutRecordProps extends HttpServiceIntegrationProps {
  /**
   * The record's data.
   *
   * @default $request.body - the request's body
   */
  readonly data?: HttpServiceValue;

  /**
   * The key that chooses the record's shard. Records with the same key stay in order.
   *
   * @default $context.requestId - records are spread over all shards
   */
  readonly partitionKey?: HttpServiceValue;

  /**
   * The hash that chooses the shard in place of the partition key's.
   *
   * @default - none
   */
  readonly explicitHashKey?: HttpServiceValue;

  /**
   * The sequence number of the record before this one of the same client.
   *
   * @default - none
   */
  readonly sequenceNumberForOrdering?: HttpServiceValue;
}

/** Integrations of HTTP APIs with Amazon Kinesis Data Streams. */
export const HttpKinesisIntegration = {
  /**
   * Puts a record into a stream. The response is that of Kinesis.
   *
   * @example
   * api.post('/clicks', HttpKinesisIntegration.putRecord(stream, { partitionKey: '$request.body.userId' }));
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
   */
  putRecord(stream: aws_kinesis.IStreamRef, props: HttpKinesisPutRecordProps = {}): IHttpIntegration {
    const { streamArn, streamName } = stream.streamRef;
    return httpService(
      {
        subtype: 'Kinesis-PutRecord',
        service: 'kinesis',
        region: regionOf(stream, streamArn),
        permissions: [
          { actions: ['kinesis:PutRecord'], resources: [streamArn] },
          ...keyPermissions(encryptionKeyOf(stream), 'kinesis', ['kms:GenerateDataKey*']),
        ],
        parameters: {
          StreamName: streamName,
          Data: props.data ?? '$request.body',
          PartitionKey: props.partitionKey ?? '$context.requestId',
          SequenceNumberForOrdering: props.sequenceNumberForOrdering,
          ExplicitHashKey: props.explicitHashKey,
        },
      },
      props,
    );
  },
} as const;
