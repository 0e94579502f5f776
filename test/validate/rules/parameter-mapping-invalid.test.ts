import { describe } from 'vitest';
import { parseRequestMappingSource, parseResponseMappingSource } from '../../../lib/model/index.js';
import { finds, method, mock } from '../findings.js';

describe('parameter-mapping-invalid', () => {
  finds([
    [
      'mapping expressions that are none',
      {
        ...method({
          integration: {
            ...mock,
            requestParameters: [
              { target: { location: 'header', name: 'X' }, source: parseRequestMappingSource('true') },
            ],
            responses: [
              {
                statusCode: '200',
                responseParameters: [{ header: 'Y', source: parseResponseMappingSource('method.request.header.Z') }],
              },
            ],
          },
        }),
        gatewayResponses: [
          {
            responseType: 'THROTTLED',
            responseParameters: [
              { target: { location: 'header', name: 'Z' }, source: parseRequestMappingSource('soon') },
            ],
          },
        ],
      },
      [
        'error parameter-mapping-invalid GET /pets/{petId} integration.request.header.X: Cannot use "true" as a mapping expression: it is none of method.request.header.x, method.request.querystring.x, method.request.path.x, method.request.body.x, context.x, stageVariables.x and a literal in single quotes',
        'error parameter-mapping-invalid GET /pets/{petId} integration response 200 method.response.header.Y: Cannot use "method.request.header.Z" as a mapping expression: it is none of integration.response.header.x, integration.response.body.x, context.x, stageVariables.x and a literal in single quotes',
        'error parameter-mapping-invalid gateway response THROTTLED gatewayresponse.header.Z: Cannot use "soon" as a mapping expression: it is none of method.request.header.x, method.request.querystring.x, method.request.path.x, method.request.body.x, context.x, stageVariables.x and a literal in single quotes',
      ],
    ],
  ]);
});
