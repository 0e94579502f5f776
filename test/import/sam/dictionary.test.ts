import { describe, expect, test } from 'vitest';

import { Dictionary } from '../../../lib/import/sam/dictionary.js';
import { areEqual, fromJson, isTruthy, toJson } from '../../../lib/import/sam/sam-value.js';
import { AuthoredText, charactersOf } from '../../../lib/import/sam/text.js';

const keys = (dictionary: Dictionary): string[] => dictionary.keys().map(charactersOf);

describe('Dictionary', () => {
  test('keys() are as written by insertion, and by hash as Python 2.7 has them', () => {
    const written = ['swagger', 'info', 'paths'];
    const fill = (dictionary: Dictionary): Dictionary => {
      for (const key of written) dictionary.set(key, 1);
      return dictionary;
    };
    expect(keys(fill(new Dictionary('insertion')))).toEqual(written);
    const python = fill(new Dictionary('python27'));
    expect(keys(python)).toEqual(['info', 'paths', 'swagger']);
    expect(python.writtenEntries().map(([key]) => key)).toEqual(written);
  });

  test('set() keeps the key that was there first, and get() finds it by its characters', () => {
    const dictionary = new Dictionary('python27').set(new AuthoredText('get'), 1).set('get', 2);
    expect(dictionary.size).toBe(1);
    expect(dictionary.keys()[0]).toBeInstanceOf(AuthoredText);
    expect(dictionary.get('get')).toBe(2);
  });

  test('deepCopy() shares nothing', () => {
    const inner = Dictionary.of({ list: [1] });
    const copy = Dictionary.of({ inner }).deepCopy();
    copy.dictionary('inner')?.list('list')?.push(2);
    expect(toJson(inner)).toEqual({ list: [1] });
  });

  test('delete() and a second set() put a key behind the others', () => {
    const dictionary = Dictionary.of({ a: 1, b: 2 });
    dictionary.delete('a');
    expect(keys(dictionary.set('a', 3))).toEqual(['b', 'a']);
  });
});

describe('fromJson() and toJson()', () => {
  const json = { b: ['x', 1, null, { a: true }], a: 'y', ['__proto__']: 'z' };

  test.each(['insertion', 'python27'] as const)(
    'give the same back with %s order, in the order written',
    (ordering) => {
      expect(JSON.stringify(toJson(fromJson(json, ordering)))).toBe(JSON.stringify(json));
    },
  );

  test('mark texts and keys as authored only where Python 2.7 printed them apart', () => {
    expect(fromJson('x', 'python27')).toBeInstanceOf(AuthoredText);
    expect(fromJson('x', 'insertion')).toBe('x');
  });
});

describe('isTruthy()', () => {
  test.each([
    [null, false],
    [0, false],
    ['', false],
    [new AuthoredText(''), false],
    [[], false],
    [new Dictionary('insertion'), false],
    [false, false],
    ['x', true],
    [new AuthoredText('x'), true],
    [[0], true],
    [Dictionary.of({ a: null }), true],
  ])('of %j is %s', (value, expected) => {
    expect(isTruthy(value)).toBe(expected);
  });
});

describe('areEqual()', () => {
  test('compares content, whatever the order of keys and the origin of texts', () => {
    const authored = fromJson({ a: ['x'], b: 1 }, 'python27');
    expect(areEqual(authored, Dictionary.of({ b: 1, a: ['x'] }))).toBe(true);
    expect(areEqual(authored, Dictionary.of({ b: 1, a: ['y'] }))).toBe(false);
    expect(areEqual(authored, Dictionary.of({ b: 1, a: ['x'], c: null }))).toBe(false);
  });
});
