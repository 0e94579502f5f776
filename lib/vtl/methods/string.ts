import type { JavaValue } from '../../support/java/collections.js';
import { JavaArray, JavaCharacter, JavaShort } from '../../support/java/objects.js';
import { printJava } from '../../support/java/text.js';
import { JavaThrowable } from '../../support/java/throwable.js';
import { formatJava } from './format.js';
import { method, variadic, type CallContext, type MethodRow } from './method-table.js';
import {
  boolean,
  byteArray,
  charArray,
  charSequence,
  character,
  collection,
  int,
  object,
  objectArray,
  string,
  stringOrNull,
} from './parameter-types.js';
import { JavaStream } from './stream.js';

/** Java's `String.trim` takes off everything up to the blank, `strip` what Unicode calls white space. */
const TRIMMED = /^[\u0000-\u0020]+|[\u0000-\u0020]+$/g;
const WHITE_SPACE = '[\\t-\\r\\u001c-\\u0020\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000]';
const LEADING = new RegExp(`^${WHITE_SPACE}+`);
const BLANK = new RegExp(`^${WHITE_SPACE}*$`);
const LINE_END = /\r\n|\n|\r/;

/**
 * `java.lang.String` of Java 17, but for regular expressions (`string-regex.ts`). What takes a locale, a charset or a
 * buffer is left out: no template has one.
 */
