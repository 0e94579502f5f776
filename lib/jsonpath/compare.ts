import type { JavaValue } from '../support/java/collections.js';
import { compareBigDecimals, JavaBigDecimal, JavaDouble, JavaLong, printDouble } from '../support/java/numbers.js';
import { parseBigDecimal } from '../support/java/parse-big-decimal.js';
import { JsonPathEvaluationError } from './errors.js';
import type { FilterRegex } from './filter-regex.js';

/** What a side of a comparison may be. */
export type Comparand = JavaValue | FilterRegex;

type JavaNumber = number | bigint | JavaLong | JavaDouble | JavaBigDecimal;

/**
 * Compares as release 2.0.0 does: the text `null` is null and comes before all else; text on the expected side is
 * converted to the model's type, never the other way around.
 *
 * @param expected the right side of the criterion
 * @param model its left side
 * @returns negative, 0 or positive; undefined for two kinds of value that have no order
 * @throws {JsonPathEvaluationError} NumberFormatException where a number meets text that is none, or is no number
 */
export function compareValues(expected: Comparand, model: Comparand): number | undefined {
  if (expected === model) return 0;
  if (isNullish(expected) || isNullish(model)) return Number(isNullish(model)) - Number(isNullish(expected));
  if (typeof expected === 'string') {
    if (typeof model === 'string') return compareText(expected.replaceAll("\\'", "'"), model);
    if (isNumber(model)) return compareNumbers(expected, model);
    return typeof model === 'boolean' ? Number(expected.toLowerCase() === 'true') - Number(model) : undefined;
  }
  if (isNumber(expected) && isNumber(model)) return compareNumbers(expected, model);
  return typeof expected === 'boolean' && typeof model === 'boolean' ? Number(expected) - Number(model) : undefined;
}

function isNullish(value: Comparand): boolean {
  return value === null || value === 'null';
}

function isNumber(value: Comparand): value is JavaNumber {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof JavaDouble ||
    value instanceof JavaLong ||
    value instanceof JavaBigDecimal
  );
}

/** By UTF-16 units. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Compares as decimals of any length: 9007199254740993 is not 9007199254740992.0. */
function compareNumbers(left: string | JavaNumber, right: JavaNumber): number {
  const [leftFast, rightFast] = [binaryValue(left), binaryValue(right)];
  if (leftFast !== undefined && rightFast !== undefined) return leftFast - rightFast;
  return compareDecimals(decimalOf(left), decimalOf(right));
}

/** Up to so many digits, different decimals are different doubles. */
const SHORT_DECIMAL = /^-?\d{1,8}(?:\.\d{1,7})?$/;

/** A number that compares with others of its kind as its decimal does. */
function binaryValue(value: string | JavaNumber): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof JavaDouble) return Number.isFinite(value.value) ? value.value : undefined;
  return typeof value === 'string' && SHORT_DECIMAL.test(value) ? Number(value) : undefined;
}

function decimalOf(value: string | JavaNumber): JavaBigDecimal {
  if (value instanceof JavaBigDecimal) return value;
  if (value instanceof JavaLong) return new JavaBigDecimal(value.value, 0);
  if (typeof value === 'bigint') return new JavaBigDecimal(value, 0);
  const text = value instanceof JavaDouble ? printDouble(value.value) : String(value);
  const decimal = parseBigDecimal(text);
  if (decimal !== undefined) return decimal;
  throw new JsonPathEvaluationError('NumberFormatException', `a filter compares a number with "${text}"`);
}

/** By sign and size first: bringing `1e999999999` to the scale of another number would take all memory. */
function compareDecimals(left: JavaBigDecimal, right: JavaBigDecimal): number {
  const sign = signOf(left);
  if (sign !== signOf(right) || sign === 0) return sign - signOf(right);
  const sizes = sizeOf(left) - sizeOf(right);
  return sizes === 0 ? compareBigDecimals(left, right) : sign * sizes;
}

function signOf({ unscaled }: JavaBigDecimal): number {
  return unscaled === 0n ? 0 : unscaled < 0n ? -1 : 1;
}

/** The exponent that scientific notation would show. */
function sizeOf({ unscaled, scale }: JavaBigDecimal): number {
  return unscaled.toString().replace('-', '').length - scale;
}
