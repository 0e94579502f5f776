import type { JavaValue } from '../support/java/collections.js';
import {
  JavaBigDecimal,
  JavaDouble,
  JavaLong,
  MAX_INTEGER,
  MAX_LONG,
  MIN_INTEGER,
  MIN_LONG,
  alignScales,
  bigDecimalOfDouble,
  compareBigDecimals,
  doubleOfBigDecimal,
  truncateDouble,
} from '../support/java/numbers.js';
import { JavaFloat, JavaShort } from '../support/java/objects.js';
import { JavaThrowable } from '../support/java/throwable.js';

/** `java.lang.Number`. */
export type JavaNumber = number | bigint | JavaLong | JavaDouble | JavaBigDecimal | JavaFloat | JavaShort;

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

export function isNumber(value: JavaValue): value is JavaNumber {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof JavaLong ||
    value instanceof JavaDouble ||
    value instanceof JavaBigDecimal ||
    value instanceof JavaFloat ||
    value instanceof JavaShort
  );
}

/** Decimals whose exponents lie further apart are refused: their sum has as many digits. */
const LARGEST_SCALE = 10_000;

/** Whole numbers of more bits are refused: squaring one again and again would take for ever. */
const LARGEST_BITS = 65_536;

/**
 * Calculates as Velocity's templates do: whole numbers stay whole and widen where they overflow, a Double makes a
 * Double, a BigDecimal a BigDecimal.
 *
 * Observed: test/conformance/vtl/arith.jsonl.
 *
 * @returns null for a division by zero
 * @throws {JavaThrowable} ArithmeticException for `%` with a BigDecimal or a negative BigInteger divisor
 */
export function calculate(operator: ArithmeticOperator, left: JavaNumber, right: JavaNumber): JavaNumber | null {
  if ((operator === '/' || operator === '%') && isZero(right)) return null;
  if (typeof left === 'number' && typeof right === 'number') {
    const result = calculateIntegers(operator, left, right);
    if (result !== undefined) return result;
  }
  switch (commonType(left, right)) {
    case 'long':
      return calculateLongs(operator, left, right);
    case 'integer':
      return checkDigits(calculateBigIntegers(operator, toBigInteger(left), toBigInteger(right)));
    case 'double':
      return new JavaDouble(calculateDoubles(operator, toDouble(left), toDouble(right)));
    case 'float':
      return new JavaFloat(calculateDoubles(operator, toDouble(left), toDouble(right)));
    case 'decimal':
      return calculateDecimals(operator, toBigDecimal(left), toBigDecimal(right));
  }
}

/** Negative, zero or positive; not-a-number equals everything, as in Velocity. */
export function compareNumbers(left: JavaNumber, right: JavaNumber): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  switch (commonType(left, right)) {
    case 'long':
    case 'integer': {
      const [a, b] = [toBigInteger(left), toBigInteger(right)];
      return a < b ? -1 : a > b ? 1 : 0;
    }
    case 'double':
    case 'float': {
      const [a, b] = [toDouble(left), toDouble(right)];
      return a < b ? -1 : a > b ? 1 : 0;
    }
    case 'decimal': {
      const [a, b] = [toBigDecimal(left), toBigDecimal(right)];
      checkScales(a, b);
      return compareBigDecimals(a, b);
    }
  }
}

type CommonType = 'long' | 'integer' | 'double' | 'float' | 'decimal';

function commonType(left: JavaNumber, right: JavaNumber): CommonType {
  const areWhole = isWhole(left) && isWhole(right);
  const isBig = typeof left === 'bigint' || typeof right === 'bigint';
  if (left instanceof JavaBigDecimal || right instanceof JavaBigDecimal || (!areWhole && isBig)) return 'decimal';
  if (areWhole) return isBig ? 'integer' : 'long';
  return left instanceof JavaDouble || right instanceof JavaDouble ? 'double' : 'float';
}

function isWhole(value: JavaNumber): boolean {
  return (
    typeof value === 'number' || typeof value === 'bigint' || value instanceof JavaLong || value instanceof JavaShort
  );
}

function isZero(value: JavaNumber): boolean {
  if (value instanceof JavaBigDecimal) return value.unscaled === 0n;
  return typeof value === 'bigint' ? value === 0n : toDouble(value) === 0;
}

export function toDouble(value: JavaNumber): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof JavaLong) return Number(value.value);
  return value instanceof JavaBigDecimal ? doubleOfBigDecimal(value) : value.value;
}

/** `longValue` for whole numbers. */
function toBigInteger(value: JavaNumber): bigint {
  if (typeof value === 'bigint') return value;
  if (value instanceof JavaLong) return value.value;
  return BigInt(Math.trunc(toDouble(value)));
}

function toBigDecimal(value: JavaNumber): JavaBigDecimal {
  if (value instanceof JavaBigDecimal) return value;
  if (typeof value === 'bigint') return new JavaBigDecimal(checkDigits(value), 0);
  const double = toDouble(value);
  if (!Number.isFinite(double)) throw new JavaThrowable('NumberFormatException', 'Infinite or NaN');
  return bigDecimalOfDouble(double);
}

