import { trimJava } from '../support/java/trim.js';
import { COMPARISON_OPERATORS, type Criterion, type Filter, type Operand, type Path } from './ast.js';
import type { Fail } from './errors.js';
import { FilterRegex } from './filter-regex.js';

/**
 * Parses `[?(...)]` as release 2.0.0 does, which knows no grammar: the text is cut at every `&&` and `||`, within
 * quotes and regular expressions, too, and parentheses are stripped from the ends of each piece.
 *
 * Observed: docs/aws/jsonpath.md section 4.
 *
 * @param parsePath parses a path, which must be definite
 */
export function parseFilter(text: string, parsePath: (source: string) => Path, fail: Fail): Filter {
  const groups: Criterion[][] = [[]];
  for (const piece of filterPieces(text, fail).toReversed()) {
    if (piece === '||') groups.push([]);
    else if (piece !== '&&') groups.at(-1)?.push(parseCriterion(withoutParentheses(piece, fail), parsePath, fail));
  }
  return { groups };
}

/** The pieces of a filter: criteria with an operator between each two. */
function filterPieces(text: string, fail: Fail): readonly string[] {
  const marked = trimJava(text.slice(1, -1));
  const enclosed = marked.startsWith('?') ? trimJava(marked.slice(1)) : fail('expected "[?"');
  if (!enclosed.startsWith('(') || !enclosed.endsWith(')')) fail('expected parentheses around the filter');
  const pieces = trimJava(enclosed.slice(1, -1))
    .split(/(?<=&&|\|\|)|(?=&&|\|\|)/)
    .map(trimJava);
  const operators = pieces.filter(isLogical).length;
  if (pieces.length - operators !== operators + 1) fail('expected a criterion on each side of "&&" and "||"');
  return pieces;
}

function isLogical(piece: string): boolean {
  return piece === '&&' || piece === '||';
}

/** Drops everything that could open a filter in front, and spaces and closing parentheses behind. */
function withoutParentheses(piece: string, fail: Fail): string {
  let start = 0;
  let end = piece.length;
  while (start < end && '[?( '.includes(piece.charAt(start))) start++;
  while (end > start && ') '.includes(piece.charAt(end - 1))) end--;
  return start === end ? fail('expected a criterion') : piece.slice(start, end);
}

/**
 * Parses a piece between logical operators: the first of the comparison operators, in their order and not in that of
 * the text, splits it; without one it must be a path.
 */
function parseCriterion(text: string, parsePath: (source: string) => Path, fail: Fail): Criterion {
  const operator = COMPARISON_OPERATORS.find((candidate) => text.includes(candidate));
  if (operator === undefined) {
    const path = parseLeft(text, parsePath, fail);
    if (path.kind !== 'path') return fail(`"${text}" is neither a path nor a comparison`);
    return { kind: 'exists', path: path.path, expected: !text.startsWith('!') };
  }
  const at = text.indexOf(operator);
  const right = trimJava(text.slice(at + operator.length));
  if (right.startsWith('!@')) fail('"!" stands only before a path that is not compared');
  return {
    kind: 'comparison',
    operator,
    left: parseLeft(trimJava(text.slice(0, at)), parsePath, fail),
    right: parseOperand(right, parsePath, fail),
  };
}

/** The left side, whose "!" counts for nothing in a comparison. */
function parseLeft(text: string, parsePath: (source: string) => Path, fail: Fail): Operand {
  return parseOperand(text.startsWith('!@') ? text.slice(1) : text, parsePath, fail);
}

/** Whatever is no path, no quoted text and no regular expression is its own text. */
function parseOperand(text: string, parsePath: (source: string) => Path, fail: Fail): Operand {
  if (text.startsWith('$') || text.startsWith('@')) return { kind: 'path', path: parsePath(text) };
  if (text.startsWith("'") && text.endsWith("'")) {
    return text.length > 1 ? { kind: 'text', text: text.slice(1, -1) } : fail('a quote is not closed');
  }
  if (text.startsWith('/') && (text.endsWith('/') || text.endsWith('/i'))) {
    return { kind: 'regex', regex: parseRegex(text, fail) };
  }
  return { kind: 'text', text };
}

function parseRegex(text: string, fail: Fail): FilterRegex {
  const end = text.lastIndexOf('/');
  if (end === 0) fail('a regular expression is not closed');
  try {
    return new FilterRegex(text.slice(1, end), text.endsWith('i'));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}
