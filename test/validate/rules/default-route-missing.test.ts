import { describe, expect, test } from 'vitest';
import { parseWebSocketRouteKey, reference, type WebSocketApi } from '../../../lib/model/index.js';
import { validate } from '../../../lib/validate/validate.js';
import { print, webSocketRoute } from '../findings.js';

const chat = webSocketRoute({});

describe('default-route-missing', () => {
  test.each<[what: string, api: WebSocketApi, expected: readonly string[]]>([
    [
      'an API without the route',
      chat,
      [
        'info default-route-missing the API: The API has no $default route: a message that no other route takes gets a Forbidden frame',
      ],
    ],
    ['the route', webSocketRoute({ routeKey: { kind: 'default' } }), []],
    ['a key that deployment knows', webSocketRoute({ routeKey: parseWebSocketRouteKey(reference('Key')) }), []],
    ['an API that could not be read', { ...chat, routes: [] }, []],
  ])('finds %s', (_what, api, expected) => {
    expect(validate(api).map(print)).toEqual(expected);
  });
});