export const STRING_METHODS: readonly MethodRow[] = [
  method('length', [], (text: string) => text.length),
  method('isEmpty', [], (text: string) => text === ''),
  method('isBlank', [], (text: string) => BLANK.test(text)),
  method('charAt', [int], (text: string, [index]) => {
    if (index < 0 || index >= text.length) throw outOfBounds(`index ${index}, length ${text.length}`);
    return new JavaCharacter(text.charCodeAt(index));
  }),
  method('codePointAt', [int], (text: string, [index]) => {
    if (index < 0 || index >= text.length) throw outOfBounds(`index ${index}, length ${text.length}`);
    return text.codePointAt(index) ?? 0;
  }),
  method('codePointBefore', [int], (text: string, [index]) => {
    if (index < 1 || index > text.length) throw outOfBounds(`index ${index}, length ${text.length}`);
    return text.codePointAt(index - lengthBefore(text, index)) ?? 0;
  }),
  method('offsetByCodePoints', [int, int], (text: string, [index, count], context) => {
    context.spend(Math.abs(count) / 8);
    return offsetByCodePoints(text, index, count);
  }),
  method('codePointCount', [int, int], (text: string, [begin, end]) => {
    if (begin < 0 || end > text.length || begin > end) throw new JavaThrowable('IndexOutOfBoundsException', '');
    return end - begin - (text.slice(begin, end).match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
  }),
  method('substring', [int], (text: string, [begin]) => substring(text, begin, text.length)),
  method('substring', [int, int], (text: string, [begin, end]) => substring(text, begin, end)),
  method('subSequence', [int, int], (text: string, [begin, end]) => substring(text, begin, end)),
  method('indexOf', [string], (text: string, [part]) => text.indexOf(part)),
  method('indexOf', [string, int], (text: string, [part, from]) => indexOf(text, part, from)),
  method('indexOf', [int], (text: string, [code]) => text.indexOf(codePoint(code))),
  method('indexOf', [int, int], (text: string, [code, from]) => indexOf(text, codePoint(code), from)),
  method('lastIndexOf', [string], (text: string, [part]) => text.lastIndexOf(part)),
  method('lastIndexOf', [string, int], (text: string, [part, from]) => lastIndexOf(text, part, from)),
  method('lastIndexOf', [int], (text: string, [code]) => text.lastIndexOf(codePoint(code))),
  method('lastIndexOf', [int, int], (text: string, [code, from]) => lastIndexOf(text, codePoint(code), from)),
  method('contains', [charSequence], (text: string, [part]) => text.includes(part)),
  method('startsWith', [string], (text: string, [part]) => text.startsWith(part)),
  method('startsWith', [string, int], (text: string, [part, from]) => from >= 0 && text.startsWith(part, from)),
  method('endsWith', [string], (text: string, [part]) => text.endsWith(part)),
  method('equalsIgnoreCase', [stringOrNull], (text: string, [other]) =>
    other === null ? false : foldCase(text) === foldCase(other),
  ),
  method('compareTo', [string], (text: string, [other]) => compare(text, other)),
  method('compareTo', [object], (text: string) => {
    throw new JavaThrowable('ClassCastException', `the other value is no text as ${JSON.stringify(text)} is`);
  }),
  method('compareToIgnoreCase', [string], (text: string, [other]) => compare(foldCase(text), foldCase(other))),
  method('contentEquals', [charSequence], (text: string, [other]) => text === other),
  method('regionMatches', [int, string, int, int], (text: string, [at, other, from, length]) =>
    regionMatches(text, at, other, from, length),
  ),
  method('regionMatches', [boolean, int, string, int, int], (text: string, [ignoreCase, at, other, from, length]) =>
    ignoreCase
      ? regionMatches(foldCase(text), at, foldCase(other), from, length)
      : regionMatches(text, at, other, from, length),
  ),
  method('concat', [string], (text: string, [other], context) => made(text + other, context)),
  method('replace', [character, character], (text: string, [from, to], context) =>
    made(
      text.replaceAll(from, () => to),
      context,
    ),
  ),
  method('replace', [charSequence, charSequence], (text: string, [from, to], context) => {
    const parts = text.split(from);
    // Between any two characters, and around them: Java finds an empty text there too.
    const count = from === '' ? text.length + 1 : parts.length - 1;
    context.spend(count / 2);
    context.allowText(text.length + count * (to.length - from.length));
    if (from === '') return to + [...Array(text.length).keys()].map((index) => text.charAt(index) + to).join('');
    return parts.join(to);
  }),
  method('toLowerCase', [], (text: string, _, context) => made(text.toLowerCase(), context)),
  method('toUpperCase', [], (text: string, _, context) => made(text.toUpperCase(), context)),
  method('trim', [], (text: string, _, context) => made(text.replace(TRIMMED, ''), context)),
  method('strip', [], (text: string, _, context) => made(stripTrailing(text.replace(LEADING, '')), context)),
  method('stripLeading', [], (text: string, _, context) => made(text.replace(LEADING, ''), context)),
  method('stripTrailing', [], (text: string, _, context) => made(stripTrailing(text), context)),
  method('repeat', [int], (text: string, [count], context) => {
    if (count < 0) throw new JavaThrowable('IllegalArgumentException', `count is negative: ${count}`);
    context.allowText(text.length * count);
    return text.repeat(count);
  }),
  method('indent', [int], (text: string, [count], context) => made(indent(text, count, context), context)),
  method('lines', [], (text: string, _, context) => new JavaStream(linesOf(text, context))),
  method('chars', [], (text: string, _, context) => {
    context.spend(text.length);
    return new JavaStream(Array.from({ length: text.length }, (__, index) => text.charCodeAt(index)));
  }),
  method('codePoints', [], (text: string, _, context) => {
    context.spend(text.length);
    return new JavaStream(Array.from(text, (character) => character.codePointAt(0) ?? 0));
  }),
  method('intern', [], (text: string) => text),
  method('toCharArray', [], (text: string, _, context) => {
    context.spend(text.length);
    return new JavaArray(
      Array.from({ length: text.length }, (__, index) => new JavaCharacter(text.charCodeAt(index))),
      '[C',
    );
  }),
  method('getChars', [int, int, charArray, int], (text: string, [begin, end, target, at], context) => {
    const characters = Array.from(substring(text, begin, end), (_, index) => text.charCodeAt(begin + index));
    context.spend(characters.length);
    put(
      target,
      at,
      characters.map((unit) => new JavaCharacter(unit)),
    );
    return undefined;
  }),
  method('getBytes', [], (text: string, _, context) => bytesOf(text, 'utf8', context)),
  method('getBytes', [string], (text: string, [charset], context) => bytesOf(text, nodeEncoding(charset), context)),
  method('getBytes', [int, int, byteArray, int], (text: string, [begin, end, target, at], context) => {
    put(target, at, bytesOf(substring(text, begin, end), 'latin1', context).items);
    return undefined;
  }),
  method('valueOf', [object], (_: string, [value], context) => made(printJava(value, context), context)),
  ...['valueOf', 'copyValueOf'].flatMap((name) => [
    method(name, [charArray], (_: string, [characters]) => textOf(characters, 0, characters.items.length)),
    method(name, [charArray, int, int], (_: string, [characters, offset, count]) => textOf(characters, offset, count)),
  ]),
  variadic('format', [string, object], (_: string, [format, ...values], context) =>
    formatJava(string.read(format ?? null), spread(values), context),
  ),
  variadic('formatted', [object], (text: string, values, context) => formatJava(text, spread(values), context)),
  method('join', [charSequence, collection], (_: string, [separator, items], context) =>
    join(separator, items.items, context),
  ),
  variadic('join', [charSequence, charSequence], (_: string, [separator, ...items], context) =>
    join(charSequence.read(separator ?? null), items, context),
  ),
  method('join', [charSequence, objectArray], (_: string, [separator, items], context) =>
    join(separator, items.items, context),
  ),
];

function substring(text: string, begin: number, end: number): string {
  if (begin < 0 || end > text.length || begin > end) {
    throw outOfBounds(`begin ${begin}, end ${end}, length ${text.length}`);
  }
  return text.slice(begin, end);
}

function outOfBounds(message: string): JavaThrowable {
  return new JavaThrowable('StringIndexOutOfBoundsException', message);
}

/** How many code units the code point in front of an index has. */
function lengthBefore(text: string, index: number): number {
  return /[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(Math.max(index - 2, 0), index)) ? 2 : 1;
}

function offsetByCodePoints(text: string, index: number, count: number): number {
  if (index < 0 || index > text.length) throw new JavaThrowable('IndexOutOfBoundsException', '');
  let offset = index;
  for (let left = Math.abs(count); left > 0; left--) {
    if (offset === (count > 0 ? text.length : 0)) throw new JavaThrowable('IndexOutOfBoundsException', '');
    offset += count > 0 ? ((text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1) : -lengthBefore(text, offset);
  }
  return offset;
}

function textOf({ items }: JavaArray, offset: number, count: number): string {
  if (offset < 0 || count < 0 || offset > items.length - count) {
    throw outOfBounds(`offset ${offset}, count ${count}, length ${items.length}`);
  }
  return items
    .slice(offset, offset + count)
    .map((item) => printJava(item))
    .join('');
}

/** Writes items into an array. */
function put({ items }: JavaArray, at: number, values: readonly JavaValue[]): void {
  if (at < 0 || at > items.length - values.length) {
    throw new JavaThrowable(
      'ArrayIndexOutOfBoundsException',
      `offset ${at}, count ${values.length}, length ${items.length}`,
    );
  }
  for (const [index, value] of values.entries()) items[at + index] = value;
}

function codePoint(code: number): string {
  // Nothing has a negative code or one beyond Unicode; an unpaired half of a surrogate is never a whole text's part.
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uffff\uffff';
}

/** JavaScript's `indexOf` but for an empty part, which Java does not find behind the end. */
function indexOf(text: string, part: string, from: number): number {
  return part === '' ? Math.min(Math.max(from, 0), text.length) : text.indexOf(part, from);
}

function lastIndexOf(text: string, part: string, from: number): number {
  return from < 0 ? -1 : text.lastIndexOf(part, from);
}

/** Java compares character by character, in upper case and then in lower. */
function foldCase(text: string): string {
  let folded = '';
  for (let i = 0; i < text.length; i++) folded += foldCharacter(text.charAt(i));
  return folded;
}

function foldCharacter(character: string): string {
  const upper = character.toUpperCase();
  const lower = (upper.length === 1 ? upper : character).toLowerCase();
  return lower.length === 1 ? lower : character;
}

function compare(left: string, right: string): number {
  const shared = Math.min(left.length, right.length);
  for (let i = 0; i < shared; i++) {
    const difference = left.charCodeAt(i) - right.charCodeAt(i);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function regionMatches(text: string, at: number, other: string, from: number, length: number): boolean {
  if (at < 0 || from < 0 || at > text.length - length || from > other.length - length) return false;
  return length <= 0 || text.slice(at, at + length) === other.slice(from, from + length);
}

function stripTrailing(text: string): string {
  let end = text.length;
  while (end > 0 && BLANK.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

function linesOf(text: string, context: CallContext): string[] {
  const lines = text.split(LINE_END);
  context.spend(lines.length);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function indent(text: string, count: number, context: CallContext): string {
  if (text === '') return '';
  const lines = linesOf(text, context);
  context.allowText(text.length + lines.length * Math.max(count, 0));
  const indented = lines.map((line) =>
    count >= 0 ? ' '.repeat(count) + line : line.slice(Math.min(-count, LEADING.exec(line)?.[0].length ?? 0)),
  );
  return `${indented.join('\n')}\n`;
}

function nodeEncoding(charset: string): BufferEncoding {
  switch (charset.toUpperCase()) {
    case 'UTF-8':
    case 'UTF8':
      return 'utf8';
    case 'ISO-8859-1':
    case 'ISO8859_1':
    case 'LATIN1':
      return 'latin1';
    case 'US-ASCII':
    case 'ASCII':
      return 'ascii';
    default:
      throw new JavaThrowable('UnsupportedEncodingException', charset);
  }
}

function bytesOf(text: string, encoding: BufferEncoding, context: CallContext): JavaArray {
  context.spend(text.length);
  return new JavaArray(
    [...Buffer.from(text, encoding)].map((byte) => new JavaShort(byte, 8)),
    '[B',
  );
}

/** Arguments behind the last declared parameter: an array alone stands for its items. */
function spread(values: readonly JavaValue[]): readonly JavaValue[] {
  const [only] = values;
  return values.length === 1 && only instanceof JavaArray && objectArray.accepts(only) ? only.items : values;
}

function join(separator: string, items: readonly JavaValue[], context: CallContext): string {
  const texts = items.map((item) => {
    if (typeof item !== 'string' && item !== null) {
      throw new JavaThrowable('ClassCastException', 'an item to join is no text');
    }
    return String(item);
  });
  context.spend(items.length);
  context.allowText(texts.reduce((sum, text) => sum + text.length + separator.length, 0));
  return texts.join(separator);
}

function made(text: string, context: CallContext): string {
  context.allowText(text.length);
  return text;
}
