import { expect, test } from 'vitest';
import { findUnresolved } from '../../../lib/import/source/unresolved.js';
import { resolveCollection } from '../../../lib/import/source/resolve-values.js';
import { EMPTY_COLLECTION, joinValues, parseHttpRouteKey, reference, type HttpApi } from '../../../lib/model/index.js';

const routeKey = parseHttpRouteKey(joinValues(['GET /', reference('Root')]));
const api: HttpApi = {
  protocol: 'HTTP',
  id: 'Http',
  name: 'Http',
  authorizers: [],
  routes: [{ routeKey }],
  stages: [],
};
const source = { collection: { ...EMPTY_COLLECTION, apis: [api] }, knownReferences: {} };

test('a route key that only deployment knows is reported', () => {
  expect(findUnresolved(source)).toMatchObject([
    {
      code: 'unresolved-value',
      place: { element: 'GET /${Root}', property: 'route key' },
      message: 'Cannot know route key before deployment (GET /${Root}): give "Root"',
    },
  ]);
});

test('a route key is parsed when its value is given', () => {
  expect(resolveCollection(source, { values: { Root: 'v1/{id}' } }).apis).toMatchObject([
    { routes: [{ routeKey: { kind: 'route', httpMethod: 'GET', path: '/v1/{id}' } }] },
  ]);
});
