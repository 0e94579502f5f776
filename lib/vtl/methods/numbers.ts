import type { JavaValue } from '../../support/java/collections.js';
import {
  JavaBigDecimal,
  JavaDouble,
  JavaLong,
  MAX_INTEGER,
  MAX_LONG,
  MIN_INTEGER,
  MIN_LONG,
  compareBigDecimals,
  printDouble,
} from '../../support/java/numbers.js';
import { JavaFloat, JavaShort } from '../../support/java/objects.js';
import { JavaThrowable } from '../../support/java/throwable.js';
import { toDouble, toInt, wholeOf, type JavaNumber } from '../arithmetic.js';
import { method, type MethodRow } from './method-table.js';
import {
  bigDecimal,
  bigInteger,
  double,
  doubleObject,
  floatObject,
  int,
  integerObject,
  long,
  longObject,
  object,
  string,
} from './parameter-types.js';
import { refuseComparison } from './primitives.js';

/** `java.lang.Number`, which all numbers extend. */
export const NUMBER_METHODS: readonly MethodRow[] = [
  method('intValue', [], (value: JavaNumber) => toInt(value)),
  method('longValue', [], (value: JavaNumber) => new JavaLong(BigInt.asIntN(64, wholeOf(value, 64)))),
  method('doubleValue', [], (value: JavaNumber) => new JavaDouble(toDouble(value))),
  method('floatValue', [], (value: JavaNumber) => new JavaFloat(toDouble(value))),
  method('shortValue', [], (value: JavaNumber) => new JavaShort(Number(BigInt.asIntN(16, wholeOf(value, 32))), 16)),
  method('byteValue', [], (value: JavaNumber) => new JavaShort(Number(BigInt.asIntN(8, wholeOf(value, 32))), 8)),
];

/** `java.lang.Integer`. */
export const INTEGER_METHODS: readonly MethodRow[] = [
  method('compareTo', [integerObject], (value: number, [other]) => Math.sign(value - other)),
  method('compareTo', [object], refuse),
  method('compare', [int, int], (_: number, [left, right]) => Math.sign(left - right)),
  method('parseInt', [string], (_: number, [text]) => parseInteger(text, 10)),
  method('parseInt', [string, int], (_: number, [text, radix]) => parseInteger(text, radix)),
  method('valueOf', [string], (_: number, [text]) => parseInteger(text, 10)),
  method('valueOf', [string, int], (_: number, [text, radix]) => parseInteger(text, radix)),
  method('valueOf', [int], (_: number, [value]) => value),
  method('decode', [string], (_: number, [text]) => Number(decode(text, BigInt(MIN_INTEGER), BigInt(MAX_INTEGER)))),
  method('toString', [int], (_: number, [value]) => String(value)),
  method('toString', [int, int], (_: number, [value, radix]) => value.toString(radixOr10(radix))),
  method('toHexString', [int], (_: number, [value]) => (value >>> 0).toString(16)),
  method('toOctalString', [int], (_: number, [value]) => (value >>> 0).toString(8)),
  method('toBinaryString', [int], (_: number, [value]) => (value >>> 0).toString(2)),
  method('hashCode', [int], (_: number, [value]) => value),
  method('max', [int, int], (_: number, [left, right]) => Math.max(left, right)),
  method('min', [int, int], (_: number, [left, right]) => Math.min(left, right)),
  method('sum', [int, int], (_: number, [left, right]) => (left + right) | 0),
  method('signum', [int], (_: number, [value]) => Math.sign(value)),
  method('bitCount', [int], (_: number, [value]) => (value >>> 0).toString(2).replaceAll('0', '').length),
];

