import { describe } from 'vitest';
import {
  parseHttpRequestMappings,
  parseHttpResponseMappings,
  parseServiceParameters,
} from '../../../lib/model/index.js';
import { finds, httpRoute } from '../findings.js';

const TARGETS = 'append, overwrite or remove with :header.x or :querystring.x, or overwrite:path';
const VALUES =
  'text with $request.header.x, $request.querystring.x, $request.path.x, $request.body.x, $context.x, $stageVariables.x';

describe('http-mapping-invalid', () => {
  finds([
    [
      'mappings of an HTTP API that are none',
      httpRoute({
        integration: {
          type: 'HTTP_PROXY',
          httpMethod: 'ANY',
          uri: 'https://example.com',
          requestParameters: parseHttpRequestMappings({
            'append:path': 'a',
            'append:header.X': '$response.header.X',
            'overwrite:path': '/${request.path.id}',
          }),
          responseParameters: [
            {
              statusCode: '404',
              mappings: parseHttpResponseMappings({ 'overwrite:path': 'a', 'append:header.X': '$request.header.X' }),
            },
          ],
        },
      }),
      [
        `error parameter-mapping-invalid GET /pets requestParameters append:path: "append:path" is not a parameter that can be mapped; expected ${TARGETS}`,
        `error parameter-mapping-invalid GET /pets requestParameters append:header.X: "$response.header.X" is not a mapping expression; expected ${VALUES}`,
        'error parameter-mapping-invalid GET /pets responseParameters 404 overwrite:path: "overwrite:path" is not a parameter that can be mapped; expected append, overwrite or remove with :header.x, or overwrite:statuscode',
        'error parameter-mapping-invalid GET /pets responseParameters 404 append:header.X: "$request.header.X" is not a mapping expression; expected text with $response.header.x, $response.body.x, $context.x, $stageVariables.x',
      ],
    ],
    [
      'parameters of a service that are none',
      httpRoute({
        integration: {
          type: 'AWS_SERVICE',
          credentials: 'arn:aws:iam::000000000000:role/api',
          subtype: 'SQS-SendMessage',
          parameters: parseServiceParameters({ QueueUrl: 'https://queue', MessageBody: '${body}' }),
        },
      }),
      [
        `error parameter-mapping-invalid GET /pets requestParameters MessageBody: "\${body}" is not a mapping expression; expected ${VALUES}`,
      ],
    ],
  ]);
});
