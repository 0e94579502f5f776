import type { PatternReader } from './pattern-reader.js';
import { isAsciiDigit, isAsciiLetter } from './quoting.js';

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const BACKSLASH = 0x5c;
const LOWER_U = 0x75;
const MAX_CODE_POINT = 0x10ffff;

const isOctal = (codePoint: number): boolean => codePoint >= 0x30 && codePoint <= 0x37;

function hexValue(codePoint: number): number {
  if (isAsciiDigit(codePoint)) return codePoint - 0x30;
  const lower = codePoint | 32;
  return lower >= 0x61 && lower <= 0x66 && isAsciiLetter(codePoint) ? lower - 0x57 : -1;
}

/** `\0n`, `\0nn`, `\0mnn` with m at most 3; the reader stands behind the 0. */
export function readOctal(reader: PatternReader): number {
  const first = reader.read();
  if (!isOctal(first)) throw reader.error('Illegal octal escape sequence');
  const second = reader.read();
  if (!isOctal(second)) {
    reader.unread();
    return first - 0x30;
  }
  const third = reader.read();
  if (isOctal(third) && first <= 0x33) return (first - 0x30) * 64 + (second - 0x30) * 8 + (third - 0x30);
  reader.unread();
  return (first - 0x30) * 8 + (second - 0x30);
}

/** `\xhh` or `\x{h…h}`; the reader stands behind the x. */
export function readHexadecimal(reader: PatternReader): number {
  const first = reader.read();
  const high = hexValue(first);
  if (high >= 0) {
    const low = hexValue(reader.read());
    if (low >= 0) return high * 16 + low;
  } else if (first === OPEN_BRACE && hexValue(reader.peek()) >= 0) {
    let value = 0;
    let codePoint = reader.read();
    for (; hexValue(codePoint) >= 0; codePoint = reader.read()) {
      value = value * 16 + hexValue(codePoint);
      if (value > MAX_CODE_POINT) throw reader.error('Hexadecimal codepoint is too big');
    }
    if (codePoint !== CLOSE_BRACE) throw reader.error('Unclosed hexadecimal escape sequence');
    return value;
  }
  throw reader.error('Illegal hexadecimal escape sequence');
}

/** `\uhhhh`, or two of them that make a surrogate pair; the reader stands behind the u. */
export function readUnicode(reader: PatternReader): number {
  const high = readUnicodeUnit(reader);
  if (high < 0xd800 || high > 0xdbff) return high;
  const afterHigh = reader.cursor;
  if (reader.read() === BACKSLASH && reader.read() === LOWER_U) {
    const low = readUnicodeUnit(reader);
    if (low >= 0xdc00 && low <= 0xdfff) return (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000;
  }
  reader.cursor = afterHigh;
  return high;
}

function readUnicodeUnit(reader: PatternReader): number {
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const digit = hexValue(reader.read());
    if (digit < 0) throw reader.error('Illegal Unicode escape sequence');
    value = value * 16 + digit;
  }
  return value;
}

/** `\cX`; the reader stands behind the c. */
export function readControl(reader: PatternReader): number {
  if (reader.atEnd) throw reader.error('Illegal control escape sequence');
  return reader.read() ^ 64;
}

/** `\t`, `\n` and the like: characters that one letter stands for. */
export const LETTER_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['e', 0x1b],
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 9],
]);
