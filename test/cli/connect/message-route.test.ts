import { describe, expect, test } from 'vitest';
import { checkMessageRoute, messageOfRoute, messageRoutes } from '../../../lib/cli/connect/message-route.js';
import { parseSelectionExpression, parseWebSocketRouteKey, type WebSocketApi } from '../../../lib/model/index.js';

function api(expression: string, ...keys: readonly string[]): WebSocketApi {
  return {
    protocol: 'WEBSOCKET',
    id: 'Chat',
    name: 'chat',
    routeSelectionExpression: parseSelectionExpression(expression, 'message-expression'),
    authorizers: [],
    routes: keys.map((key) => ({ routeKey: parseWebSocketRouteKey(key) })),
    stages: [],
  };
}

describe('messageOfRoute()', () => {
  test.each<[line: string, member: string, message: string]>([
    ['Hello', 'action', '{"action":"send","message":"Hello"}'],
    ['{"to":"ana"}', 'action', '{"action":"send","to":"ana"}'],
    ['{}', 'action', '{"action":"send"}'],
    [' { "id": 12345678901234567890 }', 'action', '{"action":"send", "id": 12345678901234567890 }'],
    ['{"action":"other"}', 'action', '{"action":"other"}'],
    ['[1,2]', 'action', '{"action":"send","message":"[1,2]"}'],
    ['7', 'action', '{"action":"send","message":"7"}'],
    ['{"broken', 'action', '{"action":"send","message":"{\\"broken"}'],
    ['Hello', 'message', '{"message":"send","body":"Hello"}'],
    ['Hello', 'service.do', '{"service":{"do":"send"},"message":"Hello"}'],
    ['{"a":1}', 'service.do', '{"service":{"do":"send"},"a":1}'],
    ['{"service":{"v":2}}', 'service.do', '{"service":{"v":2,"do":"send"}}'],
    ['{"service":{"do":"other"}}', 'service.do', '{"service":{"do":"other"}}'],
    ['{"service":"x"}', 'service.do', '{"service":"x"}'],
    ['{"__proto__":1}', 'action', '{"action":"send","__proto__":1}'],
  ])('%s with the route in %s', (line, member, message) => {
    expect(messageOfRoute(line, 'send', member.split('.'))).toBe(message);
  });
});

describe('messageRoutes()', () => {
  test.each<[expression: string, member: string | undefined]>([
    ['$request.body.action', 'action'],
    ['${request.body.action}', 'action'],
    ['$request.body.service.do', 'service.do'],
    ['$request.body.actions[0]', undefined],
    ['$request.header.x-route', undefined],
    ['${request.body.version}-beta', undefined],
    ['$request.body', undefined],
  ])('%s: %s', (expression, member) => {
    const routes = messageRoutes(api(expression, '$connect', 'send'));
    expect([routes.member?.join('.'), routes.expression, routes.keys]).toEqual([member, expression, ['send']]);
  });
});

describe('checkMessageRoute()', () => {
  const routes = messageRoutes(api('$request.body.action', '$default', 'sendMessage', 'join'));

  test('takes a route of the API', () => {
    expect(() => checkMessageRoute('join', routes)).not.toThrow();
  });

  test.each<[key: string, expression: string, message: string, hint: string]>([
    [
      'sendMesage',
      '$request.body.action',
      'the API has no such route',
      'Did you mean "sendMessage"? Routes: sendMessage, join',
    ],
    [
      '$default',
      '$request.body.action',
      'a message does not name it',
      'Messages that name no other route get to $default',
    ],
    [
      'join',
      '$request.header.route',
      '"$request.header.route" is not a member of messages',
      'Write whole messages, without a route',
    ],
  ])('refuses %s of %s', (key, expression, message, hint) => {
    const others = messageRoutes(api(expression, '$default', 'sendMessage', 'join'));
    expect(() => checkMessageRoute(key, others)).toThrow(
      expect.objectContaining({ message: `Cannot choose the route "${key}": ${message}`, details: { hint } }) as Error,
    );
  });
});
