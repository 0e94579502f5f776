import { JavaBigDecimal, MAX_INTEGER, MIN_INTEGER } from './numbers.js';

/**
 * `new BigDecimal(String)`, which keeps every digit.
 *
 * @returns undefined where Java throws a NumberFormatException: no digits, anything around them, or a scale beyond 32
 *   bits
 */
export function parseBigDecimal(text: string): JavaBigDecimal | undefined {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (parts === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  if (whole === '' && fraction === '') return undefined;
  const scale = fraction.length - Number(exponent);
  if (scale < MIN_INTEGER || scale > MAX_INTEGER) return undefined;
  const unscaled = BigInt(whole + fraction);
  return new JavaBigDecimal(sign === '-' ? -unscaled : unscaled, scale);
}
