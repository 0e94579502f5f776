import { describe, expect, test } from 'vitest';
import { hashOrder, hashOrdered } from '../../../lib/synth/api-gateway-export/hash-order.js';

describe('hashOrder()', () => {
  test.each<[what: string, keys: readonly string[], ordered: readonly string[]]>([
    ['paths', ['/', '/pets', '/pets/{petId}'], ['/pets', '/pets/{petId}', '/']],
    [
      'names, those of one bucket as they come',
      ['Empty', 'NewPet', 'NewPetResponse', 'Pet', 'PetType', 'Pets'],
      ['Pets', 'Empty', 'NewPetResponse', 'Pet', 'NewPet', 'PetType'],
    ],
    ['nothing', [], []],
  ])('%s', (_what, keys, ordered) => {
    expect(hashOrder(keys, (key) => key)).toEqual(ordered);
    expect(Object.keys(hashOrdered(Object.fromEntries(keys.map((key) => [key, 1]))))).toEqual(ordered);
  });

  test('has more buckets for more keys', () => {
    const keys = Array.from({ length: 40 }, (_item, index) => String.fromCharCode(33 + index));
    expect(hashOrder([...keys].reverse(), (key) => key).map((key) => key.charCodeAt(0) & 63)).toEqual(
      keys.map((key) => key.charCodeAt(0) & 63).sort((a, b) => a - b),
    );
  });
});
