import { describe } from 'vitest';
import type { RestApi } from '../../../lib/model/index.js';
import { finds, method } from '../findings.js';

describe('invalid-value', () => {
  const lambda = (mode: 'BUFFERED' | 'STREAM', version: string, call: string): RestApi =>
    method({
      integration: {
        type: 'AWS_PROXY',
        httpMethod: 'POST',
        uri: `arn:aws:apigateway:us-east-1:lambda:path/${version}/functions/arn:aws:lambda:us-east-1:123456789012:function:f/${call}`,
        responseTransferMode: mode,
      },
    });
  const at = 'error invalid-value GET /pets/{petId} responseTransferMode: Cannot use ResponseTransferMode';
  finds([
    ['a function that streams', lambda('STREAM', '2021-11-15', 'response-streaming-invocations'), []],
    [
      'a response transfer mode that the URI contradicts',
      lambda('BUFFERED', '2021-11-15', 'response-streaming-invocations'),
      [`${at} BUFFERED for Lambda functions invoked by InvokeWithResponseStream for AWS_PROXY integrations`],
    ],
    [
      'and the other way round',
      lambda('STREAM', '2015-03-31', 'invocations'),
      [
        `${at} STREAM for Lambda functions invoked by Invoke: the URI has to begin with path/2021-11-15 and end with /response-streaming-invocations`,
      ],
    ],
    [
      'a stream of an integration that is no proxy',
      method({ integration: { type: 'MOCK', responseTransferMode: 'STREAM' } }),
      [`${at} STREAM for an integration of type MOCK: it requires HTTP_PROXY or AWS_PROXY`],
    ],
    [
      'forms that API Gateway refuses',
      {
        ...method({ responses: [{ statusCode: '2xx' }, { statusCode: 'default' }] }),
        minimumCompressionBytes: 10_485_761,
        models: [{ name: 'my-pet', schema: {} }],
        gatewayResponses: [{ responseType: 'DEFAULT_4XX', statusCode: '4' }],
      },
      [
        'error invalid-value the API minimum compression: Cannot compress answers from 10485761 bytes on: it has to be 0 to 10485760',
        'error invalid-value model my-pet: Cannot use "my-pet" as a model\'s name: it has to be letters and digits',
        'error invalid-value gateway response DEFAULT_4XX statusCode: Cannot use "4" as a status: it has to be three digits from 100 to 599',
        'error invalid-value GET /pets/{petId} response 2xx: Cannot use "2xx" as a status: it has to be three digits from 100 to 599',
      ],
    ],
  ]);
});
