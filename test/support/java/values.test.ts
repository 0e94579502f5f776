import { describe, expect, test } from 'vitest';
import { JavaList, JavaMap, type JavaValue } from '../../../lib/support/java/collections.js';
import { equalJava, findKey, hashJava, hashMapOrder } from '../../../lib/support/java/equality.js';
import { JavaBigDecimal, JavaDouble, JavaLong } from '../../../lib/support/java/numbers.js';
import {
  JavaCharacter,
  JavaEntry,
  JavaFloat,
  JavaMapView,
  JavaShort,
  iteratorOf,
} from '../../../lib/support/java/objects.js';
import { printJava } from '../../../lib/support/java/text.js';
import { JavaThrowable } from '../../../lib/support/java/throwable.js';
import { boundedMeter } from '../../../lib/support/java/work-meter.js';

const map = JavaMap.of({ a: 1, b: 'x' });

describe('printJava()', () => {
  test.each<[value: JavaValue, text: string]>([
    [null, 'null'],
    ['a"b', 'a"b'],
    [true, 'true'],
    [-7, '-7'],
    [12n ** 20n, '3833759992447475122176'],
    [new JavaLong(12_345_678_901n), '12345678901'],
    [new JavaDouble(100), '100.0'],
    [new JavaFloat(0.5), '0.5'],
    [new JavaShort(40_000, 16), '-25536'],
    [new JavaBigDecimal(105n, 1), '10.5'],
    [new JavaCharacter(65), 'A'],
    [new JavaList([1, 'a', null, new JavaList(['/'])]), '[1, a, null, [/]]'],
    [new JavaList([1, 'a/b', null, map], 'json'), '[1,"a\\/b",null,{"a":1,"b":"x"}]'],
    [JavaMap.of({ l: new JavaList(['q'], 'json'), m: map }), '{l=["q"], m={a=1, b=x}}'],
    [new JavaMap(new Map([['a', 1]]), ''), ''],
    [new JavaMapView(map, 'keys'), '[a, b]'],
    [new JavaMapView(map, 'values'), '[1, x]'],
    [new JavaMapView(map, 'entries'), '[a=1, b=x]'],
  ])('%o prints %s', (value, text) => {
    expect(printJava(value)).toBe(text);
  });

  test('a list or map in itself says so, one deeper inside overflows', () => {
    const list = new JavaList();
    list.items.push(list);
    expect(printJava(list)).toBe('[(this Collection)]');
    const self = new JavaMap();
    self.entries.set('m', self);
    expect(printJava(self)).toBe('{m=(this Map)}');
    const deep = new JavaList([new JavaList([list])]);
    list.items[0] = deep;
    expect(() => printJava(list)).toThrow(JavaThrowable);
  });

  test('a meter bounds the work', () => {
    expect(() => printJava(new JavaList(Array<JavaValue>(100).fill(1)), boundedMeter(50))).toThrow(
      'more than 50 steps',
    );
  });
});

describe('equalJava()', () => {
  test.each<[left: JavaValue, right: JavaValue, expected: boolean]>([
    [1, 1, true],
    [1, new JavaLong(1n), false],
    [new JavaLong(1n), new JavaLong(1n), true],
    [new JavaDouble(0), new JavaDouble(-0), false],
    [new JavaDouble(NaN), new JavaDouble(NaN), true],
    [new JavaBigDecimal(10n, 1), new JavaBigDecimal(1n, 0), false],
    [new JavaList([1, map], 'json'), new JavaList([1, JavaMap.of({ b: 'x', a: 1 })]), true],
    [new JavaList([1]), new JavaList([1, 2]), false],
    [map, JavaMap.of({ a: 1 }), false],
    [new JavaCharacter(65), 'A', false],
    [new JavaCharacter(65), new JavaCharacter(65), true],
    [new JavaMapView(map, 'keys'), new JavaMapView(JavaMap.of({ b: 2, a: 3 }), 'keys'), true],
    [new JavaEntry(map, 'a'), new JavaEntry(JavaMap.of({ a: 1 }), 'a'), true],
    [null, '', false],
  ])('%o and %o: %s', (left, right, expected) => {
    expect(equalJava(left, right)).toBe(expected);
    expect(equalJava(right, left)).toBe(expected);
    if (expected) expect(hashJava(left)).toBe(hashJava(right));
  });
});

// Values that Java printed.
test.each<[value: JavaValue, hash: number]>([
  ['Hello World', -862_545_276],
  [new JavaList(['a', 'b', 'c']), 126_145],
  [JavaMap.of({ a: 1, b: 2 }), 192],
  [true, 1231],
  [null, 0],
  [new JavaLong(12_345_678_901n), -539_222_985],
  [new JavaDouble(2.5), 1_074_003_968],
])('hashJava(%o) is %i', (value, hash) => {
  expect(hashJava(value)).toBe(hash);
});

test('findKey() finds keys by value', () => {
  const keyed = new JavaMap(
    new Map<JavaValue, JavaValue>([
      [new JavaLong(5n), 'long'],
      ['__proto__', 'text'],
    ]),
  );
  expect(findKey(keyed, new JavaLong(5n))).toBeInstanceOf(JavaLong);
  expect(findKey(keyed, 5)).toBeUndefined();
  expect(findKey(keyed, '__proto__')).toBe('__proto__');
  expect(findKey(keyed, 'constructor')).toBeUndefined();
});

// Observed: the keys of `$context` and `$context.identity` as AWS went through them.
test.each([
  'resourceId resourcePath httpMethod extendedRequestId requestTime path accountId protocol requestOverride stage domainPrefix requestTimeEpoch requestId identity domainName deploymentId responseOverride apiId',
  'cognitoIdentityPoolId accountId cognitoIdentityId caller sourceIp principalOrgId accessKey cognitoAuthenticationType cognitoAuthenticationProvider userArn userAgent user',
])('hashMapOrder() leaves %s as it is', (keys) => {
  const order = keys.split(' ');
  expect(hashMapOrder(order)).toEqual(order);
  // In any other order of putting, only keys of one bucket may change places.
  const moved = hashMapOrder([...order].sort()).filter((key, index) => order[index] !== key);
  expect(moved.length).toBeLessThan(order.length / 2);
});

test('hashMapOrder() doubles the table for keys beyond three quarters of it', () => {
  expect(hashMapOrder(Array.from('pqrstuvwxyAB')).join('')).toBe('pqArBstuvwxy');
  expect(hashMapOrder(Array.from('pqrstuvwxyABC')).join('')).toBe('ABCpqrstuvwxy');
});

test('iteratorOf() notices changes as Java does', () => {
  const list = new JavaList([1, 2, 3]);
  const iterator = iteratorOf(list.items, list, (index) => {
    list.items.splice(index, 1);
    list.modifications++;
  });
  expect(() => iterator.remove()).toThrow('there is no item to remove');
  expect(iterator.next()).toBe(1);
  iterator.remove();
  expect(iterator.next()).toBe(2);
  list.items.push(4);
  list.modifications++;
  expect(() => iterator.next()).toThrow('changed while it was looped over');
  const empty = iteratorOf([]);
  expect(empty.hasNext()).toBe(false);
  expect(() => empty.next()).toThrow('there is no further item');
});
