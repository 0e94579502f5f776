import type { BehaviourCase } from '../../../support/behaviour.js';
import type { HttpBehaviour } from '../ways/http-api-text.js';

const integration = { function: 'hello', payloadFormatVersion: '2.0' } as const;
const functions = { hello: () => 'hello' };

function get(name: string, path: string, status: 200 | 429): BehaviourCase {
  return {
    name,
    method: 'GET',
    path,
    expect: status === 200 ? { status } : { status, json: { message: 'Too Many Requests' } },
  };
}

/** Throttles of a stage and of one route; the clock stands still. */
export const throttles: HttpBehaviour = {
  functions,
  api: {
    name: 'HttpThrottles',
    throttle: { ratePerSecond: 10, burst: 3 },
    routeThrottles: { 'GET /rare': { ratePerSecond: 1, burst: 1 } },
    routes: { 'GET /rare': { integration }, 'GET /often': { integration } },
  },
  cases: [
    get('takes one request of the rare route', '/rare', 200),
    get('takes no second one', '/rare', 429),
    get('takes one request of another route', '/often', 200),
    get('takes a second one', '/often', 200),
    get('takes a third one', '/often', 200),
    get('takes no fourth one', '/often', 429),
  ],
};

const QUEUE = 'https://sqs.us-east-1.amazonaws.com/000000000000/orders';

function sqsCall(parameters: Readonly<Record<string, string>>): string {
  return new URLSearchParams({ Action: 'SendMessage', Version: '2012-11-05', ...parameters }).toString();
}

/** A queue without a function before it. */
export const services: HttpBehaviour = {
  api: {
    name: 'HttpServices',
    routes: {
      'POST /messages': {
        integration: {
          subtype: 'SQS-SendMessage',
          requestParameters: {
            QueueUrl: QUEUE,
            MessageBody: '$request.body',
          },
        },
      },
      'POST /groups/{group}': {
        integration: {
          subtype: 'SQS-SendMessage',
          requestParameters: {
            QueueUrl: `${QUEUE}.fifo`,
            MessageBody: '$request.body.message',
            MessageGroupId: '$request.path.group',
          },
        },
      },
    },
  },
  cases: [
    {
      name: 'sends a message of the whole body',
      method: 'POST',
      path: '/messages',
      headers: { 'Content-Type': 'application/json' },
      body: '{"product":"tea"}',
      expect: { status: 200, text: sqsCall({ QueueUrl: QUEUE, MessageBody: '{"product":"tea"}' }) },
    },
    {
      name: 'sends a message of one member, in a group',
      method: 'POST',
      path: '/groups/g1',
      headers: { 'Content-Type': 'application/json' },
      body: '{"message":"tea"}',
      expect: { status: 200, text: sqsCall({ QueueUrl: `${QUEUE}.fifo`, MessageBody: 'tea', MessageGroupId: 'g1' }) },
    },
  ],
};
