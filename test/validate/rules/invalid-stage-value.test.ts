import { describe } from 'vitest';
import { parseAccessLogFormat, reference } from '../../../lib/model/index.js';
import { API, finds, httpRoute, webSocketRoute } from '../findings.js';

const stages = [
  { name: '${Env}', accessLog: { format: parseAccessLogFormat(reference('Format')) } },
  {
    name: 'a/b',
    variables: { 'x-y': '<', known: 'https://example.com', late: reference('Late') },
    accessLog: {
      format: parseAccessLogFormat('$context.status'),
      destinationArn: 'arn:aws:firehose:eu-west-1:123456789012:deliverystream/pets',
    },
  },
  {
    name: 'c',
    accessLog: { destinationArn: 'arn:aws:firehose:eu-west-1:123456789012:deliverystream/amazon-apigateway-pets' },
  },
];

const found = (stageName: string): readonly string[] => [
  `error invalid-value stage a/b: Cannot use "a/b" as a stage's name: it has to be ${stageName}`,
  'error invalid-value stage a/b variable x-y: Cannot use "x-y" as a stage variable\'s name: it has to be letters, digits and underscores',
  'error invalid-value stage a/b variable x-y: Cannot use "<" as a stage variable\'s value: it has to be letters, digits and any of -._~:/?#&=,',
  'error invalid-value stage a/b access log format: Cannot use "$context.status" as an access log format: it has to be one with $context.requestId or $context.extendedRequestId',
  'error invalid-value stage a/b access log destination: The access log\'s Firehose stream is "pets"; API Gateway requires a name that begins with amazon-apigateway-',
];

const NAME = '1 to 128 letters, digits, hyphens and underscores';

describe('invalid-stage-value', () => {
  finds([
    ['what API Gateway refuses of the stages of a REST API', { ...API, stages }, found(NAME)],
    [
      'what API Gateway refuses of the stages of an HTTP API',
      { ...httpRoute({}), stages },
      found(`$default or ${NAME}`),
    ],
    ['the default stage of an HTTP API valid', { ...httpRoute({}), stages: [{ name: '$default' }] }, []],
    [
      'a value that a canary would have',
      { ...API, stages: [{ name: 'c', release: { canary: { stageVariableOverrides: { release: '<' } } } }] },
      [
        'error invalid-value stage c variable release: Cannot use "<" as a stage variable\'s value: it has to be letters, digits and any of -._~:/?#&=,',
      ],
    ],
    [
      'the default stage of an HTTP API in a WebSocket API',
      { ...webSocketRoute({}), stages: [{ name: '$default' }] },
      [`error invalid-value stage $default: Cannot use "$default" as a stage's name: it has to be ${NAME}`],
    ],
  ]);
});
