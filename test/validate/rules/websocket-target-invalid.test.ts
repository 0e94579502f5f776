import { describe } from 'vitest';
import { joinValues, reference } from '../../../lib/model/index.js';
import { finds, webSocketRoute } from '../findings.js';

const LAMBDA =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:1:function:f/invocations';
const SQS = joinValues(['arn:aws:apigateway:', reference('AWS::Region'), ':sqs:path/1/queue']);

function target(type: 'AWS' | 'AWS_PROXY' | 'HTTP' | 'HTTP_PROXY', uri: string | typeof SQS, httpMethod = 'POST') {
  return webSocketRoute({ integration: { type, uri, httpMethod } });
}

describe('websocket-target-invalid', () => {
  finds([
    ['nothing in a function', target('AWS_PROXY', LAMBDA), []],
    ['nothing in a service', target('AWS', SQS, 'GET'), []],
    ['nothing in a URL', target('HTTP', 'https://example.com'), []],
    ['nothing in a URL of a stage variable', target('HTTP_PROXY', '${stageVariables.url}'), []],
    ['nothing in a URL that deployment knows', target('HTTP_PROXY', reference('Host')), []],
    [
      'a service behind AWS_PROXY',
      target('AWS_PROXY', SQS),
      ['error invalid-value send integration uri: AWS_PROXY is for Lambda functions; the URI names sqs'],
    ],
    [
      'another method than POST for a function',
      target('AWS', LAMBDA, 'GET'),
      [
        'warning invalid-value send integration httpMethod: The method is GET; Lambda functions are invoked by POST only',
      ],
    ],
    [
      'an address without a scheme',
      target('HTTP', 'example.com'),
      ['error invalid-value send integration uri: "example.com" is not an address; expected a URL of http or https'],
    ],
  ]);
});
