import { jsonCall, type SubtypeCalls } from './service-call.js';

/**
 * Documented: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
 * Assumed: the service takes base64, so that the gateway encodes the data.
 */
export const KINESIS_PUT_RECORD: SubtypeCalls = {
  service: 'kinesis',
  buildCall: ({ StreamName, Data = '', PartitionKey, SequenceNumberForOrdering, ExplicitHashKey }) =>
    jsonCall('Kinesis_20131202.PutRecord', '1.1', {
      ...{ StreamName, Data: Buffer.from(Data).toString('base64'), PartitionKey },
      ...{ ExplicitHashKey, SequenceNumberForOrdering },
    }),
};
