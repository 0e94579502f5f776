import type { Path, Step } from './ast.js';
import type { Fail } from './errors.js';
import { parseFilter } from './filter-parser.js';
import { isDigit, parseSubscript } from './subscript-parser.js';

/**
 * Parses `[...]`. Its first character that begins anything decides what it is, whatever stands before:
 *
 *     "?"                     a filter
 *     "'"                     names
 *     digit, ":", "-", "@"    indexes or a slice
 *
 * @param parseFilterPath parses a path of a filter
 */
export function parseBracket(fragment: string, parseFilterPath: (source: string) => Path, fail: Fail): Step {
  if (fragment === '[*]') return { kind: 'wildcard', inBrackets: true };
  if (isFilterPlaceholder(fragment)) return { kind: 'filter', filter: undefined };
  for (let at = 0; at < fragment.length; at++) {
    const character = fragment.charAt(at);
    if (character === '?') {
      return { kind: 'filter', filter: parseFilter(filterText(fragment, at, fail), parseFilterPath, fail) };
    }
    if (character === "'") return { kind: 'properties', names: parseNames(fragment, at, fail) };
    if (isDigit(character) || character === ':' || character === '-' || character === '@') {
      return parseSubscript(fragment, at, fail);
    }
  }
  return fail(`nothing in "${fragment}" begins a name, an index, a slice or a filter`);
}

/** `[?]`, `[?, ?]`: what a Java program fills with filters of its own. */
function isFilterPlaceholder(fragment: string): boolean {
  return /^\[[ \t\n\v\f\r]*\?[ \t\n\v\f\r,*?]*\]$/.test(fragment);
}

/** What quotes enclose, up to the first "]"; quotes cannot be escaped and everything between them is skipped. */
function parseNames(fragment: string, start: number, fail: Fail): readonly string[] {
  const end = fragment.indexOf(']', start);
  if (end === -1) fail('expected "]" behind a name');
  const parts = fragment.slice(start, end).split("'");
  // Every other part stands within quotes; a last one without closing quote is dropped.
  return parts.filter((_, index) => index % 2 === 1 && index < parts.length - 1);
}

/**
 * The text from the bracket around a "?" to the first "]" outside of quotes and parentheses.
 *
 * In the search a quote behind a backslash is no quote, though in a name it is.
 */
function filterText(fragment: string, questionMark: number, fail: Fail): string {
  const start = fragment.lastIndexOf('[', questionMark);
  let brackets = 0;
  let parentheses = 0;
  let quoted = false;
  for (let at = start; at < fragment.length; at++) {
    const character = fragment[at];
    if (character === "'" && fragment[at - 1] !== '\\') quoted = !quoted;
    if (quoted) continue;
    if (character === '(') parentheses++;
    if (character === ')') parentheses--;
    if (character === '[') brackets++;
    if (character === ']') brackets--;
    if (character === ']' && parentheses === 0) {
      return brackets === 0 ? fragment.slice(start, at + 1) : fail('the brackets of a filter are not balanced');
    }
  }
  return fail('the brackets or quotes of a filter are not closed');
}
