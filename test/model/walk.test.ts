import { expect, test } from 'vitest';
import { parseHttpRouteKey, walkIntegrations, walkMethods, walkRoutes, walkTemplates } from '../../lib/model/index.js';
import type { HttpApi, WebSocketApi } from '../../lib/model/index.js';
import { printPlace } from '../../lib/model/diagnostic.js';
import { mock, restApi } from '../support/rest-request.js';

const API = restApi({
  'GET /pets': { integration: mock({ 'text/xml': '<x/>' }) },
  'POST /pets': {},
  'GET /': { integration: mock() },
});

const HTTP: HttpApi = {
  ...{ protocol: 'HTTP', id: 'Http', name: 'Http', authorizers: [], stages: [] },
  routes: [
    { routeKey: parseHttpRouteKey('GET /pets'), integration: { type: 'AWS_SERVICE', subtype: 'SQS-PurgeQueue' } },
    { routeKey: parseHttpRouteKey('$default') },
  ],
};

const WEBSOCKET: WebSocketApi = {
  ...{ protocol: 'WEBSOCKET', id: 'Chat', name: 'Chat', authorizers: [], stages: [] },
  routeSelectionExpression: { kind: 'expression', parts: [] },
  routes: [
    { routeKey: { kind: 'connect' } },
    {
      routeKey: { kind: 'custom', text: 'send' },
      integration: {
        ...{ type: 'MOCK', requestTemplates: { $default: '{}' } },
        responses: [{ integrationResponseKey: '/2../', responseTemplates: { a: '{}' } }],
      },
    },
  ],
};

test.each<[what: string, walk: (visit: (place: string) => void) => void, places: readonly string[]]>([
  [
    'methods',
    (visit) => walkMethods(API, (_method, _path, place) => visit(printPlace(place))),
    ['GET /pets', 'POST /pets', 'GET /'],
  ],
  [
    'integrations',
    (visit) => walkIntegrations(API, (_integration, place) => visit(printPlace(place))),
    ['GET /pets  integration', 'GET /  integration'],
  ],
  [
    'routes of a REST API',
    (visit) => walkRoutes(API, (_method, place) => visit(printPlace(place))),
    ['GET /pets', 'POST /pets', 'GET /'],
  ],
  [
    'routes of an HTTP API',
    (visit) => walkRoutes(HTTP, (_route, place) => visit(printPlace(place))),
    ['GET /pets', '$default'],
  ],
  [
    'integrations of an HTTP API',
    (visit) => walkIntegrations(HTTP, (_integration, place) => visit(printPlace(place))),
    ['GET /pets  integration'],
  ],
  ['templates of an HTTP API', (visit) => walkTemplates(HTTP, () => visit('a template')), []],
  [
    'routes of a WebSocket API',
    (visit) => walkRoutes(WEBSOCKET, (_route, place) => visit(printPlace(place))),
    ['$connect', 'send'],
  ],
  [
    'templates of a WebSocket API',
    (visit) => walkTemplates(WEBSOCKET, (_template, role, place) => visit(`${role} ${printPlace(place)}`)),
    ['request send  requestTemplates["$default"]', 'response send  integration response /2../ responseTemplates["a"]'],
  ],
  [
    'templates',
    (visit) => walkTemplates(API, (_template, role, place) => visit(`${role} ${printPlace(place)}`)),
    [
      'request GET /pets  requestTemplates["application/json"]',
      'response GET /pets  integration response 200 responseTemplates["text/xml"]',
      'request GET /  requestTemplates["application/json"]',
    ],
  ],
])('%s are visited in the order written, each with its place', (_what, walk, places) => {
  const seen: string[] = [];
  walk((place) => seen.push(place));
  expect(seen).toEqual(places);
});
