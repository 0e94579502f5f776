import { describe } from 'vitest';
import { reference, type Integration, type IntegrationResponse, type RestApi } from '../../../lib/model/index.js';
import { finds, method } from '../findings.js';

const LAMBDA =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f/invocations';
const HTTP = { type: 'HTTP' } as const;
const AWS = { type: 'AWS', uri: LAMBDA } as const;
const AT = 'default-response-missing GET /pets/{petId} integration responses';

function responding(integration: Partial<Integration>, responses: readonly IntegrationResponse[]): RestApi {
  const whole = { httpMethod: 'GET', uri: 'https://example.com', ...integration, responses } as Integration;
  return method({ integration: whole, responses: responses.map(({ statusCode }) => ({ statusCode })) });
}

describe('default-response-missing', () => {
  finds([
    [
      'no response at all',
      responding(HTTP, []),
      [`warning ${AT}: There is no integration response: every request gets 500`],
    ],
    [
      'no response for a success',
      responding(HTTP, [{ statusCode: '404', selectionPattern: '4\\d{2}' }]),
      [`warning ${AT}: No selection pattern matches a status of success: it gets 500`],
    ],
    [
      'no response for usual errors, as a note',
      responding(HTTP, [
        { statusCode: '200', selectionPattern: '2\\d{2}' },
        { statusCode: '404', selectionPattern: '4\\d{2}' },
      ]),
      [`info ${AT}: No selection pattern matches 500, 503: they become 500`],
    ],
    [
      'no response for results of a function',
      responding(AWS, [{ statusCode: '400', selectionPattern: '.+' }]),
      [`warning ${AT}: No response is for results of the function without an error: they get 500`],
    ],
    ['nothing in a pattern for results', responding(AWS, [{ statusCode: '200', selectionPattern: '.*' }]), []],
    ['nothing beside a default response', responding(HTTP, [{ statusCode: '200' }]), []],
    ['nothing in patterns for all', responding(HTTP, [{ statusCode: '200', selectionPattern: '[2345]\\d\\d' }]), []],
    [
      'nothing in a pattern that only deployment knows',
      responding(HTTP, [{ statusCode: '200', selectionPattern: reference('Pattern') }]),
      [],
    ],
  ]);
});
