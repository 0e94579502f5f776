import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePath, type PathPart } from '../../../lib/model/resource.js';
import { buildPathTree, matchPath, type PathMatch } from '../../../lib/runtime/routing/path-tree.js';

function match(routes: readonly string[], httpMethod: string, path: string): PathMatch<string> | undefined {
  const tree = buildPathTree(
    routes.map((route) => {
      const [method = '', resource = ''] = route.split(' ');
      return { path: resource, httpMethod: method, method: route };
    }),
  );
  return matchPath(tree, path, httpMethod);
}

const ROUTES = [
  ...['GET /', 'GET /pets', 'ANY /pets', 'GET /pets/{id}', 'POST /pets/mine', 'GET /pets/{id}/toys', 'ANY /{proxy+}'],
  ...['GET /files/{path+}', 'GET /a,b', 'GET /über'],
];

describe('matchPath()', () => {
  test.each<[request: string, route: string | undefined, parameters?: Readonly<Record<string, string>>]>([
    ['GET /', 'GET /'],
    ['GET ', 'GET /'],
    ['POST /', undefined],
    ['GET /pets', 'GET /pets'],
    ['GET /pets/', 'GET /pets'],
    ['GET //pets', 'GET /pets'],
    ['DELETE /pets', 'ANY /pets'],
    ['GET /Pets', 'ANY /{proxy+}', { proxy: 'Pets' }],
    ['GET /pets/7', 'GET /pets/{id}', { id: '7' }],
    ['GET /pets/mine', 'GET /pets/{id}', { id: 'mine' }],
    ['POST /pets/mine', 'POST /pets/mine'],
    ['PUT /pets/mine', 'ANY /{proxy+}', { proxy: 'pets/mine' }],
    ['GET /pets/7/toys', 'GET /pets/{id}/toys', { id: '7' }],
    ['GET /pets/7/toys/2', 'ANY /{proxy+}', { proxy: 'pets/7/toys/2' }],
    ['GET /pets//toys', 'ANY /{proxy+}', { proxy: 'pets//toys' }],
    ['GET /pets/a%2Fb', 'GET /pets/{id}', { id: 'a%2Fb' }],
    ['GET /pets/a%20b', 'GET /pets/{id}', { id: 'a%20b' }],
    ['GET /files/a/b/', 'GET /files/{path+}', { path: 'a/b' }],
    ['GET /files/a//b', 'GET /files/{path+}', { path: 'a//b' }],
    ['GET /files', 'ANY /{proxy+}', { proxy: 'files' }],
    ['GET /files/', 'ANY /{proxy+}', { proxy: 'files' }],
    ['POST /files/a', 'ANY /{proxy+}', { proxy: 'files/a' }],
    ['GET /a%2Cb', 'GET /a,b'],
    ['GET /%C3%BCber', 'GET /über'],
    ['GET /%zz', 'ANY /{proxy+}', { proxy: '%zz' }],
    ['GET /__proto__', 'ANY /{proxy+}', { proxy: '__proto__' }],
  ])('%s is %s', (request, route, parameters = {}) => {
    const [method = '', path = ''] = request.split(/ (.*)/);
    const found = match(ROUTES, method, path);
    expect(found?.method).toBe(route);
    if (route !== undefined) expect(found?.pathParameters).toEqual(parameters);
  });

  test.each<[what: string, routes: readonly string[]]>([
    ['nothing at all', []],
    ['a greedy part takes no empty rest', ['GET /files/{path+}']],
    ['a parameter takes no empty part', ['GET /files/{name}']],
  ])('%s', (_what, routes) => {
    expect(match(routes, 'GET', '/files/')).toBeUndefined();
  });

  test('finds what a naive matcher finds', () => {
    const part = fc.constantFrom('a', 'b', '{p}');
    const path = fc
      .tuple(fc.array(part, { maxLength: 3 }), fc.constantFrom('', '', 'a', '{rest+}'))
      .map(([parts, last]) => `/${[...parts, ...(last === '' ? [] : [last])].join('/')}`);
    const route = fc
      .tuple(fc.constantFrom('GET', 'POST', 'ANY'), path)
      .map(([method, resource]) => `${method} ${resource}`);
    const request = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 5 })
      .map((parts) => `/${parts.join('/')}`);
    fc.assert(
      fc.property(
        fc.uniqueArray(route, { maxLength: 8 }),
        fc.constantFrom('GET', 'POST'),
        request,
        (routes, method, wanted) => {
          expect(match(routes, method, wanted)?.method).toBe(naiveMatch(routes, method, wanted));
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** Every route that fits, the most literal first. */
function naiveMatch(routes: readonly string[], method: string, path: string): string | undefined {
  const parts = path.replace(/^\/+/, '').replace(/\/$/, '').split('/');
  const given = parts.length === 1 && parts[0] === '' ? [] : parts;
  const rank = { literal: '0', parameter: '1', greedy: '2' };
  return routes
    .map((route) => ({ route, own: route.split(' ')[0] ?? '', pattern: parsePath(route.split(' ')[1] ?? '') }))
    .filter(({ own, pattern }) => (own === method || own === 'ANY') && fits(pattern, given))
    .map(({ route, own, pattern }) => ({
      route,
      order: pattern.map(({ kind }) => rank[kind]).join('') + (own === 'ANY' ? '~' : '!'),
    }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))[0]?.route;
}

function fits(pattern: readonly PathPart[], given: readonly string[]): boolean {
  if (pattern.at(-1)?.kind === 'greedy') {
    return given.length >= pattern.length && fits(pattern.slice(0, -1), given.slice(0, pattern.length - 1));
  }
  if (pattern.length !== given.length) return false;
  return pattern.every((part, index) => (part.kind === 'literal' ? part.text === given[index] : given[index] !== ''));
}
