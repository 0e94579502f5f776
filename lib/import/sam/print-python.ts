import { Dictionary, type SamValue } from './dictionary.js';
import { AuthoredText, charactersOf, type Text } from './text.js';

/**
 * A value as the translator prints it before it hashes a definition: Python's notation, with the `u` that Python 2.7 put
 * before texts of the template.
 *
 * Assumed: a number without a fraction was written without one; JSON cannot say whether `1.0` was.
 */
export function printPython(value: SamValue): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'number') return printNumber(value) + (value >= LARGEST_PYTHON2_INTEGER ? 'L' : '');
  if (Array.isArray(value)) return `[${value.map(printPython).join(', ')}]`;
  return value instanceof Dictionary ? printMembers(value, printPython) : printText(value);
}

/**
 * A definition as the translator hashes it. A `swagger` or `openapi` that is a number was written with its fraction:
 * there are no other versions.
 */
export function printPythonDefinition(definition: Dictionary): string {
  return printMembers(definition, (member, key) =>
    VERSIONS.has(key) ? printPythonVersion(member) : printPython(member),
  );
}

/** `2.0` for the number 2. */
export function printPythonVersion(version: SamValue): string {
  return typeof version === 'number' && Number.isInteger(version) ? version.toFixed(1) : printPython(version);
}

const VERSIONS = new Set(['swagger', 'openapi']);

function printMembers(dictionary: Dictionary, print: (member: SamValue, key: string) => string): string {
  const members = dictionary.entries().map(([key, member]) => `${printText(key)}: ${print(member, charactersOf(key))}`);
  return `{${members.join(', ')}}`;
}

/** As Python's `str()`: a text is itself, anything else is printed. */
export function pythonText(value: SamValue): string {
  return typeof value === 'string' || value instanceof AuthoredText ? charactersOf(value) : printPython(value);
}

/**
 * As Python's `json.dumps`: characters beyond ASCII escaped.
 *
 * @param style `canonical`: keys sorted and no spaces, as logical ids hash values; `spaced`: the dictionary's order
 */
export function printPythonJson(value: SamValue, style: 'canonical' | 'spaced'): string {
  const [comma, colon] = style === 'canonical' ? [',', ':'] : [', ', ': '];
  if (Array.isArray(value)) return `[${value.map((item) => printPythonJson(item, style)).join(comma)}]`;
  if (value instanceof Dictionary) {
    const members = value.entries().map(([key, member]) => [charactersOf(key), member] as const);
    if (style === 'canonical') members.sort(([a], [b]) => compareCodePoints(a, b));
    return `{${members.map(([key, member]) => quoteJson(key) + colon + printPythonJson(member, style)).join(comma)}}`;
  }
  if (typeof value === 'string' || value instanceof AuthoredText) return quoteJson(charactersOf(value));
  return typeof value === 'number' ? printNumber(value) : String(value);
}

const LARGEST_PYTHON2_INTEGER = 2 ** 63;

function printNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}

function printText(text: Text): string {
  if (typeof text === 'string') return quote(text, (character) => isPrintable(character));
  return 'u' + quote(text.text, (character) => character >= ' ' && character <= '~');
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function quote(text: string, staysItself: (character: string) => boolean): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  let quoted = '';
  for (const character of text) {
    if (character === mark) quoted += `\\${character}`;
    else quoted += SHORT_ESCAPES[character] ?? (staysItself(character) ? character : escape(character));
  }
  return mark + quoted + mark;
}

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code < 0x100) return `\\x${digits.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}

function isPrintable(character: string): boolean {
  return character === ' ' || !/[\p{C}\p{Z}]/u.test(character);
}

function quoteJson(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function compareCodePoints(a: string, b: string): number {
  const left = Array.from(a, codePoint);
  const right = Array.from(b, codePoint);
  for (const [index, point] of left.entries()) {
    const difference = point - (right[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}
