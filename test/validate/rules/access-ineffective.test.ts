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
const finding = (property: string, what: string): string =>
  `warning access-ineffective send ${property}: ${what} has no effect on this route: API Gateway checks callers at $connect only`;

describe('access-ineffective', () => {
  finds([
    ['nothing at $connect', guarded({ routeKey: { kind: 'connect' }, authorization, apiKeyRequired: true }), []],
    ['nothing in an open route', guarded({ authorization: { type: 'NONE' }, apiKeyRequired: false }), []],
    ['an authorizer', guarded({ authorization }), [finding('authorization', 'The authorization CUSTOM')]],
    [
      'a signature and a key',
      guarded({ authorization: { type: 'AWS_IAM' }, apiKeyRequired: true }),
      [finding('authorization', 'The authorization AWS_IAM'), finding('apiKeyRequired', 'The required API key')],
    ],
  ]);
});
