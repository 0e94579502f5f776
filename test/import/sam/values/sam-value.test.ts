import { describe, expect, test } from 'vitest';

import {
  SamMap,
  areEqual,
  copyOf,
  fromJson,
  isTruthy,
  mapOf,
  toJson,
} from '../../../../lib/import/sam/values/sam-value.js';

describe('copyOf()', () => {
  test('shares nothing with the original', () => {
    const inner = mapOf({ list: [1] });
    const copy = copyOf(mapOf({ inner }));
    copy.getMap('inner')?.getList('list')?.push(2);
    expect(toJson(inner)).toEqual({ list: [1] });
  });
});

describe('fromJson() and toJson()', () => {
  test('give the same back, in the order written', () => {
    const json = { b: ['x', 1, null, { a: true }], a: 'y', ['__proto__']: 'z', constructor: 1 };
    expect(JSON.stringify(toJson(fromJson(json)))).toBe(JSON.stringify(json));
  });
});

describe('isTruthy()', () => {
  test.each([
    [null, false],
    [0, false],
    ['', false],
    [[], false],
    [new SamMap(), false],
    [false, false],
    ['x', true],
    [[0], true],
    [mapOf({ a: null }), true],
  ])('of %j is %s', (value, expected) => {
    expect(isTruthy(value)).toBe(expected);
  });
});

describe('areEqual()', () => {
  test('compares content, whatever the order of keys', () => {
    const value = fromJson({ a: ['x'], b: 1 });
    expect(areEqual(value, mapOf({ b: 1, a: ['x'] }))).toBe(true);
    expect(areEqual(value, mapOf({ b: 1, a: ['y'] }))).toBe(false);
    expect(areEqual(value, mapOf({ b: 1, a: ['x'], c: null }))).toBe(false);
  });
});
