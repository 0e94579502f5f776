import { putRecord } from './put-record.js';

export type { FirehosePutRecordProps } from './put-record.js';

/**
 * Writes records to a Firehose delivery stream without a Lambda function.
 *
 * @example
 * api.post('/clicks', FirehoseIntegration.putRecord(clicks));
 */
export const FirehoseIntegration = {
  /** Puts a record into a delivery stream. */
  putRecord,
} as const;
