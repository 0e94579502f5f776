import { describe } from 'vitest';
import type { WebSocketApi, WebSocketRoute } from '../../../lib/model/index.js';
import { findsOf, mock, webSocketRoute } from '../findings.js';

const integration = { type: 'HTTP_PROXY', httpMethod: 'POST', uri: 'https://example.com/messages' } as const;
const FOUND = 'Everybody may connect and send messages to send: $connect has no authorization';

function api(connect: Partial<WebSocketRoute>, send: Partial<WebSocketRoute> = { integration }): WebSocketApi {
  const { routes, ...rest } = webSocketRoute(send);
  return { ...rest, routes: [{ routeKey: { kind: 'connect' }, ...connect }, ...routes] };
}

describe('connect-unauthenticated', () => {
  findsOf('write-unauthenticated', [
    ['an open $connect', api({}), [`info write-unauthenticated $connect: ${FOUND}`]],
    ['no $connect', webSocketRoute({ integration }), [`info write-unauthenticated Chat: ${FOUND}`]],
    ['nothing of a closed one', api({ authorization: { type: 'AWS_IAM' } }), []],
    ['nothing of one that requires a key', api({ apiKeyRequired: true }), []],
    ['nothing of messages to a mock', api({}, { integration: mock }), []],
  ]);
});
