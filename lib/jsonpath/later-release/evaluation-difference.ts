import type { Criterion, Operand, Path, Step } from '../ast.js';

/**
 * What release 2.9.0 does otherwise with a path that both releases read alike.
 *
 * Where a document of the usual shape would be answered alike, and only one with a list in place of a map, a value of
 * another type or nothing at all would not, that is no difference here: else no index and no wildcard were without.
 *
 * Observed: jsonpath-facts sections 3 to 5.
 *
 * @returns a clause, or undefined
 */
export function evaluationDifference(steps: readonly Step[]): string | undefined {
  for (const [position, step] of steps.entries()) {
    const difference = stepDifference(step, steps.slice(position + 1));
    if (difference !== undefined) return difference;
  }
  return undefined;
}

const MISSING_BELOW = 'a match without what follows is skipped, not the end of the reading';
const FROM_THE_END = 'a negative index counts from the end';

function stepDifference(step: Step, rest: readonly Step[]): string | undefined {
  const [next, ...behindNext] = rest;
  switch (step.kind) {
    case 'index':
      return step.index < 0 ? FROM_THE_END : undefined;
    case 'indexes':
      return step.indexes.some((index) => index < 0)
        ? FROM_THE_END
        : 'of several indexes those beyond the list are skipped';
    case 'slice-between':
      if (step.from < 0 && step.from < step.to) return 'a slice with a negative start counts from the end';
      return behindNext.some(isIndex) ? MISSING_BELOW : undefined;
    case 'slice-from':
    case 'slice-to':
      return behindNext.some(isIndex) ? MISSING_BELOW : undefined;
    case 'properties':
      return step.names.length !== 1 && next !== undefined ? 'steps may follow several names' : undefined;
    case 'wildcard':
      return !step.inBrackets && (next?.kind === 'properties' || next?.kind === 'filter') ? MISSING_BELOW : undefined;
    case 'scan':
      return scanDifference(next, behindNext[0]);
    case 'filter':
      return rest.some(isIndex) ? MISSING_BELOW : criteriaDifference(step.filter?.groups.flat() ?? []);
    case 'length-offset':
    case 'self':
      return undefined;
  }
}

function isIndex({ kind }: Step): boolean {
  return kind === 'index' || kind === 'indexes';
}

function scanDifference(target: Step | undefined, behind: Step | undefined): string | undefined {
  if (target === undefined) return undefined;
  if (isIndex(target)) return 'a scan skips lists that have no such index';
  if (behind === undefined) return undefined;
  if (target.kind === 'wildcard') return behind.kind === 'scan' ? undefined : MISSING_BELOW;
  return target.kind === 'properties' && (behind.kind === 'properties' || isIndex(behind)) ? MISSING_BELOW : undefined;
}

function criteriaDifference(criteria: readonly Criterion[]): string | undefined {
  for (const criterion of criteria) {
    const difference = criterionDifference(criterion);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function criterionDifference(criterion: Criterion): string | undefined {
  const paths = criterion.kind === 'exists' ? [criterion.path] : [criterion.left, criterion.right].flatMap(pathsOf);
  if (paths.some((path) => evaluationDifference(path.steps) === FROM_THE_END)) return FROM_THE_END;
  if (criterion.kind === 'exists') {
    const isNegatedItem = !criterion.expected && criterion.path.steps.length === 0;
    return isNegatedItem ? 'null is a value that is present' : undefined;
  }
  const { operator, left, right } = criterion;
  if (left.kind === 'path' || right.kind === 'path') {
    if (operator === '!=') return 'a missing property is unequal to everything';
    if (operator === '=~')
      return right.kind === 'regex' || left.kind === 'regex'
        ? undefined
        : 'a side of =~ that is no regular expression matches nothing';
    if (left.kind === 'text') return 'a literal may stand on the left';
    if (operator !== '==' && isWord(right)) return 'order is only between numbers and between strings';
  }
  return undefined;
}

function pathsOf(operand: Operand): readonly Path[] {
  return operand.kind === 'path' ? [operand.path] : [];
}

/** A literal that is no number. */
function isWord(operand: Operand): boolean {
  return operand.kind === 'text' && !/^[-+]?[\d.]/.test(operand.text);
}
