import { equalJava } from '../../support/java/equality.js';
import { JavaList, type JavaValue } from '../../support/java/collections.js';
import { printBigDecimal } from '../../support/java/numbers.js';
import type { JavaRegex } from '../../support/java/regex/index.js';
import type { WorkMeter } from '../../support/java/work-meter.js';
import { compareDecimals } from '../compare.js';
import { JsonPathEvaluationError } from '../errors.js';
import type { LaterOperator } from './ast.js';
import { areEqual, itemsOf, type FilterValue } from './filter-value.js';
import { intValue } from './number-value.js';

type Operator = (left: FilterValue, right: FilterValue, meter: WorkMeter) => boolean;

/**
 * The operators of filters.
 *
 * Observed: jsonpath-facts section 5. Of `exists`, `type`, `matches` and `all` the right side is what only a Java
 * program can give.
 */
export const OPERATORS: Readonly<Record<LaterOperator, Operator>> = {
  '==': equals,
  '!=': (left, right, meter) => !equals(left, right, meter),
  '===': equalsInKind,
  '!==': (left, right, meter) => !equalsInKind(left, right, meter),
  '<': (left, right) => order(left, right) < 0,
  '<=': (left, right) => order(left, right) <= 0,
  '>': (left, right) => order(left, right) > 0,
  '>=': (left, right) => order(left, right) >= 0,
  '=~': matches,
  in: isIn,
  nin: (left, right, meter) => !isIn(left, right, meter),
  contains,
  all: refuse,
  size: hasSize,
  exists: isBoth,
  type: refuse,
  matches: refuse,
  empty: isEmpty,
  subsetof: (left, right, meter) =>
    compareLists(left, right, meter, (items, others) => items.every((item) => holds(others, item, meter))),
  anyof: (left, right, meter) =>
    compareLists(left, right, meter, (items, others) => items.some((item) => holds(others, item, meter))),
  noneof: (left, right, meter) =>
    compareLists(left, right, meter, (items, others) => !items.some((item) => holds(others, item, meter))),
};

function refuse(): never {
  throw new JsonPathEvaluationError('InvalidPathException', 'an operator does not take such a value');
}

function equals(left: FilterValue, right: FilterValue, meter: WorkMeter): boolean {
  if (left.kind === 'json' && right.kind === 'json') return equalJava(left.raw, right.parse(), meter);
  return areEqual(left, right, meter);
}

function equalsInKind(left: FilterValue, right: FilterValue, meter: WorkMeter): boolean {
  return left.kind === right.kind && equals(left, right, meter);
}

/** Not-a-number, for which no comparison holds, for all but two numbers or two strings. */
function order(left: FilterValue, right: FilterValue): number {
  if (left.kind === 'number' && right.kind === 'number') return compareDecimals(left.number, right.number);
  if (left.kind === 'string' && right.kind === 'string') {
    return left.text < right.text ? -1 : left.text > right.text ? 1 : 0;
  }
  return Number.NaN;
}

/** Either side may be the regular expression; of a list any item may match. */
function matches(left: FilterValue, right: FilterValue, meter: WorkMeter): boolean {
  if (left.kind === 'regex') return right.kind !== 'regex' && matchesRegex(left.regex, right, meter);
  return right.kind === 'regex' && matchesRegex(right.regex, left, meter);
}

function matchesRegex(regex: JavaRegex, value: FilterValue, meter: WorkMeter): boolean {
  const items = value.kind === 'json' ? itemsOf(value, meter) : undefined;
  return (items ?? [value]).some((item) => regex.matches(textOf(item)));
}

function textOf(value: FilterValue): string {
  if (value.kind === 'string') return value.text;
  if (value.kind === 'number') return printBigDecimal(value.number);
  return value.kind === 'boolean' ? String(value.value) : '';
}

function isIn(left: FilterValue, right: FilterValue, meter: WorkMeter): boolean {
  const items = itemsOf(right, meter);
  return items !== undefined && holds(items, left, meter);
}

function contains(left: FilterValue, right: FilterValue, meter: WorkMeter): boolean {
  if (left.kind === 'string') return right.kind === 'string' && left.text.includes(right.text);
  const items = left.kind === 'json' ? itemsOf(left, meter) : undefined;
  return items !== undefined && holds(items, right, meter);
}

function holds(items: readonly FilterValue[], value: FilterValue, meter: WorkMeter): boolean {
  meter.spend(items.length);
  return items.some((item) => areEqual(value, item, meter));
}

/** The size of a map is -1. */
function hasSize(left: FilterValue, right: FilterValue): boolean {
  if (right.kind !== 'number') return false;
  const size = intValue(right.number);
  if (left.kind === 'string') return left.text.length === size;
  if (left.kind !== 'json') return false;
  const value = left.parse();
  return size === (value instanceof JavaList ? value.items.length : -1);
}

function isBoth(left: FilterValue, right: FilterValue): boolean {
  if (left.kind === 'boolean' && right.kind === 'boolean') return left.value === right.value;
  if (left.kind === 'boolean' || right.kind === 'boolean') return refuse();
  throw new JsonPathEvaluationError('JsonPathException', 'neither side of "exists" is a boolean');
}

function isEmpty(left: FilterValue, right: FilterValue): boolean {
  if (left.kind !== 'string' && left.kind !== 'json') return false;
  const size = left.kind === 'string' ? left.text.length : listSize(left.parse());
  return right.kind === 'boolean' ? (size === 0) === right.value : refuse();
}

function listSize(value: JavaValue): number {
  if (value instanceof JavaList) return value.items.length;
  throw new JsonPathEvaluationError('ClassCastException', 'the left side of "empty" is a map');
}

/** Of the right side first. */
function compareLists(
  left: FilterValue,
  right: FilterValue,
  meter: WorkMeter,
  test: (items: readonly FilterValue[], others: readonly FilterValue[]) => boolean,
): boolean {
  const others = itemsOf(right, meter);
  const items = others === undefined ? undefined : itemsOf(left, meter);
  return others !== undefined && items !== undefined && test(items, others);
}
