import { describe } from 'vitest';
import {
  parseHttpRouteKey,
  parseWebSocketRouteKey,
  reference,
  type HttpApi,
  type Value,
  type WebSocketApi,
} from '../../../lib/model/index.js';
import { finds, httpRoute, webSocketRoute } from '../findings.js';

function chat(...keys: readonly Value<string>[]): WebSocketApi {
  const routeSettings = keys.map((key) => ({ routeKey: parseWebSocketRouteKey(key) }));
  return { ...webSocketRoute({}), stages: [{ name: 'prod', routeSettings }] };
}

function http(...keys: readonly string[]): HttpApi {
  const routeSettings = keys.map((key) => ({ routeKey: parseHttpRouteKey(key) }));
  return { ...httpRoute({}), stages: [{ name: 'prod', routeSettings }] };
}

const finding = (key: string): string =>
  `error settings-unknown stage prod settings of ${key}: The API has no route ${key}; API Gateway refuses a stage with settings for it`;

describe('route-settings-unknown', () => {
  finds([
    ['nothing in settings of routes', chat('send', reference('Key')), []],
    ['settings of a missing route', chat('send', 'Send', '$connect'), [finding('Send'), finding('$connect')]],
    ['settings of an HTTP API', http('GET /pets', 'GET /pet'), [finding('GET /pet')]],
    ['nothing where the routes could not be read', { ...chat('a'), routes: [] }, []],
    [
      'nothing where only deployment knows a key',
      { ...chat('a'), routes: [{ routeKey: parseWebSocketRouteKey(reference('Key')) }] },
      [],
    ],
  ]);
});
