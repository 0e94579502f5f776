import type { JavaValue } from '../../support/java/collections.js';
import { hashJava } from '../../support/java/equality.js';
import { JavaBigDecimal, JavaDouble, JavaLong } from '../../support/java/numbers.js';
import { JavaCharacter, JavaFloat, JavaShort } from '../../support/java/objects.js';
import { printJava } from '../../support/java/text.js';
import { JavaThrowable } from '../../support/java/throwable.js';
import type { CallContext } from './method-table.js';
import { int } from './parameter-types.js';

const SPECIFIER = /%(?:(\d+)\$)?([-#+ 0,(<]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])|%/g;

interface Specifier {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly conversion: string;
}

/**
 * `String.format` in the root locale, for the conversions `b h s c d o x f e g n %`.
 *
 * Documented: https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Formatter.html
 *
 * @throws {JavaThrowable} what Java throws for a specifier that it does not know or a value that does not fit it
 */
export function formatJava(format: string, values: readonly JavaValue[], context: CallContext): string {
  let next = 0;
  let last = -1;
  const text = format.replace(SPECIFIER, (...match: readonly (string | undefined)[]) => {
    const [source = '%', index, flags = '', width, precision, conversion] = match;
    if (conversion === undefined) throw new JavaThrowable('UnknownFormatConversionException', "Conversion = '%'");
    const specifier: Specifier = {
      flags,
      width: width === undefined ? undefined : Number(width),
      precision: precision === undefined ? undefined : Number(precision),
      conversion,
    };
    checkFlags(specifier, source);
    context.allowText(specifier.width ?? 0);
    // Digits cost more than other characters: long numbers are divided to get them.
    context.spend(100 * (specifier.precision ?? 0));
    if (conversion === 'n') return '\n';
    if (conversion === '%') return pad('%', specifier);
    if (flags.includes('<')) {
      if (last < 0) throw new JavaThrowable('MissingFormatArgumentException', `Format specifier '${source}'`);
    } else last = index === undefined ? next++ : Number(index) - 1;
    const value = values[last];
    if (value === undefined) {
      throw new JavaThrowable('MissingFormatArgumentException', `Format specifier '${source}'`);
    }
    const converted = convert(value, specifier, context);
    return conversion === conversion.toUpperCase() ? converted.toUpperCase() : converted;
  });
  context.allowText(text.length);
  return text;
}

function checkFlags({ flags, width, conversion }: Specifier, source: string): void {
  if (!/^[bBhHsScCdoxXeEfgGn%]$/.test(conversion)) {
    throw new JavaThrowable('UnknownFormatConversionException', `Conversion = '${conversion}'`);
  }
  if ((flags.includes('-') || flags.includes('0')) && width === undefined) {
    throw new JavaThrowable('MissingFormatWidthException', source);
  }
  if ((flags.includes('-') && flags.includes('0')) || (flags.includes('+') && flags.includes(' '))) {
    throw new JavaThrowable('IllegalFormatFlagsException', `Flags = '${flags}'`);
  }
  const numeric = flags.replace(/[-<#]/g, '');
  if (/[bBhHsScC]/.test(conversion) && numeric !== '') {
    throw new JavaThrowable('FormatFlagsConversionMismatchException', `Conversion = ${conversion}, Flags = ${numeric}`);
  }
}

function convert(value: JavaValue, specifier: Specifier, context: CallContext): string {
  const { conversion, precision } = specifier;
  switch (conversion.toLowerCase()) {
    case 'b': {
      const text = typeof value === 'boolean' ? String(value) : String(value !== null);
      return pad(text.slice(0, precision), specifier);
    }
    case 'h': {
      const text = value === null ? 'null' : (hashJava(value, context) >>> 0).toString(16);
      return pad(text.slice(0, precision), specifier);
    }
    case 's':
      return pad(printJava(value, context).slice(0, precision), specifier);
    case 'c':
      return pad(characterOf(value, specifier), specifier);
  }
  if (value === null) return pad('null'.slice(0, precision), { ...specifier, flags: specifier.flags.replace('0', '') });
  return /[doxX]/.test(conversion) ? convertWhole(value, specifier) : convertFraction(value, specifier);
}

function characterOf(value: JavaValue, { conversion }: Specifier): string {
  if (value === null) return 'null';
  if (value instanceof JavaCharacter) return value.toString();
  if (typeof value !== 'number') throw mismatch(conversion, value);
  if (value < 0 || value > 0x10ffff)
    throw new JavaThrowable('IllegalFormatCodePointException', `Code point = ${value}`);
  return String.fromCodePoint(value);
}

function convertWhole(value: JavaValue, specifier: Specifier): string {
  const { conversion, flags, precision } = specifier;
  const bits =
    typeof value === 'number'
      ? 32
      : value instanceof JavaLong
        ? 64
        : value instanceof JavaShort
          ? value.bits
          : undefined;
  const whole =
    typeof value === 'number' || value instanceof JavaShort
      ? BigInt(int.read(value))
      : value instanceof JavaLong
        ? value.value
        : value;
  if (typeof whole !== 'bigint') throw mismatch(conversion, value);
  if (precision !== undefined) throw new JavaThrowable('IllegalFormatPrecisionException', String(precision));
  if (conversion === 'd') return signed(whole < 0n, group((whole < 0n ? -whole : whole).toString(), flags), specifier);
  const radix = conversion === 'o' ? 8 : 16;
  const prefix = flags.includes('#') ? (radix === 8 ? '0' : '0x') : '';
  if (bits === undefined) {
    return signed(whole < 0n, prefix + (whole < 0n ? -whole : whole).toString(radix), specifier);
  }
  // Integer and Long print their two's complement.
  return signed(false, prefix + BigInt.asUintN(bits, whole).toString(radix), specifier);
}

function convertFraction(value: JavaValue, specifier: Specifier): string {
  const { conversion, flags, precision } = specifier;
  const isDecimal = value instanceof JavaBigDecimal;
  if (!(value instanceof JavaDouble || value instanceof JavaFloat || isDecimal)) throw mismatch(conversion, value);
  const double = isDecimal ? Number(value.unscaled) / 10 ** value.scale : value.value;
  if (!Number.isFinite(double)) {
    const text = Number.isNaN(double) ? 'NaN' : 'Infinity';
    return signed(double < 0, text, { ...specifier, flags: flags.replace('0', '') });
  }
  const isNegative = double < 0 || Object.is(double, -0);
  const digits = precision ?? 6;
  const size = Math.abs(double);
  const exact = isDecimal ? value : shortestDecimal(size);
  switch (conversion.toLowerCase()) {
    case 'f':
      return signed(isNegative, group(roundHalfUp(exact, digits), flags), specifier);
    case 'e':
      return signed(isNegative, scientific(exact, digits), specifier);
    default: {
      const significant = digits === 0 ? 1 : digits;
      if (size !== 0 && (size < 1e-4 || size >= 10 ** significant)) {
        return signed(isNegative, scientific(exact, significant - 1), specifier);
      }
      const whole = size < 1 ? 1 : Math.floor(Math.log10(size)) + 1;
      const leading = size !== 0 && size < 1 ? -Math.floor(Math.log10(size)) : 0;
      const decimals = size === 0 ? significant - 1 : significant - whole + leading;
      return signed(isNegative, group(roundHalfUp(exact, Math.max(decimals, 0)), flags), specifier);
    }
  }
}

/** The decimal number that a double prints as, which is what Java rounds. */
function shortestDecimal(value: number): JavaBigDecimal {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return new JavaBigDecimal(BigInt(whole + fraction), fraction.length - Number(exponent));
}

function roundHalfUp({ unscaled, scale }: JavaBigDecimal, decimals: number): string {
  const size = unscaled < 0n ? -unscaled : unscaled;
  const shift = scale - decimals;
  const rounded =
    shift > 0 ? (size * 2n + 10n ** BigInt(shift)) / (2n * 10n ** BigInt(shift)) : size * 10n ** BigInt(-shift);
  const digits = rounded.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function scientific({ unscaled, scale }: JavaBigDecimal, decimals: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString();
  let exponent = unscaled === 0n ? 0 : digits.length - 1 - scale;
  let mantissa = roundHalfUp(new JavaBigDecimal(BigInt(digits), digits.length - 1), decimals);
  if (mantissa.startsWith('10')) {
    mantissa = roundHalfUp(new JavaBigDecimal(BigInt(digits), digits.length), decimals);
    exponent++;
  }
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function group(digits: string, flags: string): string {
  if (!flags.includes(',')) return digits;
  const [whole = '', fraction] = digits.split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function signed(isNegative: boolean, digits: string, specifier: Specifier): string {
  const { flags, width = 0 } = specifier;
  const [before, after] =
    isNegative && flags.includes('(')
      ? ['(', ')']
      : [isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '', ''];
  const zeros = flags.includes('0') ? Math.max(width - before.length - digits.length - after.length, 0) : 0;
  return pad(`${before}${'0'.repeat(zeros)}${digits}${after}`, specifier);
}

function pad(text: string, { flags, width = 0 }: Specifier): string {
  return flags.includes('-') ? text.padEnd(width) : text.padStart(width);
}

function mismatch(conversion: string, value: JavaValue): JavaThrowable {
  return new JavaThrowable('IllegalFormatConversionException', `${conversion} != ${typeof value}`);
}
