import { describe } from 'vitest';
import { parseHttpRequestMappings, parseHttpResponseMappings } from '../../../lib/model/index.js';
import { finds, httpRoute } from '../findings.js';

const INTEGRATION = { type: 'HTTP_PROXY', httpMethod: 'ANY', uri: 'https://example.com' } as const;

describe('header-reserved', () => {
  finds([
    [
      'nothing in mappings of other headers and of parameters',
      httpRoute({
        integration: {
          ...INTEGRATION,
          requestParameters: parseHttpRequestMappings({ 'append:header.X-Id': 'a', 'append:querystring.origin': 'b' }),
        },
      }),
      [],
    ],
    [
      'reserved headers of requests and of responses',
      httpRoute({
        integration: {
          ...INTEGRATION,
          requestParameters: parseHttpRequestMappings({ 'overwrite:header.Authorization': '$request.header.x' }),
          responseParameters: [
            {
              statusCode: '200',
              mappings: parseHttpResponseMappings({ 'append:header.Access-Control-Allow-Origin': '*' }),
            },
          ],
        },
      }),
      [
        'error parameter-mapping-invalid GET /pets requestParameters overwrite:header.Authorization: The header Authorization is reserved; API Gateway refuses to map it',
        'error parameter-mapping-invalid GET /pets responseParameters 200 append:header.Access-Control-Allow-Origin: The header Access-Control-Allow-Origin is reserved; API Gateway refuses to map it',
      ],
    ],
  ]);
});
