import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonEqual } from '../../lib/schema/json.js';
import { canonicalJson } from '../../lib/support/canonical-json.js';

/** The same value with the members of its objects the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([name, member]) => [name, reversed(member)]));
}

test('values have the same canonical text exactly when they are equal', () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(value, value, (left, right) => {
      expect(canonicalJson(left)).toBe(canonicalJson(reversed(left)));
      expect(canonicalJson(left) === canonicalJson(right)).toBe(jsonEqual(left, right));
    }),
  );
});

test.each([
  ['{"__proto__":1}', '{}', false],
  ['{"a":1,"b":2}', '{"b":2,"a":1}', true],
  ['[1,2]', '[2,1]', false],
  ['{"a":1.0}', '{"a":1}', true],
  ['{"a":"1"}', '{"a":1}', false],
  ['{"toJSON":1}', '{"toJSON":2}', false],
])('%s and %s: equal is %s', (left, right, equal) => {
  const [a, b] = [JSON.parse(left) as unknown, JSON.parse(right) as unknown];
  expect([jsonEqual(a, b), canonicalJson(a) === canonicalJson(b)]).toEqual([equal, equal]);
});
