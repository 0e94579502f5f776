import { describe } from 'vitest';
import type { WebSocketApi, WebSocketRoute } from '../../../lib/model/index.js';
import { finds, webSocketRoute } from '../findings.js';

function guarded(route: Partial<WebSocketRoute>): WebSocketApi {
  return {
    ...webSocketRoute(route),
    authorizers: [{ type: 'REQUEST', name: 'guard', uri: 'arn', identitySource: [] }],
  };
}

const authorization = { type: 'CUSTOM', authorizer: 'guard' } as const;
const authorized = (type: string): string =>
  `error access-misplaced send authorization: The authorization is ${type}; API Gateway takes authorization on $connect only`;

describe('access-misplaced', () => {
  finds([
    ['nothing at $connect', guarded({ routeKey: { kind: 'connect' }, authorization, apiKeyRequired: true }), []],
    ['nothing in an open route', guarded({ authorization: { type: 'NONE' }, apiKeyRequired: false }), []],
    ['an authorizer', guarded({ authorization }), [authorized('CUSTOM')]],
    [
      'a signature and a key',
      guarded({ authorization: { type: 'AWS_IAM' }, apiKeyRequired: true }),
      [
        authorized('AWS_IAM'),
        'warning access-misplaced send apiKeyRequired: An API key is required here; API Gateway documents keys for $connect only, and may not check one for messages',
      ],
    ],
  ]);
});
