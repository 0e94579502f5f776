import { expect, test } from 'vitest';
import { findUnresolved } from '../../../lib/import/source/unresolved.js';
import { resolveCollection } from '../../../lib/import/source/resolve-values.js';
import {
  EMPTY_COLLECTION,
  joinValues,
  parseHttpRouteKey,
  parseIdentitySource,
  reference,
  type HttpApi,
} from '../../../lib/model/index.js';

const routeKey = parseHttpRouteKey(joinValues(['GET /', reference('Root')]));
const identitySource = [parseIdentitySource(reference('Source'), 'HTTP')];
const api: HttpApi = {
  protocol: 'HTTP',
  id: 'Http',
  name: 'Http',
  authorizers: [{ type: 'JWT', name: 'jwt', issuer: 'i', audience: [], identitySource }],
  routes: [{ routeKey }],
  stages: [],
};
const source = { collection: { ...EMPTY_COLLECTION, apis: [api] }, knownReferences: {} };

test('a route key and an identity source that only deployment knows are reported', () => {
  expect(findUnresolved(source)).toMatchObject([
    {
      code: 'unresolved-value',
      place: { element: 'GET /${Root}', property: 'route key' },
      message: 'Cannot know route key before deployment (GET /${Root}): give "Root"',
    },
    {
      code: 'unresolved-value',
      place: { element: 'authorizer jwt', property: 'identitySource' },
      message: 'Cannot know identitySource before deployment (${Source}): give "Source"',
    },
  ]);
});

test('they are parsed when their values are given', () => {
  expect(resolveCollection(source, { values: { Root: 'v1/{id}', Source: '$request.header.A' } }).apis).toMatchObject([
    {
      authorizers: [{ identitySource: [{ kind: 'header', name: 'A' }] }],
      routes: [{ routeKey: { kind: 'route', httpMethod: 'GET', path: '/v1/{id}' } }],
    },
  ]);
});
