import type { FilterRegex } from './filter-regex.js';

/** A parsed path: the steps behind its `$` or `@`. */
export interface Path {
  /** `$`; in a filter, `@` stands for the item instead. */
  readonly fromRoot: boolean;
  readonly steps: readonly Step[];
}

export type Step =
  /** One name reads a property; none or several read a map of those that are there. */
  | { readonly kind: 'properties'; readonly names: readonly string[] }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  /** `[(@.length-1)]`: `offset`, nearly always negative, is added to the length. */
  | { readonly kind: 'length-offset'; readonly offset: number }
  /** A negative bound of a slice with one bound counts from the end. */
  | { readonly kind: 'slice-from'; readonly from: number }
  | { readonly kind: 'slice-to'; readonly to: number }
  | { readonly kind: 'slice-between'; readonly from: number; readonly to: number }
  /** `.*` and `[*]` mean the same, though the one is written for maps and the other for lists. */
  | { readonly kind: 'wildcard'; readonly inBrackets: boolean }
  | { readonly kind: 'scan' }
  /** Without filter it is `[?]`, which waits for one that no template can give. */
  | { readonly kind: 'filter'; readonly filter: Filter | undefined }
  /** A `$` behind a bracket, which stands for the value that it follows. */
  | { readonly kind: 'self' };

/**
 * Criteria joined by `&&` in groups joined by `||`, in the order in which they are tested: the last of the source
 * first. It decides between an answer and an error where a criterion throws.
 */
export interface Filter {
  readonly groups: readonly (readonly Criterion[])[];
}

export type Criterion =
  /** `@.a` and, where `expected` is false, `!@.a`. */
  | { readonly kind: 'exists'; readonly path: Path; readonly expected: boolean }
  | {
      readonly kind: 'comparison';
      readonly operator: ComparisonOperator;
      readonly left: Operand;
      readonly right: Operand;
    };

export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'regex'; readonly regex: FilterRegex };

/** In the order in which a criterion is searched for them, wherever they stand in it. */
export const COMPARISON_OPERATORS = ['==', '>=', '<=', '!=', '<', '>', '=~'] as const;

export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];

/** Whether a step leads to one value at most; a path is definite when all of its steps are. */
export function isDefinite(step: Step): boolean {
  switch (step.kind) {
    case 'properties':
    case 'index':
    case 'length-offset':
    case 'self':
      return true;
    case 'indexes':
    case 'slice-from':
    case 'slice-to':
    case 'slice-between':
    case 'wildcard':
    case 'scan':
    case 'filter':
      return false;
  }
}
