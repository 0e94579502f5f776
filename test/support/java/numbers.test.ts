import { describe, expect, test } from 'vitest';
import {
  JavaBigDecimal,
  JavaLong,
  bigDecimalOfDouble,
  compareBigDecimals,
  doubleOfBigDecimal,
  integerOf,
  printBigDecimal,
  printDouble,
  printFloat,
  truncateDouble,
} from '../../../lib/support/java/numbers.js';

describe('printDouble()', () => {
  test.each([
    [1, '1.0'],
    [-0, '-0.0'],
    [0, '0.0'],
    [0.1, '0.1'],
    [100, '100.0'],
    [0.001, '0.001'],
    [0.0001, '1.0E-4'],
    [9_999_999, '9999999.0'],
    [1e7, '1.0E7'],
    [12_345_678.9, '1.23456789E7'],
    [1e21, '1.0E21'],
    [0.30000000000000004, '0.30000000000000004'],
    [Number.MIN_VALUE, '4.9E-324'],
    [Number.MAX_VALUE, '1.7976931348623157E308'],
    [NaN, 'NaN'],
    [-Infinity, '-Infinity'],
  ])('%d prints %s', (value, text) => {
    expect(printDouble(value)).toBe(text);
  });
});

test.each([
  [2.5, '2.5'],
  [Math.fround(0.1), '0.1'],
  [Math.fround(16_777_216), '1.6777216E7'],
  [0, '0.0'],
])('printFloat(%d) prints %s', (value, text) => {
  expect(printFloat(value)).toBe(text);
});

describe('printBigDecimal()', () => {
  test.each<[unscaled: bigint, scale: number, text: string]>([
    [12_345n, 2, '123.45'],
    [-12_345n, 5, '-0.12345'],
    [1n, 0, '1'],
    [1n, 7, '1E-7'],
    [123n, 9, '1.23E-7'],
    [1n, -3, '1E+3'],
    [12n, -3, '1.2E+4'],
    [0n, 2, '0.00'],
  ])('%i with scale %i prints %s', (unscaled, scale, text) => {
    expect(printBigDecimal(new JavaBigDecimal(unscaled, scale))).toBe(text);
  });
});

test('integerOf() takes the smallest class that holds the number', () => {
  expect(integerOf(2_147_483_647n)).toBe(2_147_483_647);
  expect(integerOf(-2_147_483_648n)).toBe(-2_147_483_648);
  expect(integerOf(2_147_483_648n)).toEqual(new JavaLong(2_147_483_648n));
  expect(integerOf(2n ** 63n)).toBe(2n ** 63n);
});

test('bigDecimalOfDouble() is exact, and doubleOfBigDecimal() its inverse', () => {
  expect(printBigDecimal(bigDecimalOfDouble(0.1))).toBe('0.1000000000000000055511151231257827021181583404541015625');
  expect(bigDecimalOfDouble(3)).toEqual(new JavaBigDecimal(3n, 0));
  for (const value of [0.1, -2.5, 1e300, 5e-324]) expect(doubleOfBigDecimal(bigDecimalOfDouble(value))).toBe(value);
});

test('compareBigDecimals() goes by value', () => {
  expect(compareBigDecimals(new JavaBigDecimal(10n, 1), new JavaBigDecimal(1n, 0))).toBe(0);
  expect(compareBigDecimals(new JavaBigDecimal(11n, 1), new JavaBigDecimal(1n, 0))).toBe(1);
  expect(compareBigDecimals(new JavaBigDecimal(-11n, 1), new JavaBigDecimal(1n, 0))).toBe(-1);
});

test.each<[value: number, bits: 32 | 64, expected: bigint]>([
  [2.9, 32, 2n],
  [-2.9, 32, -2n],
  [NaN, 64, 0n],
  [1e20, 64, 2n ** 63n - 1n],
  [-1e20, 32, -(2n ** 31n)],
])('truncateDouble(%d, %i) is %i', (value, bits, expected) => {
  expect(truncateDouble(value, bits)).toBe(expected);
});
