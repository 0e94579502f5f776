import { context } from '../../lib/index.js';
import { rpcMethod } from './rpc.js';

const NUMBERS = { type: 'array', minItems: 1, items: { type: 'number' } };

/** Methods of reports, each an event of the function. */
export const reportMethods = {
  'reports.sum': rpcMethod({ numbers: NUMBERS }, ({ numbers }) => ({
    operation: 'sum',
    numbers,
    caller: context('identity.sourceIp'),
  })),
  'reports.share': rpcMethod({ part: { type: 'number' }, whole: { type: 'number' } }, ({ part, whole }) => ({
    operation: 'share',
    numbers: [part, whole],
    caller: context('identity.sourceIp'),
  })),
};
