import { putRecord } from './put-record.js';

export type { KinesisPutRecordProps } from './put-record.js';

/**
 * Writes records to a Kinesis data stream without a Lambda function.
 *
 * @example
 * api.post('/clicks', KinesisIntegration.putRecord(clicks, { partitionKey: 'method.request.body.userId' }));
 */
export const KinesisIntegration = {
  /** Puts a record into a stream. */
  putRecord,
} as const;
