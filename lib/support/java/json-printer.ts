import { JavaList, JavaMap, JavaObject, type JavaValue } from './collections.js';
import { MAX_JSON_DEPTH } from './json-parser.js';
import { JavaBigDecimal, JavaDouble, JavaLong, printBigDecimal, printDouble } from './numbers.js';

/**
 * `compact` is Jayway's `toJson`, the text of `$input.json`; `json-smart` is `JSONArray.toString`, the text of a list
 * that came from JSON. They differ in `/`, which the latter prints as `\/`.
 */
export type JsonStyle = 'compact' | 'json-smart';

/** Longest text that `printJson` makes, in UTF-16 units. API Gateway's largest body is 10 MB. */
export const MAX_PRINTED_CHARACTERS = 32 * 1024 * 1024;

/** A live value that has no text: one that holds itself, or that repeats its parts without end. */
export class JavaJsonLimitError extends Error {
  /** @param javaClass what ends Java here */
  constructor(
    message: string,
    readonly javaClass: 'StackOverflowError' | 'OutOfMemoryError',
  ) {
    super(`Cannot print JSON: ${message}`);
    this.name = 'JavaJsonLimitError';
  }
}

/**
 * Prints a value as JSON without spaces, maps in their order, lists of either style as lists.
 *
 * Besides quotes, backslashes and control characters, U+007F to U+009F and U+2000 to U+20FF are escaped, in upper-case
 * hexadecimal. Infinity prints `null`, not-a-number prints `NaN`.
 *
 * Observed: vtl-facts sections 3 and 4 (json-smart 2.2, styles `LT_COMPRESS` and `NO_COMPRESS`).
 *
 * @throws {JavaJsonLimitError} beyond `MAX_JSON_DEPTH` levels or {@link MAX_PRINTED_CHARACTERS}
 */
export function printJson(value: JavaValue, style: JsonStyle): string {
  const printer = new JsonPrinter(style === 'compact' ? COMPACT_ESCAPED : JSON_SMART_ESCAPED);
  printer.print(value, 0);
  return printer.text;
}

const COMPACT_ESCAPED = /["\\\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/;
const JSON_SMART_ESCAPED = /["\\/\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/;

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
  text = '';
  private readonly everyEscaped: RegExp;

  constructor(private readonly escaped: RegExp) {
    this.everyEscaped = new RegExp(escaped, 'g');
  }

  print(value: JavaValue, depth: number): void {
    if (typeof value === 'string') this.printString(value);
    else if (value instanceof JavaMap) this.printMap(value, depth + 1);
    else if (value instanceof JavaList) this.printList(value, depth + 1);
    else if (value instanceof JavaObject) this.printString(value.toString());
    else if (value instanceof JavaDouble && Math.abs(value.value) === Infinity) this.text += 'null';
    else this.text += printLeaf(value);
  }

  private printMap(map: JavaMap, depth: number): void {
    this.checkLimits(depth);
    let mark = '{';
    for (const [key, value] of map.entries) {
      this.text += mark;
      mark = ',';
      this.printString(typeof key === 'string' ? key : printKey(key));
      this.text += ':';
      this.print(value, depth);
    }
    this.text += mark === '{' ? '{}' : '}';
  }

  private printList(list: JavaList, depth: number): void {
    this.checkLimits(depth);
    let mark = '[';
    for (const item of list.items) {
      this.text += mark;
      mark = ',';
      this.print(item, depth);
    }
    this.text += mark === '[' ? '[]' : ']';
  }

  private printString(text: string): void {
    this.text += this.escaped.test(text) ? `"${text.replace(this.everyEscaped, escape)}"` : `"${text}"`;
  }

  private checkLimits(depth: number): void {
    if (depth > MAX_JSON_DEPTH) {
      throw new JavaJsonLimitError(`more than ${MAX_JSON_DEPTH} nested lists and maps`, 'StackOverflowError');
    }
    if (this.text.length > MAX_PRINTED_CHARACTERS) {
      throw new JavaJsonLimitError(`more than ${MAX_PRINTED_CHARACTERS} characters`, 'OutOfMemoryError');
    }
  }
}

function escape(character: string): string {
  return SHORT_ESCAPES.get(character) ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function printKey(key: JavaValue): string {
  return key instanceof JavaMap || key instanceof JavaList ? printJson(key, 'json-smart') : printLeaf(key);
}

function printLeaf(value: Exclude<JavaValue, JavaMap | JavaList>): string {
  if (value instanceof JavaLong) return value.value.toString();
  if (value instanceof JavaDouble) return printDouble(value.value);
  if (value instanceof JavaBigDecimal) return printBigDecimal(value);
  return String(value);
}