/** The quick way for what nearly always happens; undefined where the result may not fit. */
function calculateIntegers(operator: ArithmeticOperator, left: number, right: number): number | undefined {
  let result: number;
  switch (operator) {
    case '+':
      result = left + right;
      break;
    case '-':
      result = left - right;
      break;
    case '*':
      result = left * right;
      break;
    case '/':
      result = Math.trunc(left / right);
      break;
    case '%':
      result = left % right;
      break;
  }
  // `|| 0` for the zero that has a sign in JavaScript only.
  return result >= MIN_INTEGER && result <= MAX_INTEGER ? result || 0 : undefined;
}

function calculateLongs(operator: ArithmeticOperator, left: JavaNumber, right: JavaNumber): JavaNumber {
  const result = calculateWhole(operator, toBigInteger(left), toBigInteger(right));
  // Java's own division overflows here, and Velocity looks at sums, differences and products only.
  if (operator === '/' && result > MAX_LONG) return new JavaLong(MIN_LONG);
  if (result < MIN_LONG || result > MAX_LONG) return result;
  const width = Math.max(widthOf(left), widthOf(right));
  if (width === 8 && result >= -128n && result <= 127n) return new JavaShort(Number(result), 8);
  if (width <= 16 && result >= -32_768n && result <= 32_767n) return new JavaShort(Number(result), 16);
  if (width <= 32 && result >= MIN_INTEGER && result <= MAX_INTEGER) return Number(result);
  return new JavaLong(result);
}

function widthOf(value: JavaNumber): number {
  return value instanceof JavaShort ? value.bits : typeof value === 'number' ? 32 : 64;
}

function calculateBigIntegers(operator: ArithmeticOperator, left: bigint, right: bigint): bigint {
  if (operator !== '%') return calculateWhole(operator, left, right);
  // BigInteger.mod, which is never negative.
  if (right < 0n) throw new JavaThrowable('ArithmeticException', 'BigInteger: modulus not positive');
  const remainder = left % right;
  return remainder < 0n ? remainder + right : remainder;
}

function calculateWhole(operator: ArithmeticOperator, left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}

function calculateDoubles(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}

function calculateDecimals(operator: ArithmeticOperator, left: JavaBigDecimal, right: JavaBigDecimal): JavaBigDecimal {
  checkScales(left, right);
  switch (operator) {
    case '+':
    case '-': {
      const [a, b, scale] = alignScales(left, right);
      return new JavaBigDecimal(operator === '+' ? a + b : a - b, scale);
    }
    case '*':
      return new JavaBigDecimal(checkDigits(left.unscaled * right.unscaled), left.scale + right.scale);
    case '/':
      return divideDecimals(left, right);
    case '%':
      throw new JavaThrowable('ArithmeticException', 'Cannot calculate the modulo of BigDecimals.');
  }
}

/** `left.divide(right, ROUND_HALF_DOWN)`: the scale of the dividend, halves towards zero. */
function divideDecimals(left: JavaBigDecimal, right: JavaBigDecimal): JavaBigDecimal {
  const shift = right.scale;
  const numerator = shift >= 0 ? left.unscaled * 10n ** BigInt(shift) : left.unscaled;
  const denominator = shift >= 0 ? right.unscaled : right.unscaled * 10n ** BigInt(-shift);
  const quotient = numerator / denominator;
  const rest = abs(numerator % denominator) * 2n;
  const away = rest > abs(denominator) ? (numerator < 0n === denominator < 0n ? 1n : -1n) : 0n;
  return new JavaBigDecimal(quotient + away, left.scale);
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function checkScales(left: JavaBigDecimal, right: JavaBigDecimal): void {
  if (Math.max(Math.abs(left.scale), Math.abs(right.scale)) > LARGEST_SCALE) {
    throw new JavaThrowable('OutOfMemoryError', `a decimal number of more than ${LARGEST_SCALE} digits`);
  }
}

function checkDigits(value: bigint): bigint {
  if (BigInt.asIntN(LARGEST_BITS, value) === value) return value;
  throw new JavaThrowable('OutOfMemoryError', `a whole number of more than ${LARGEST_BITS} bits`);
}

/** `intValue` of any number. */
export function toInt(value: JavaNumber): number {
  return typeof value === 'number' ? value : Number(BigInt.asIntN(32, wholeOf(value, 32)));
}

/** A number without its fraction, for a cast to so many bits. */
export function wholeOf(value: JavaNumber, bits: 32 | 64): bigint {
  if (typeof value === 'number') return BigInt(value);
  if (typeof value === 'bigint') return value;
  if (value instanceof JavaLong) return value.value;
  if (value instanceof JavaShort) return BigInt(value.value);
  if (!(value instanceof JavaBigDecimal)) return truncateDouble(value.value, bits);
  const { unscaled, scale } = value;
  // Beyond so many places there is nothing left, or nothing of the lowest 64 bits.
  if (scale > 100_000 || scale < -64) return 0n;
  return scale >= 0 ? unscaled / 10n ** BigInt(scale) : unscaled * 10n ** BigInt(-scale);
}
