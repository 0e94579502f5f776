import { describe } from 'vitest';
import { parseHttpRouteKey, parseWebSocketRouteKey } from '../../../lib/model/index.js';
import { finds, httpRoute, webSocketRoute } from '../findings.js';

describe('route-key-invalid', () => {
  finds([
    [
      'a key that is none of an HTTP API',
      httpRoute({ routeKey: parseHttpRouteKey('$connect') }),
      [
        'error invalid-value $connect: "$connect" is not a route key; expected a method and a path, such as GET /pets, or $default',
      ],
    ],
    [
      'a key that is none of a WebSocket API',
      webSocketRoute({ routeKey: parseWebSocketRouteKey('$send') }),
      [
        'error invalid-value $send: "$send" is not a route key; expected $connect, $disconnect, $default or a name that does not begin with a dollar',
      ],
    ],
  ]);
});
