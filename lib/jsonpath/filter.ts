import type { JavaValue } from '../support/java/collections.js';
import { printJava } from '../support/java/text.js';
import type { ComparisonOperator, Criterion, Filter, Operand, Path } from './ast.js';
import { compareValues, type Comparand } from './compare.js';
import { JsonPathEvaluationError } from './errors.js';
import { FilterRegex } from './filter-regex.js';
import { readDefinite } from './read-definite.js';
import type { Reading } from './reading.js';

/**
 * Whether a value passes a filter.
 *
 * Observed: docs/aws/jsonpath.md section 4.
 *
 * @throws {JsonPathEvaluationError}
 */
export function accepts(filter: Filter | undefined, item: JavaValue, reading: Reading): boolean {
  reading.visit();
  if (filter === undefined) throw new JsonPathEvaluationError('NullPointerException', '[?] stands for no filter');
  return filter.groups.some((group) => group.every((criterion) => holds(criterion, item, reading)));
}

function holds(criterion: Criterion, item: JavaValue, reading: Reading): boolean {
  reading.visit();
  if (criterion.kind === 'exists') {
    const found = readDefinite(criterion.path.steps, item, true);
    return (found !== undefined && found !== null) === criterion.expected;
  }
  const left = operandValue(criterion.left, item, reading);
  if (left === undefined) return false;
  const right = operandValue(criterion.right, item, reading);
  if (right === undefined) return false;
  return criterion.operator === '=~' ? matches(left, right) : isOrdered(criterion.operator, left, right);
}

/** @returns undefined for a path that leads nowhere, which fails every comparison */
function operandValue(operand: Operand, item: JavaValue, reading: Reading): Comparand | undefined {
  switch (operand.kind) {
    case 'path':
      return operand.path.fromRoot ? rootValue(operand.path, reading) : readDefinite(operand.path.steps, item, false);
    case 'text':
      return operand.text;
    case 'regex':
      return operand.regex;
  }
}

function rootValue(path: Path, reading: Reading): JavaValue | undefined {
  if (!reading.rootValues.has(path)) reading.rootValues.set(path, readDefinite(path.steps, reading.root, false));
  return reading.rootValues.get(path);
}

function isOrdered(operator: Exclude<ComparisonOperator, '=~'>, model: Comparand, expected: Comparand): boolean {
  const order = compareValues(expected, model);
  if (order === undefined) return false;
  if (operator === '==') return order === 0;
  if (operator === '!=') return order !== 0;
  if ((expected === null) !== (model === null)) return false;
  switch (operator) {
    case '<':
      return order > 0;
    case '<=':
      return order >= 0;
    case '>':
      return order < 0;
    case '>=':
      return order <= 0;
  }
}

/** Either side may be the regular expression; it must match the whole text of the other. */
function matches(left: Comparand, right: Comparand): boolean {
  if (left instanceof FilterRegex) return right !== null && left.matchesWhole(printComparand(right));
  if (right instanceof FilterRegex) return left !== null && right.matchesWhole(printComparand(left));
  if (right !== null) throw new JsonPathEvaluationError('ClassCastException', 'the right side of =~ is no regex');
  if (left !== null) throw new JsonPathEvaluationError('NullPointerException', 'the right side of =~ is null');
  return false;
}

/** Java's `toString()`. */
function printComparand(value: Comparand): string {
  return value instanceof FilterRegex ? value.pattern : printJava(value);
}
