import { ECHO_OPERATION, type Api } from '../documents.js';
import { gateway } from '../gateway.js';
import { get, RAW, requests } from '../requests.js';
import { THREADS_SPREAD_BOUND_PERCENT, type Scenario } from '../scenario.js';

const API: Api = {
  operation: ECHO_OPERATION,
  handler: `exports.handler = async () => ({ statusCode: 200, body: '{"message":"hello"}' });`,
};
const REQUEST = get('/prod/pets/7');

export const lambdaInline: Scenario = {
  name: 'lambda-inline',
  sentence: 'Invoke a function of the same thread through a proxy integration',
  subject: requests(gateway(API, { lambdaIsolation: 'inline' }), REQUEST),
  floor: RAW,
  goal: 2,
  limit: 3,
};

export const lambdaThread: Scenario = {
  name: 'lambda-thread',
  sentence: 'Invoke a function of a worker thread through a proxy integration',
  subject: requests(gateway(API, { lambdaIsolation: 'thread' }), REQUEST),
  floor: RAW,
  goal: 3.5,
  limit: 5,
  spreadBoundPercent: THREADS_SPREAD_BOUND_PERCENT,
};
