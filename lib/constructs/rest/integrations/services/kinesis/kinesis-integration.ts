import { putRecord } from './put-record.js';

export type { KinesisPutRecordProps } from './put-record.js';

/**
 * Answers by a Kinesis data stream, without a function in between.
 *
 * @example
 * api.post('/clicks', KinesisIntegration.putRecord(clicks, { partitionKey: 'method.request.body.userId' }));
 */
export const KinesisIntegration = {
  /** Puts a record into a stream. */
  putRecord,
} as const;
