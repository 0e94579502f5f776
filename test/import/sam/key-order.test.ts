import { describe, expect, test } from 'vitest';

import { hashText } from '../../../lib/import/sam/key-hash.js';
import { KeyOrder } from '../../../lib/import/sam/key-order.js';

// Observed: the same texts and steps with the dictionaries of aws/serverless-application-model at 7000d0a.
describe('hashText()', () => {
  test.each([
    ['', '0000000000000000'],
    ['a', '00000002e40db1e0'],
    ['paths', 'bf3688a78f82d3a1'],
    ['x-amazon-apigateway-integration', '9c6b96dd30b45b4a'],
    ['/pets/{petId}', '4f68a184da355eff'],
    ['é', '00000006f1a77d68'],
    ['\u{1F600}', '00000ef5f7b0f601'],
  ])('of %j is %s', (text, digits) => {
    const { high, low } = hashText(text);
    expect([high, low].map((half) => half.toString(16).padStart(8, '0')).join('')).toBe(digits);
  });
});

describe('KeyOrder', () => {
  function numbered(count: number): KeyOrder {
    const order = new KeyOrder();
    for (let index = 0; index < count; index++) order.add(`k${index}`);
    return order;
  }

  test('keys() are by slot and not as added', () => {
    const order = new KeyOrder();
    for (const key of ['swagger', 'info', 'paths']) order.add(key);
    expect(order.keys()).toEqual(['info', 'paths', 'swagger']);
  });

  test('add() keeps the order when the table grows', () => {
    expect(numbered(12).keys().join(' ')).toBe('k11 k10 k3 k2 k1 k0 k7 k6 k5 k4 k9 k8');
  });

  test('add() takes the slot of a removed key', () => {
    const order = numbered(12);
    order.remove('k3');
    order.add('k20');
    expect(order.keys().join(' ')).toBe('k11 k10 k20 k2 k1 k0 k7 k6 k5 k4 k9 k8');
  });

  test('merge() grows the table before it adds', () => {
    const order = numbered(12);
    order.remove('k3');
    order.add('k20');
    order.merge(['m0', 'm1', 'm2', 'm3', 'm4']);
    expect(order.keys().join(' ')).toBe('k11 k10 m3 m4 k20 m2 k2 k1 k0 k7 k6 k5 k4 m1 k9 k8 m0');
  });

  test('remove() of a key that is not there changes nothing', () => {
    const order = numbered(5);
    const before = order.keys();
    order.remove('other');
    expect(order.keys()).toEqual(before);
  });
});
