import { describe } from 'vitest';
import {
  parseMessageMappingSource,
  parseRequestMappingSource,
  parseResponseMappingSource,
} from '../../../lib/model/index.js';
import { finds, method, mock, webSocketRoute } from '../findings.js';

describe('parameter-mapping-invalid', () => {
  finds([
    [
      'mapping expressions that are none',
      {
        ...method({
          responses: [{ statusCode: '200', responseHeaders: [{ name: 'Y', required: false }] }],
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
        'error parameter-mapping-invalid GET /pets/{petId} integration.request.header.X: "true" is not a mapping expression; expected method.request.header.x, method.request.querystring.x, method.request.path.x, method.request.body.x, context.x, stageVariables.x or a literal in single quotes',
        'error parameter-mapping-invalid GET /pets/{petId} integration response 200 method.response.header.Y: "method.request.header.Z" is not a mapping expression; expected integration.response.header.x, integration.response.body.x, context.x, stageVariables.x or a literal in single quotes',
        'error parameter-mapping-invalid gateway response THROTTLED gatewayresponse.header.Z: "soon" is not a mapping expression; expected method.request.header.x, method.request.querystring.x, method.request.path.x, method.request.body.x, context.x, stageVariables.x or a literal in single quotes',
      ],
    ],
    [
      'mapping expressions that are none of a WebSocket API',
      webSocketRoute({
        integration: {
          ...mock,
          requestParameters: [
            {
              target: { location: 'header', name: 'X' },
              source: parseMessageMappingSource('method.request.header.X'),
            },
          ],
          responses: [
            {
              integrationResponseKey: '$default',
              responseParameters: [{ header: 'Y', source: parseResponseMappingSource('y') }],
            },
          ],
        },
      }),
      [
        'error parameter-mapping-invalid send integration.request.header.X: "method.request.header.X" is not a mapping expression; expected route.request.header.x, route.request.querystring.x, route.request.body.x, context.x, stageVariables.x or a literal in single quotes',
        'error parameter-mapping-invalid send integration response $default method.response.header.Y: "y" is not a mapping expression; expected integration.response.header.x, integration.response.body.x, context.x, stageVariables.x or a literal in single quotes',
      ],
    ],
  ]);
});
