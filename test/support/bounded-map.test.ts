import { expect, test } from 'vitest';
import { BoundedMap } from '../../lib/support/bounded-map.js';

function mapOf(...keys: readonly string[]): BoundedMap<string, string> {
  const map = new BoundedMap<string, string>(2);
  for (const key of keys) map.set(key, key);
  return map;
}

test('a bounded map forgets its oldest entry for one more than it holds', () => {
  const map = mapOf('a', 'b', 'c');
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([undefined, 'b', 'c']);
});

test('a bounded map forgets nothing for a new value of a known key', () => {
  const map = mapOf('a', 'b', 'b', 'a');
  expect([map.get('a'), map.get('b')]).toEqual(['a', 'b']);
});
