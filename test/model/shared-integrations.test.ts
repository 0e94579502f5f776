import { describe, expect, test } from 'vitest';
import { parseHttpRouteKey, sharedIntegrations, type HttpApiRoute } from '../../lib/model/index.js';

function route(key: string, uri: string | undefined): HttpApiRoute {
  return {
    routeKey: parseHttpRouteKey(key),
    ...(uri !== undefined && { integration: { type: 'AWS_PROXY', uri, payloadFormatVersion: '2.0' } }),
  };
}

describe('sharedIntegrations()', () => {
  test.each<[what: string, routes: readonly HttpApiRoute[], shared: Readonly<Record<string, readonly string[]>>]>([
    ['nothing of routes without one', [route('GET /a', undefined)], {}],
    ['equal ones once', [route('GET /b', 'f'), route('GET /a', 'f')], { GETA: ['GET /b', 'GET /a'] }],
    ['others apart', [route('GET /a', 'f'), route('GET /b', 'g')], { GETA: ['GET /a'], GETB: ['GET /b'] }],
    [
      'names that differ, where paths differ in their punctuation only',
      [route('GET /a/b', 'f'), route('GET /a-b', 'g'), route('GET /', 'h'), route('$default', 'i')],
      { GETAB2: ['GET /a/b'], GETAB: ['GET /a-b'], GET: ['GET /'], Default: ['$default'] },
    ],
    [
      'names that differ, where two routes have one key',
      [route('GET /a', 'f'), route('GET /a', 'g')],
      { GETA: ['GET /a'], GETA2: ['GET /a'] },
    ],
  ])('gives %s', (_what, routes, shared) => {
    const found = sharedIntegrations(routes).map(({ name, routes: own }) => [
      name,
      own.map(({ routeKey }) => (routeKey.kind === 'route' ? `${routeKey.httpMethod} ${routeKey.path}` : '$default')),
    ]);
    expect(Object.fromEntries(found)).toEqual(shared);
  });

  test('gives the same names in any order of routes', () => {
    const routes = ['GET /c', 'GET /a', 'PUT /b'].map((key) => route(key, key.slice(0, 3)));
    const names = (of: readonly HttpApiRoute[]): ReadonlySet<string> =>
      new Set(sharedIntegrations(of).map(({ name }) => name));
    expect(names(routes.toReversed())).toEqual(names(routes));
    expect(names(routes)).toEqual(new Set(['GETA', 'PUTB']));
  });
});
