import { JavaList, JavaMap, type JavaValue } from '../support/java/collections.js';
import { isDefinite, type Filter, type Step } from './ast.js';
import { JsonPathEvaluationError } from './errors.js';
import { accepts } from './filter.js';
import { readItem, selectProperties } from './read-definite.js';
import { inapplicable, type Reading } from './reading.js';

/**
 * Takes a value to the rest of the path, which adds to the reading's results.
 *
 * @returns false when something was not found. That ends the whole reading, unless a wildcard over a list is above,
 *   which goes on with its next item.
 */
export type Visit = (value: JavaValue, reading: Reading) => boolean;

/** Compiles steps of which one at least is indefinite. */
export function compileVisit(steps: readonly Step[]): Visit {
  let next: Visit = addResult;
  let behindNext: Visit = addResult;
  for (let position = steps.length - 1; position >= 0; position--) {
    const visit = compileStep(steps, position, next, behindNext);
    behindNext = next;
    next = visit;
  }
  return next;
}

/** @param behindNext what comes behind the step behind this one, which only a scan needs */
function compileStep(steps: readonly Step[], position: number, next: Visit, behindNext: Visit): Visit {
  const step = steps[position];
  if (step === undefined) return next;
  switch (step.kind) {
    case 'properties':
      return visitProperties(step.names, position === steps.length - 1, skipsMissing(steps, position), next);
    case 'index':
      return visitIndexes([step.index], next);
    case 'indexes':
      return visitIndexes(step.indexes, next);
    case 'length-offset':
      return visitRange((length) => [length + step.offset, length + step.offset + 1], next);
    case 'slice-from':
      return visitRange((length) => [Math.max(0, step.from < 0 ? length + step.from : step.from), length], next);
    case 'slice-to':
      return visitRange((length) => [0, Math.min(length, step.to < 0 ? length + step.to : step.to)], next);
    case 'slice-between':
      return visitRange((length) => [step.from, Math.min(length, step.to)], next);
    case 'wildcard':
      return visitAll(next);
    case 'scan':
      return visitScan(steps[position + 1], next, position + 2 < steps.length ? behindNext : undefined);
    case 'filter':
      return visitAccepted(step.filter, next);
    case 'self':
      return next;
  }
}

function addResult(value: JavaValue, reading: Reading): boolean {
  reading.visit();
  reading.results.push(value);
  return true;
}

/**
 * Whether a missing property is passed over and not a failure: when it is not the last step and some step from the one
 * before it on is indefinite.
 */
function skipsMissing(steps: readonly Step[], position: number): boolean {
  return position < steps.length - 1 && !steps.slice(Math.max(0, position - 1)).every(isDefinite);
}

function visitProperties(names: readonly string[], isLast: boolean, skips: boolean, next: Visit): Visit {
  const [name] = names;
  return (value, reading) => {
    reading.visit();
    if (!(value instanceof JavaMap)) return false;
    if (names.length === 1 && name !== undefined) {
      const property = value.entries.get(name);
      return property === undefined ? skips : next(property, reading);
    }
    if (!isLast) throw inapplicable('Several names must be the last step', value);
    return next(selectProperties(names, value), reading);
  };
}

function visitIndexes(indexes: readonly number[], next: Visit): Visit {
  return (value, reading) =>
    indexes.every((index) => {
      reading.visit();
      const item = readItem(value, index);
      return item !== undefined && next(item, reading);
    });
}

/** @param bounds the first index and the one behind the last; one below zero is not found */
function visitRange(bounds: (length: number) => readonly [number, number], next: Visit): Visit {
  return (value, reading) => {
    reading.visit();
    if (!(value instanceof JavaList)) return readItem(value, 0) !== undefined;
    const [start, end] = bounds(value.items.length);
    for (let index = start; index < end; index++) {
      const item = value.items[index];
      if (item === undefined || !next(item, reading)) return false;
    }
    return true;
  };
}

function visitAll(next: Visit): Visit {
  return (value, reading) => {
    reading.visit();
    if (value instanceof JavaMap) {
      for (const property of value.entries.values()) if (!next(property, reading)) return false;
    } else if (value instanceof JavaList) {
      for (const item of value.items) next(item, reading);
    }
    return true;
  };
}

/** Yields a map that passes, not what is in it; of a list, the items that pass. */
function visitAccepted(filter: Filter | undefined, next: Visit): Visit {
  return (value, reading) => {
    if (value instanceof JavaMap) return !accepts(filter, value, reading) || next(value, reading);
    if (!(value instanceof JavaList)) throw inapplicable('A filter needs a map or a list', value);
    return value.items.every((item) => !accepts(filter, item, reading) || next(item, reading));
  };
}

/**
 * `..` and the step behind it, its target: visits each container before what it holds, and the target in those
 * that it fits.
 *
 * A list that fits a target with steps behind it is not given to the target: the step behind it gets each item, even
 * after `..[0]`.
 *
 * @param visitBehind what comes behind the target, unless it is the last step
 */
function visitScan(target: Step | undefined, visitTarget: Visit, visitBehind: Visit | undefined): Visit {
  if (target === undefined) {
    return () => {
      throw new JsonPathEvaluationError('IllegalStateException', 'a scan has no step behind it');
    };
  }
  const visitHere = (value: JavaMap | JavaList, reading: Reading): boolean =>
    value instanceof JavaMap || visitBehind === undefined
      ? visitTarget(value, reading)
      : value.items.every((item) => visitBehind(item, reading));
  const walk: Visit = (value, reading) => {
    reading.visit();
    if (!(value instanceof JavaMap || value instanceof JavaList)) return true;
    if (fits(target, value, reading) && !visitHere(value, reading)) return false;
    reading.descend();
    let found = true;
    for (const member of value instanceof JavaMap ? value.entries.values() : value.items) {
      found = walk(member, reading);
      if (!found) break;
    }
    reading.ascend();
    return found;
  };
  return walk;
}

function fits(target: Step, container: JavaMap | JavaList, reading: Reading): boolean {
  switch (target.kind) {
    case 'properties':
      return container instanceof JavaMap && target.names.every((name) => container.entries.has(name));
    case 'index':
    case 'indexes':
    case 'length-offset':
    case 'slice-from':
    case 'slice-to':
    case 'slice-between':
      return container instanceof JavaList;
    case 'wildcard':
      return true;
    case 'filter':
      return accepts(target.filter, container, reading);
    case 'scan':
    case 'self':
      return false;
  }
}
