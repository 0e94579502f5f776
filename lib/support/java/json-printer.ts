import { JavaList, JavaMap, JavaObject, type JavaValue } from './collections.js';
import { MAX_JSON_DEPTH } from './json-parser.js';
import { JavaBigDecimal, JavaDouble, JavaLong, printBigDecimal, printDouble } from './numbers.js';
import { JavaThrowable } from './throwable.js';

/**
 * `compact` is Jayway's `toJson`, the text of `$input.json`; `json-smart` is `JSONArray.toString`, the text of a list
 * that came from JSON. They differ in `/`, which the latter prints as `\/`.
 */
export type JsonStyle = 'compact' | 'json-smart';

/** About the longest text that `printJson` makes, in UTF-16 units before escapes. API Gateway's largest body is 10 MB. */
export const MAX_PRINTED_CHARACTERS = 10 * 1024 * 1024;

/**
 * Prints a value as JSON without spaces, maps in their order, lists of either style as lists.
 *
 * Besides quotes, backslashes and control characters, U+007F to U+009F and U+2000 to U+20FF are escaped, in upper-case
 * hexadecimal. Infinity prints `null`, not-a-number prints `NaN`.
 *
 * Observed: docs/aws/vtl.md sections 3 and 4 (json-smart 2.2, styles `LT_COMPRESS` and `NO_COMPRESS`).
 *
 * @throws {JavaThrowable} StackOverflowError beyond `MAX_JSON_DEPTH` levels, OutOfMemoryError beyond
 *   {@link MAX_PRINTED_CHARACTERS}: a value that holds itself or repeats its parts without end
 */
export function printJson(value: JavaValue, style: JsonStyle): string {
  const printer = new JsonPrinter(style === 'compact' ? COMPACT_ESCAPED : JSON_SMART_ESCAPED);
  printer.print(value, 0);
  return printer.text;
}

/** Of a style, what finds out whether a text has anything to escape, and what finds all of it. */
interface Escaped {
  readonly any: RegExp;
  readonly every: RegExp;
}

const COMPACT_ESCAPED: Escaped = {
  any: /["\\\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/,
  every: /["\\\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/g,
};
const JSON_SMART_ESCAPED: Escaped = {
  any: /["\\/\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/,
  every: /["\\/\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/g,
};

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['/', '\\/'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

class JsonPrinter {
  /** Added to in place: a third quicker than returned parts for a body of 1 MB. */
  text = '';
  private characters = 0;

  constructor(private readonly escaped: Escaped) {}

  print(value: JavaValue, depth: number): void {
    if (typeof value === 'string') this.text += this.quote(value);
    else if (value === null || typeof value !== 'object') this.text += String(value);
    else if (value instanceof JavaMap) this.printMap(value, depth + 1);
    else if (value instanceof JavaList) this.printList(value, depth + 1);
    else if (value instanceof JavaDouble) this.text += printFinite(value.value);
    else if (value instanceof JavaLong) this.text += value.value.toString();
    else this.text += value instanceof JavaBigDecimal ? printBigDecimal(value) : this.quote(value.toString());
  }

  private printMap(map: JavaMap, depth: number): void {
    let mark = '{';
    for (const [key, value] of map.entries) {
      this.count(2, depth);
      this.text += `${mark}${this.quote(typeof key === 'string' ? key : printKey(key))}:`;
      mark = ',';
      this.print(value, depth);
    }
    this.text += mark === '{' ? '{}' : '}';
  }

  private printList(list: JavaList, depth: number): void {
    let mark = '[';
    for (const item of list.items) {
      this.count(2, depth);
      this.text += mark;
      mark = ',';
      this.print(item, depth);
    }
    this.text += mark === '[' ? '[]' : ']';
  }

  private quote(text: string): string {
    this.count(text.length, 0);
    return this.escaped.any.test(text) ? `"${text.replace(this.escaped.every, escape)}"` : `"${text}"`;
  }

  private count(characters: number, depth: number): void {
    this.characters += characters;
    if (depth > MAX_JSON_DEPTH) {
      throw new JavaThrowable('StackOverflowError', `more than ${MAX_JSON_DEPTH} nested lists and maps`);
    }
    if (this.characters > MAX_PRINTED_CHARACTERS) {
      throw new JavaThrowable('OutOfMemoryError', `more than ${MAX_PRINTED_CHARACTERS} characters of JSON`);
    }
  }
}

function escape(character: string): string {
  return SHORT_ESCAPES.get(character) ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function printFinite(value: number): string {
  return Math.abs(value) === Infinity ? 'null' : printDouble(value);
}

/** A key's text; where it is no string, nearly as Java prints it. */
function printKey(key: JavaValue): string {
  return key instanceof JavaObject ? key.toString() : printJson(key, 'json-smart');
}
