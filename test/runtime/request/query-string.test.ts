import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQueryString, printQueryString, type QueryParameter } from '../../../lib/runtime/request/query-string.js';

describe('parseQueryString()', () => {
  test.each<[query: string, parameters: readonly QueryParameter[]]>([
    ['', []],
    ['&&', []],
    ['a=1', [['a', '1']]],
    [
      'a=1&a=2&b',
      [
        ['a', '1'],
        ['a', '2'],
        ['b', ''],
      ],
    ],
    [
      'a=1;b=2',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['a%20b=c+d', [['a b', 'c d']]],
    ['a=b=c', [['a', 'b=c']]],
    ['=x', [['', 'x']]],
    ['a=%2B%26%3D', [['a', '+&=']]],
    ['a=%E2%82%AC', [['a', '€']]],
    ['a=100%', [['a', '100%']]],
    ['__proto__=x', [['__proto__', 'x']]],
  ])('%j', (query, parameters) => {
    expect(parseQueryString(query)).toEqual(parameters);
  });
});

describe('printQueryString()', () => {
  test('is read back', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (parameters) => {
        expect(parseQueryString(printQueryString(parameters))).toEqual(parameters);
      }),
    );
  });
});
