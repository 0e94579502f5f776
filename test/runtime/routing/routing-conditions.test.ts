import { describe, expect, test } from 'vitest';
import { compileValueGlob, matchConditions } from '../../../lib/runtime/routing/routing-conditions.js';

const JSON_AND_XML = [
  ['Accept', 'application/json'],
  ['accept', 'text/xml'],
] as const;

describe('matchConditions()', () => {
  test.each<[glob: string, lines: readonly (readonly [string, string])[], matches: boolean]>([
    ['*json', JSON_AND_XML, true],
    ['*json*', JSON_AND_XML, true],
    ['*json', [['Accept', 'application/json,text/xml']], false],
    ['*json*', [['Accept', 'application/json,text/xml']], true],
    ['application/*', JSON_AND_XML, true],
    ['application/json', JSON_AND_XML, true],
    ['APPLICATION/JSON', JSON_AND_XML, false],
    ['*', [['Accept', '']], true],
    ['*', [['Other', 'x']], false],
  ])('a header %s of %j: %s', (glob, lines, matches) => {
    const test = compileValueGlob(glob) ?? ((): boolean => false);
    const conditions = { headers: [{ name: 'accept', matches: test }], basePaths: undefined };
    expect(matchConditions(conditions, lines, 'a') !== undefined).toBe(matches);
  });

  test.each<[basePaths: readonly string[] | undefined, path: string, basePath: string | undefined]>([
    [undefined, 'a', ''],
    [['v1'], 'v1', 'v1'],
    [['v1'], 'v1/a', 'v1'],
    [['v1'], 'v10', undefined],
    [['v1'], 'V1', undefined],
    [['v1', 'v1/pets'], 'v1/pets/1', 'v1/pets'],
    [['v1/pets', 'v1'], 'v1/dogs', 'v1'],
  ])('base paths %j of %s: %s', (basePaths, path, basePath) => {
    expect(matchConditions({ headers: [], basePaths }, [], path)).toBe(basePath);
  });
});

test.each(['', '**', 'a*b', '*a*b', 'a'.repeat(128), `*${'a'.repeat(41)}*`])(
  'compileValueGlob() refuses %s',
  (glob) => {
    expect(compileValueGlob(glob)).toBeUndefined();
  },
);

test('a glob takes a value of a megabyte in one pass', () => {
  const matches = compileValueGlob(`*${'a'.repeat(39)}b*`);
  expect(matches?.('a'.repeat(1_000_000))).toBe(false);
});
