import { describe } from 'vitest';
import {
  parseHttpRequestMappings,
  parseHttpResponseMappings,
  parseServiceParameters,
} from '../../../lib/model/index.js';
import { finds, httpRoute } from '../findings.js';

const INTEGRATION = { type: 'HTTP_PROXY', httpMethod: 'ANY', uri: 'https://example.com' } as const;

describe('body-path-unsupported', () => {
  finds([
    [
      'nothing in paths of names and indexes',
      httpRoute({
        integration: {
          ...INTEGRATION,
          requestParameters: parseHttpRequestMappings({
            ...{ 'append:header.a': '$request.body', 'append:header.b': '$request.body.a.b[0]' },
            'append:header.c': '${request.body.a}-$request.header.x',
          }),
        },
      }),
      [],
    ],
    [
      'scans and filters in requests and in responses',
      httpRoute({
        integration: {
          ...INTEGRATION,
          requestParameters: parseHttpRequestMappings({ 'append:header.a': '$request.body..name' }),
          responseParameters: [
            {
              statusCode: '200',
              mappings: parseHttpResponseMappings({ 'append:header.a': '$response.body.a[?(@.b)]' }),
            },
          ],
        },
      }),
      [
        'error parameter-mapping-invalid GET /pets requestParameters append:header.a: The path body..name is not supported; expected names and indexes, without .. and filters',
        'error parameter-mapping-invalid GET /pets responseParameters 200 append:header.a: The path body.a[?(@.b)] is not supported; expected names and indexes, without .. and filters',
      ],
    ],
    [
      'a parameter of a service',
      httpRoute({
        integration: {
          ...{ type: 'AWS_SERVICE', subtype: 'SQS-PurgeQueue', credentials: 'arn:aws:iam::000000000000:role/api' },
          parameters: parseServiceParameters({ QueueUrl: '$request.body.a..b' }),
        },
      }),
      [
        'error parameter-mapping-invalid GET /pets requestParameters QueueUrl: The path body.a..b is not supported; expected names and indexes, without .. and filters',
      ],
    ],
  ]);
});
