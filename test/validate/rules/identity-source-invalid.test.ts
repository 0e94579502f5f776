import { describe } from 'vitest';
import { parseIdentitySource } from '../../../lib/model/index.js';
import { API, finds, httpRoute, webSocketRoute } from '../findings.js';

describe('identity-source-invalid', () => {
  finds([
    [
      'an identity source that is none of a REST API',
      {
        ...API,
        authorizers: [
          { type: 'TOKEN', name: 'a', uri: 'uri', identitySource: parseIdentitySource('Authorization', 'REST') },
          {
            type: 'REQUEST',
            name: 'b',
            uri: 'uri',
            identitySource: ['method.request.header.A', '$request.header.B'].map((source) =>
              parseIdentitySource(source, 'REST'),
            ),
          },
        ],
      },
      [
        'error parameter-mapping-invalid authorizer a identitySource: "Authorization" is not an identity source; expected method.request.header.x, method.request.querystring.x, stageVariables.x or context.x',
        'error parameter-mapping-invalid authorizer b identitySource: "$request.header.B" is not an identity source; expected method.request.header.x, method.request.querystring.x, stageVariables.x or context.x',
      ],
    ],
    [
      'an identity source that is none of an HTTP API',
      {
        ...httpRoute({}),
        authorizers: [
          { type: 'JWT', name: 'a', issuer: 'i', audience: ['web'] },
          {
            type: 'JWT',
            name: 'b',
            issuer: 'i',
            audience: ['web'],
            identitySource: [parseIdentitySource('method.request.header.A', 'HTTP')],
          },
        ],
      },
      [
        'error parameter-mapping-invalid authorizer b identitySource: "method.request.header.A" is not an identity source; expected $request.header.x, $request.querystring.x, $stageVariables.x or $context.x',
      ],
    ],
    [
      'an identity source that is none of a WebSocket API',
      {
        ...webSocketRoute({}),
        authorizers: [
          { type: 'REQUEST', name: 'a', uri: 'uri', identitySource: [parseIdentitySource('token', 'WEBSOCKET')] },
        ],
      },
      [
        'error parameter-mapping-invalid authorizer a identitySource: "token" is not an identity source; expected route.request.header.x, route.request.querystring.x, stageVariables.x or context.x',
      ],
    ],
  ]);
});
