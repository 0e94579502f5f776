import { JavaList, JavaMap, type JavaValue } from '../../support/java/collections.js';
import { equalJava } from '../../support/java/equality.js';
import { JavaJsonSyntaxError, parseJson } from '../../support/java/json.js';
import { printBigDecimal, type JavaBigDecimal } from '../../support/java/numbers.js';
import { parseBigDecimal } from '../../support/java/parse-big-decimal.js';
import { JavaCharacter } from '../../support/java/objects.js';
import type { JavaRegex } from '../../support/java/regex/index.js';
import { trimJava } from '../../support/java/trim.js';
import type { WorkMeter } from '../../support/java/work-meter.js';
import { compareDecimals, decimalOf, isNumber } from '../compare.js';
import { JsonPathEvaluationError, tryOr } from '../errors.js';
import type { LaterLiteral } from './ast.js';
import { NotInGrammar, unescapeJava } from './character-reader.js';
import { readLaterPath } from './path-reader.js';

/** A side of a comparison in a filter. */
export type FilterValue =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly number: JavaBigDecimal }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'regex'; readonly regex: JavaRegex }
  | JsonFilterValue
  /** What a path leads to that leads nowhere is undefined, and unequal to everything as is a path within a list. */
  | { readonly kind: 'null' | 'undefined' | 'path' };

/** A list or map: of the document, or a text that stands for one. */
interface JsonFilterValue {
  readonly kind: 'json';
  /** A text remains one where it stands on the left. */
  readonly raw: JavaValue;
  parse(): JavaValue;
}

export const UNDEFINED: FilterValue = { kind: 'undefined' };

export function valueOfLiteral(literal: LaterLiteral): FilterValue {
  return literal.kind === 'json' ? jsonText(literal.text) : literal;
}

/** @throws {JsonPathEvaluationError} NumberFormatException for infinity and not-a-number */
export function valueOfJava(value: JavaValue): FilterValue {
  if (value === null) return { kind: 'null' };
  if (typeof value === 'string') return { kind: 'string', text: value };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (isNumber(value)) return { kind: 'number', number: decimalOf(value) };
  if (value instanceof JavaList || value instanceof JavaMap) return { kind: 'json', raw: value, parse: () => value };
  throw new JsonPathEvaluationError('JsonPathException', 'a filter cannot compare such a value');
}

/**
 * The items of a list, in which a string may stand for a path or for JSON, and otherwise has quotes around it and
 * escapes in it undone.
 *
 * @returns undefined for JSON that is no list
 * @throws {JsonPathEvaluationError} InvalidPathException for what is no JSON, JsonPathException for a list in the list
 */
export function itemsOf(value: FilterValue, meter: WorkMeter): readonly FilterValue[] | undefined {
  if (value.kind !== 'json') throw new JsonPathEvaluationError('InvalidPathException', 'an operator needs a list');
  const list = value.parse();
  if (!(list instanceof JavaList)) return undefined;
  meter.spend(list.items.length);
  return list.items.map((item) => valueOfItem(item, meter));
}

function valueOfItem(item: JavaValue, meter: WorkMeter): FilterValue {
  if (item instanceof JavaList || item instanceof JavaMap) {
    throw new JsonPathEvaluationError('JsonPathException', 'a list in a filter cannot hold lists and maps');
  }
  if (item instanceof JavaCharacter) return { kind: 'string', text: item.toString() };
  return typeof item === 'string' ? valueOfText(item, meter) : valueOfJava(item);
}

/** Assumed: nobody has a longer path in a document; to read it would take as long as the document's author likes. */
const MAX_PATH_TEXT = 1000;

function valueOfText(text: string, meter: WorkMeter): FilterValue {
  meter.spend(text.length);
  const trimmed = trimJava(text);
  if (/^[@$]/.test(trimmed) && isPath(trimmed)) {
    if (isPath(text)) return { kind: 'path' };
    throw new JsonPathEvaluationError('InvalidPathException', `"${text}" is no path`);
  }
  if (/^(?:\[[^]*\]|\{[^]*\})$/.test(trimmed) && isJson(trimmed)) return jsonText(text);
  try {
    return { kind: 'string', text: unescapeJava(text.replace(/^(['"])([^]*)\1$/, '$2')) };
  } catch (error) {
    if (!(error instanceof NotInGrammar)) throw error;
    throw new JsonPathEvaluationError('JsonPathException', `"${text}" has a bad escape`);
  }
}

function isPath(text: string): boolean {
  return text.length <= MAX_PATH_TEXT && tryOr(NotInGrammar, () => readLaterPath(text)) !== undefined;
}

function isJson(text: string): boolean {
  return tryOr(JavaJsonSyntaxError, () => parseJson(text)) !== undefined;
}

function jsonText(text: string): FilterValue {
  let parsed: JavaValue | undefined;
  return { kind: 'json', raw: text, parse: () => (parsed ??= parseLiteral(text)) };
}

function parseLiteral(text: string): JavaValue {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JavaJsonSyntaxError)) throw error;
    const javaClass = error.javaClass === 'ParseException' ? 'IllegalArgumentException' : error.javaClass;
    throw new JsonPathEvaluationError(javaClass, `${text} is no JSON: ${error.message}`);
  }
}

/** A string and a number are compared as what the left one is. */
export function areEqual(left: FilterValue, right: FilterValue, meter: WorkMeter): boolean {
  switch (left.kind) {
    case 'string':
      if (right.kind === 'number') return left.text === printBigDecimal(right.number);
      return right.kind === 'string' && left.text === right.text;
    case 'number': {
      const number = right.kind === 'string' ? parseBigDecimal(right.text) : right.kind === 'number' && right.number;
      return typeof number === 'object' && compareDecimals(left.number, number) === 0;
    }
    case 'boolean':
      return right.kind === 'boolean' && left.value === right.value;
    case 'null':
      return right.kind === 'null';
    case 'json':
      return right.kind === 'json' && equalJava(left.raw, right.raw, meter);
    case 'regex':
    case 'undefined':
    case 'path':
      return false;
  }
}
