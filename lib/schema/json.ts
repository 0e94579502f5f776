import { isObject } from '../support/is-object.js';

/** The type of a JSON value; whole numbers are integers, however they were written. */
export type JsonType = 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string';

export type JsonObject = Readonly<Record<string, unknown>>;

export function jsonTypeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'string') return 'string';
  return typeof value === 'boolean' ? 'boolean' : 'object';
}

/** Whether two JSON values are equal: members in any order, numbers by value. */
export function jsonEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => jsonEqual(item, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && jsonEqual(left[key], right[key]))
  );
}

/** Code points, as draft 4 and Java count them. */
export function codePointCount(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; count++) index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  return count;
}

/**
 * Whether a number is a whole multiple, reckoned in decimals: 0.3 is a multiple of 0.1, which binary fractions deny.
 *
 * Assumed: a number beyond the range of a double, whose digits are lost, is a multiple of nothing, as it is no integer.
 */
export function isMultipleOf(value: number, divisor: number): boolean {
  if (!Number.isFinite(value)) return false;
  const [digits, scale] = decimal(value);
  const [divisorDigits, divisorScale] = decimal(divisor);
  const common = Math.max(scale, divisorScale);
  return (digits * 10n ** BigInt(common - scale)) % (divisorDigits * 10n ** BigInt(common - divisorScale)) === 0n;
}

/** A number as an integer divided by a power of ten. */
function decimal(value: number): readonly [digits: bigint, scale: number] {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale >= 0 ? [digits, scale] : [digits * 10n ** BigInt(-scale), 0];
}
