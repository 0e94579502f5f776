import {
  doubleOfBigDecimal,
  JavaBigDecimal,
  JavaDouble,
  JavaLong,
  truncateDouble,
} from '../../support/java/numbers.js';
import type { JavaNumber } from '../compare.js';

/** `Number.doubleValue` */
export function doubleValue(value: JavaNumber): number {
  if (value instanceof JavaDouble) return value.value;
  if (value instanceof JavaBigDecimal) return doubleOfBigDecimal(value);
  return Number(value instanceof JavaLong ? value.value : value);
}

/** `Number.intValue`: a double stops at the ends of the range, of any other number the lowest 32 bits are left. */
export function intValue(value: JavaNumber): number {
  if (typeof value === 'number') return value;
  if (value instanceof JavaDouble) return Number(truncateDouble(value.value, 32));
  if (value instanceof JavaBigDecimal) return Number(BigInt.asIntN(32, wholePart(value)));
  return Number(BigInt.asIntN(32, value instanceof JavaLong ? value.value : value));
}

/** Modulo 2^32, so that `1e999999999` does not take all memory: powers of ten from 10^32 on are multiples of it. */
function wholePart({ unscaled, scale }: JavaBigDecimal): bigint {
  if (scale <= -32) return 0n;
  if (scale <= 0) return unscaled * 10n ** BigInt(-scale);
  return scale > unscaled.toString().length ? 0n : unscaled / 10n ** BigInt(scale);
}
