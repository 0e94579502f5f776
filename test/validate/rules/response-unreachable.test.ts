import { describe } from 'vitest';
import type { Integration, IntegrationResponse, RestApi } from '../../../lib/model/index.js';
import { finds, method } from '../findings.js';

const LAMBDA =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f/invocations';

function responding(integration: Partial<Integration>, responses: readonly IntegrationResponse[]): RestApi {
  const whole = { httpMethod: 'GET', uri: 'https://example.com', ...integration, responses } as Integration;
  return method({ integration: whole, responses: responses.map(({ statusCode }) => ({ statusCode })) });
}

const HTTP = { type: 'HTTP' } as const;
const AWS = { type: 'AWS', uri: LAMBDA } as const;

describe('response-unreachable', () => {
  finds([
    [
      'a pattern that is no status',
      responding(HTTP, [{ statusCode: '200' }, { statusCode: '404', selectionPattern: 'Not Found' }]),
      [
        'warning response-unreachable GET /pets/{petId} integration response 404: The selection pattern Not Found matches no status from 100 to 599',
      ],
    ],
    [
      'a pattern that is a part of a status',
      responding(HTTP, [{ statusCode: '200' }, { statusCode: '404', selectionPattern: '4' }]),
      [
        'warning response-unreachable GET /pets/{petId} integration response 404: The selection pattern 4 matches no status from 100 to 599',
      ],
    ],
    [
      'two default responses',
      responding(AWS, [{ statusCode: '200' }, { statusCode: '400', selectionPattern: '' }]),
      [
        'warning response-unreachable GET /pets/{petId} integration response 400: The response 200 has no selection pattern too; expected one of them',
      ],
    ],
    [
      'two equal patterns',
      responding(AWS, [
        { statusCode: '200' },
        { statusCode: '400', selectionPattern: '.*bad.*' },
        { statusCode: '500', selectionPattern: '.*bad.*' },
      ]),
      [
        'warning response-unreachable GET /pets/{petId} integration response 500: The response 400 has the selection pattern .*bad.* too; expected one of them',
      ],
    ],
    [
      'nothing in patterns of a function, which are for its error messages',
      responding(AWS, [{ statusCode: '200' }, { statusCode: '404', selectionPattern: 'Not Found' }]),
      [],
    ],
    [
      'nothing in a mock whose responses have one pattern',
      responding({ type: 'MOCK' }, [
        { statusCode: '200', selectionPattern: '\\d{3}' },
        { statusCode: '404', selectionPattern: '\\d{3}' },
      ]),
      [],
    ],
    ['nothing in a proxy', responding({ type: 'HTTP_PROXY' }, [{ statusCode: '404', selectionPattern: 'x' }]), []],
  ]);
});
