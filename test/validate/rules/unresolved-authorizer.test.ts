import { describe } from 'vitest';
import { finds, httpRoute, method, webSocketRoute } from '../findings.js';

const found = ': Cannot find the authorizer "door": the API has no authorizers';

describe('unresolved-authorizer', () => {
  finds([
    [
      'an authorizer that a REST API does not have',
      method({ authorization: { type: 'CUSTOM', authorizer: 'door' } }),
      [`error unresolved-reference GET /pets/{petId} authorization${found}`],
    ],
    [
      'an authorizer that an HTTP API does not have',
      httpRoute({ authorization: { type: 'JWT', authorizer: 'door' } }),
      [`error unresolved-reference GET /pets authorization${found}`],
    ],
    [
      'an authorizer that a WebSocket API does not have',
      webSocketRoute({ routeKey: { kind: 'connect' }, authorization: { type: 'CUSTOM', authorizer: 'door' } }),
      [`error unresolved-reference $connect authorization${found}`],
    ],
  ]);
});
