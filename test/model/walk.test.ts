import { expect, test } from 'vitest';
import { walkIntegrations, walkMethods, walkTemplates } from '../../lib/model/index.js';
import { printPlace } from '../../lib/model/diagnostic.js';
import { mock, restApi } from '../support/rest-request.js';

const API = restApi({
  'GET /pets': { integration: mock({ 'text/xml': '<x/>' }) },
  'POST /pets': {},
  'GET /': { integration: mock() },
});

test.each<[what: string, walk: (visit: (place: string) => void) => void, places: readonly string[]]>([
  [
    'methods',
    (visit) => walkMethods(API, (_method, _path, place) => visit(printPlace(place))),
    ['GET /pets', 'POST /pets', 'GET /'],
  ],
  [
    'integrations',
    (visit) => walkIntegrations(API, (_integration, _method, _path, place) => visit(printPlace(place))),
    ['GET /pets  integration', 'GET /  integration'],
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