/** `java.lang.Long`. */
export const LONG_METHODS: readonly MethodRow[] = [
  method('compareTo', [longObject], (value: JavaLong, [other]) => order(value.value, other.value)),
  method('compareTo', [object], refuse),
  method('compare', [long, long], (_: JavaLong, [left, right]) => order(left, right)),
  method('parseLong', [string], (_: JavaLong, [text]) => parseLong(text, 10)),
  method('parseLong', [string, int], (_: JavaLong, [text, radix]) => parseLong(text, radix)),
  method('valueOf', [string], (_: JavaLong, [text]) => parseLong(text, 10)),
  method('valueOf', [string, int], (_: JavaLong, [text, radix]) => parseLong(text, radix)),
  method('valueOf', [long], (_: JavaLong, [value]) => new JavaLong(value)),
  method('decode', [string], (_: JavaLong, [text]) => new JavaLong(decode(text, MIN_LONG, MAX_LONG))),
  method('toString', [long], (_: JavaLong, [value]) => value.toString()),
  method('toString', [long, int], (_: JavaLong, [value, radix]) => value.toString(radixOr10(radix))),
  method('toHexString', [long], (_: JavaLong, [value]) => BigInt.asUintN(64, value).toString(16)),
  method('toOctalString', [long], (_: JavaLong, [value]) => BigInt.asUintN(64, value).toString(8)),
  method('toBinaryString', [long], (_: JavaLong, [value]) => BigInt.asUintN(64, value).toString(2)),
  method('max', [long, long], (_: JavaLong, [left, right]) => new JavaLong(left > right ? left : right)),
  method('min', [long, long], (_: JavaLong, [left, right]) => new JavaLong(left < right ? left : right)),
  method('sum', [long, long], (_: JavaLong, [left, right]) => new JavaLong(BigInt.asIntN(64, left + right))),
  method('signum', [long], (_: JavaLong, [value]) => order(value, 0n)),
];

/** `java.lang.Double`. */
export const DOUBLE_METHODS: readonly MethodRow[] = [
  method('compareTo', [doubleObject], (value: JavaDouble, [other]) => orderDoubles(value.value, other.value)),
  method('compareTo', [object], refuse),
  method('compare', [double, double], (_: JavaDouble, [left, right]) => orderDoubles(left, right)),
  method('isNaN', [], (value: JavaDouble) => Number.isNaN(value.value)),
  method('isNaN', [double], (_: JavaDouble, [value]) => Number.isNaN(value)),
  method('isInfinite', [], (value: JavaDouble) => Math.abs(value.value) === Infinity),
  method('isInfinite', [double], (_: JavaDouble, [value]) => Math.abs(value) === Infinity),
  method('isFinite', [double], (_: JavaDouble, [value]) => Number.isFinite(value)),
  method('parseDouble', [string], (_: JavaDouble, [text]) => parseDouble(text)),
  method('valueOf', [string], (_: JavaDouble, [text]) => parseDouble(text)),
  method('valueOf', [double], (_: JavaDouble, [value]) => new JavaDouble(value)),
  method('toString', [double], (_: JavaDouble, [value]) => printDouble(value)),
  method('max', [double, double], (_: JavaDouble, [left, right]) => new JavaDouble(Math.max(left, right))),
  method('min', [double, double], (_: JavaDouble, [left, right]) => new JavaDouble(Math.min(left, right))),
  method('sum', [double, double], (_: JavaDouble, [left, right]) => new JavaDouble(left + right)),
];

/** `java.lang.Float`. */
export const FLOAT_METHODS: readonly MethodRow[] = [
  method('compareTo', [floatObject], (value: JavaFloat, [other]) => orderDoubles(value.value, other.value)),
  method('compareTo', [object], refuse),
  method('isNaN', [], (value: JavaFloat) => Number.isNaN(value.value)),
  method('isInfinite', [], (value: JavaFloat) => Math.abs(value.value) === Infinity),
  method('parseFloat', [string], (_: JavaFloat, [text]) => new JavaFloat(parseDouble(text).value)),
];

/** `java.lang.Short` and `java.lang.Byte`. */
export const SHORT_METHODS: readonly MethodRow[] = [
  method('compareTo', [object], (value: JavaShort, [other]) =>
    other instanceof JavaShort && other.bits === value.bits ? value.value - other.value : refuse(value),
  ),
];

/** `java.math.BigInteger`. Its other operations are those of a template's `+ - * / %`. */
export const BIG_INTEGER_METHODS: readonly MethodRow[] = [
  method('compareTo', [bigInteger], (value: bigint, [other]) => order(value, other)),
  method('compareTo', [object], refuse),
  method('add', [bigInteger], (value: bigint, [other]) => value + other),
  method('subtract', [bigInteger], (value: bigint, [other]) => value - other),
  method('negate', [], (value: bigint) => -value),
  method('abs', [], (value: bigint) => (value < 0n ? -value : value)),
  method('signum', [], (value: bigint) => order(value, 0n)),
  method('max', [bigInteger], (value: bigint, [other]) => (value > other ? value : other)),
  method('min', [bigInteger], (value: bigint, [other]) => (value < other ? value : other)),
  method('toString', [int], (value: bigint, [radix]) => value.toString(radixOr10(radix))),
];

