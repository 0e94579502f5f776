import { describe } from 'vitest';
import { parseSelectionExpression, type WebSocketApi } from '../../../lib/model/index.js';
import { finds, mock, webSocketRoute } from '../findings.js';

/** An API with routes of these keys besides the three that need no expression. */
function chat(expression: string, ...keys: readonly string[]): WebSocketApi {
  return {
    ...webSocketRoute({}),
    routeSelectionExpression: parseSelectionExpression(expression, 'message-expression'),
    routes: [
      { routeKey: { kind: 'connect' } },
      { routeKey: { kind: 'disconnect' } },
      { routeKey: { kind: 'default' }, integration: mock },
      ...keys.map((text) => ({ routeKey: { kind: 'custom', text } as const, integration: mock })),
    ],
  };
}

const finding = (route: string, form: string): string =>
  `warning route-unreachable ${route}: No message reaches the route: the route selection expression results in "${form}"`;

describe('route-unreachable', () => {
  finds([
    ['nothing where the message selects', chat('$request.body.action', 'send', 'a.b/c'), []],
    ['nothing where a header and the message do', chat('${request.header.v}${request.body.action}', 'send'), []],
    ['keys that are not the one text', chat('send', 'send', 'receive'), [finding('receive', 'send')]],
    ['keys of an API whose messages all take $default', chat('\\$default', 'send'), [finding('send', '$default')]],
    [
      'keys without the text around a value',
      chat('v1.${request.body.action}-beta', 'v1.send-beta', 'v1xsend-beta', 'v1.send', 'v1.-beta'),
      [finding('v1xsend-beta', 'v1.…-beta'), finding('v1.send', 'v1.…-beta')],
    ],
  ]);
});
