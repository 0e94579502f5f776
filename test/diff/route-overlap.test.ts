import { describe, expect, test } from 'vitest';
import { covers, DEFAULT_PATTERN, overrides, pathShape, routePattern } from '../../lib/diff/route-overlap.js';

function patternOf(route: string): ReturnType<typeof routePattern> {
  const [httpMethod = '', path] = route.split(' ');
  return path === undefined ? DEFAULT_PATTERN : routePattern(httpMethod, path);
}

test.each<[general: string, special: string, expected: boolean]>([
  ['GET /pets', 'GET /pets', true],
  ['ANY /pets', 'GET /pets', true],
  ['GET /pets', 'ANY /pets', false],
  ['POST /pets', 'GET /pets', false],
  ['GET /{a}', 'GET /pets', true],
  ['GET /pets', 'GET /{a}', false],
  ['GET /{a}/toys', 'GET /pets/{b}', false],
  ['ANY /{proxy+}', 'GET /pets/{petId}', true],
  ['ANY /{proxy+}', 'GET /', false],
  ['ANY /pets/{proxy+}', 'GET /pets', false],
  ['GET /{a}', 'GET /{b+}', false],
  ['GET /{a+}', 'GET /{b+}', true],
  ['$default', 'GET /pets', true],
  ['ANY /{proxy+}', '$default', false],
])('covers(): %s takes all requests of %s: %s', (general, special, expected) => {
  expect(covers(patternOf(general), patternOf(special))).toBe(expected);
});

test.each<[added: string, existing: string, expected: boolean]>([
  ['GET /pets', 'ANY /pets', true],
  ['ANY /pets', 'GET /pets', false],
  ['GET /pets/new', 'GET /pets/{petId}', true],
  ['GET /pets/{petId}', 'GET /pets/new', false],
  ['POST /pets/new', 'GET /pets/{petId}', false],
  ['GET /a/{x}', 'GET /{y}/b', true],
  ['GET /a/{x}', 'GET /b/{y}', false],
  ['GET /a/b/c', 'GET /a/{x}', false],
  ['GET /a/b/c', 'ANY /a/{proxy+}', true],
  ['ANY /a/{proxy+}', 'GET /a/b/c', false],
  ['GET /pets', '$default', true],
  ['$default', 'GET /pets', false],
])('overrides(): %s takes requests of %s: %s', (added, existing, expected) => {
  expect(overrides(patternOf(added), patternOf(existing))).toBe(expected);
});

describe('pathShape()', () => {
  test.each([
    ['/pets/{petId}', '/pets/{}'],
    ['/files/{proxy+}', '/files/{+}'],
    ['/a/{b}/{c+}', '/a/{}/{+}'],
  ])('%s is %s', (path, shape) => {
    expect(pathShape(path)).toBe(shape);
  });
});