/** `java.math.BigDecimal`. Its other operations are those of a template's `+ - * /`. */
export const BIG_DECIMAL_METHODS: readonly MethodRow[] = [
  method('compareTo', [bigDecimal], (value: JavaBigDecimal, [other]) => compareBigDecimals(value, other)),
  method('compareTo', [object], refuse),
  method('negate', [], (value: JavaBigDecimal) => new JavaBigDecimal(-value.unscaled, value.scale)),
  method('scale', [], (value: JavaBigDecimal) => value.scale),
  method('signum', [], (value: JavaBigDecimal) => order(value.unscaled, 0n)),
  method('toPlainString', [], (value: JavaBigDecimal, _, context) => {
    context.allowText(Math.abs(value.scale) + value.unscaled.toString().length);
    return plain(value);
  }),
  method('unscaledValue', [], (value: JavaBigDecimal) => value.unscaled),
];

function refuse(value: JavaValue): never {
  return refuseComparison(value);
}

function order(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `Double.compare`: -0.0 before 0.0, not-a-number last. */
function orderDoubles(left: number, right: number): number {
  if (left < right) return -1;
  if (left > right) return 1;
  if (Object.is(left, right)) return 0;
  if (Number.isNaN(left) || Number.isNaN(right)) return Number.isNaN(left) ? 1 : -1;
  return Object.is(left, -0) ? -1 : 1;
}

function plain({ unscaled, scale }: JavaBigDecimal): string {
  const sign = unscaled < 0n ? '-' : '';
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString();
  if (scale <= 0) return `${sign}${digits}${unscaled === 0n ? '' : '0'.repeat(-scale)}`;
  const padded = digits.padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}

function radixOr10(radix: number): number {
  return radix < 2 || radix > 36 ? 10 : radix;
}

function parseInteger(text: string, radix: number): number {
  return Number(parseWhole(text, radix, BigInt(MIN_INTEGER), BigInt(MAX_INTEGER)));
}

function parseLong(text: string, radix: number): JavaLong {
  return new JavaLong(parseWhole(text, radix, MIN_LONG, MAX_LONG));
}

/** Digits of the radix behind an optional sign, nothing else. */
function parseWhole(text: string, radix: number, min: bigint, max: bigint): bigint {
  const digits = /^[+-]?([0-9a-z]+)$/i.exec(text)?.[1] ?? '';
  if (digits === '' || digits.length > 100 || radix < 2 || radix > 36) throw malformed(text);
  let value = 0n;
  for (const character of digits) {
    const digit = Number.parseInt(character, radix);
    if (Number.isNaN(digit)) throw malformed(text);
    value = value * BigInt(radix) + BigInt(digit);
  }
  const result = text.startsWith('-') ? -value : value;
  if (result < min || result > max) throw malformed(text);
  return result;
}

/** `decode`: `0x`, `#` for hexadecimal, a leading `0` for octal. */
function decode(text: string, min: bigint, max: bigint): bigint {
  const match = /^([+-]?)(0[xX]|#|0(?=.))?(.+)$/.exec(text);
  if (match === null) throw malformed(text);
  const [, sign = '', prefix = '', digits = ''] = match;
  if (/^[+-]/.test(digits)) throw malformed(text);
  return parseWhole(sign + digits, prefix === '' ? 10 : prefix === '0' ? 8 : 16, min, max);
}

function parseDouble(text: string): JavaDouble {
  const trimmed = text.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '');
  const number = /^([+-]?)(?:(NaN)|(Infinity)|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[fFdD]?)$/.exec(trimmed);
  if (number === null) throw malformed(text);
  const [, sign, nan, infinity, digits] = number;
  const size = nan !== undefined ? Number.NaN : infinity !== undefined ? Infinity : Number(digits);
  return new JavaDouble(sign === '-' ? -size : size);
}

function malformed(text: string): JavaThrowable {
  return new JavaThrowable('NumberFormatException', `For input string: ${JSON.stringify(text.slice(0, 100))}`);
}
