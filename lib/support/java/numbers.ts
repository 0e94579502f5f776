/** `java.lang.Long`: 64 bits, signed. */
export class JavaLong {
  constructor(readonly value: bigint) {}
}

/** `java.lang.Double`. */
export class JavaDouble {
  constructor(readonly value: number) {}
}

/** `java.math.BigDecimal`: `unscaled * 10 ** -scale`. */
export class JavaBigDecimal {
  constructor(
    readonly unscaled: bigint,
    readonly scale: number,
  ) {}
}

export const MIN_INTEGER = -2_147_483_648;
export const MAX_INTEGER = 2_147_483_647;
export const MIN_LONG = -(2n ** 63n);
export const MAX_LONG = 2n ** 63n - 1n;

/** The Integer, Long or BigInteger that holds a whole number, whichever is the smallest. */
export function integerOf(value: bigint): number | JavaLong | bigint {
  if (value >= MIN_INTEGER && value <= MAX_INTEGER) return Number(value);
  return value >= MIN_LONG && value <= MAX_LONG ? new JavaLong(value) : value;
}

/**
 * `Double.toString`: at least one digit after the point, `E` notation below 0.001 and from ten million on.
 *
 * Observed: docs/aws/vtl.md section 4. The digits are the shortest that give the number back, as Java prints since
 * release 19 (earlier releases print a digit too many for a few numbers).
 */
export function printDouble(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
  if (!Number.isFinite(value)) return String(value);
  if (size === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  let text = value.toExponential();
  // Java gives two digits even where one would do, which matters next to zero: Double.MIN_VALUE is 4.9E-324.
  if (!text.includes('.')) text = value.toExponential(1);
  const [mantissa = '', exponent = ''] = text.split('e');
  return `${mantissa}E${Number(exponent)}`;
}

/** `Float.toString` of a number that is already rounded to 32 bits. */
export function printFloat(value: number): string {
  if (!Number.isFinite(value) || value === 0) return printDouble(value);
  for (let digits = 1; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return printDouble(shorter);
  }
  return printDouble(Number(value.toPrecision(9)));
}

/** `BigDecimal.toString`. */
export function printBigDecimal({ unscaled, scale }: JavaBigDecimal): string {
  const sign = unscaled < 0n ? '-' : '';
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString();
  const exponent = digits.length - 1 - scale;
  if (scale >= 0 && exponent >= -6) {
    if (scale === 0) return sign + digits;
    const padded = digits.padStart(scale + 1, '0');
    return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
  }
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${sign}${digits.charAt(0)}${fraction}E${exponent < 0 ? '' : '+'}${exponent}`;
}

/** `new BigDecimal(double)`: the exact value of the binary fraction. The number must be finite. */
export function bigDecimalOfDouble(value: number): JavaBigDecimal {
  let scale = 0;
  let scaled = value;
  // Doubling is exact, and no double needs more than 1,074 of them to become whole.
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    scale++;
  }
  // value = scaled / 2^scale = scaled * 5^scale / 10^scale
  return new JavaBigDecimal(BigInt(scaled) * 5n ** BigInt(scale), scale);
}

/** The nearest double, as `BigDecimal.doubleValue` gives. */
export function doubleOfBigDecimal(value: JavaBigDecimal): number {
  return Number(`${value.unscaled}e${-value.scale}`);
}

/** The unscaled values of two decimals brought to the larger of their scales. */
export function alignScales(left: JavaBigDecimal, right: JavaBigDecimal): readonly [bigint, bigint, number] {
  const scale = Math.max(left.scale, right.scale);
  return [
    left.unscaled * 10n ** BigInt(scale - left.scale),
    right.unscaled * 10n ** BigInt(scale - right.scale),
    scale,
  ];
}

/** `BigDecimal.compareTo`: by value, whatever the scales. */
export function compareBigDecimals(left: JavaBigDecimal, right: JavaBigDecimal): number {
  const [a, b] = alignScales(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Java's cast of a double to a whole number of so many bits: not-a-number is 0, the rest stops at the ends. */
export function truncateDouble(value: number, bits: 32 | 64): bigint {
  if (Number.isNaN(value)) return 0n;
  const limit = 2n ** BigInt(bits - 1);
  if (value >= Number(limit)) return limit - 1n;
  if (value <= -Number(limit)) return -limit;
  return BigInt(Math.trunc(value));
}
