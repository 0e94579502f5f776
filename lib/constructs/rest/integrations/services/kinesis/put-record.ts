import type { IStream, IStreamRef } from 'aws-cdk-lib/aws-kinesis';
import { putRecordCall, type KinesisRecord } from '../../../../integrations/services/kinesis/put-record.js';
import type { IRestIntegration } from '../../integration.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';

/** A record of a stream. */
export interface KinesisPutRecordProps extends ServiceIntegrationProps, KinesisRecord {}

/**
 * Puts a record into a stream. The response is 202 `{"sequenceNumber":"…"}`.
 *
 * Documented: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
 */
export function putRecord(stream: IStream | IStreamRef, props: KinesisPutRecordProps = {}): IRestIntegration {
  return new ServiceIntegration(putRecordCall(stream, props), props);
}
