import type { JavaBigDecimal } from '../../support/java/numbers.js';
import type { JavaRegex } from '../../support/java/regex/index.js';
import type { Step } from '../ast.js';

/** A path as release 2.9.0 reads it: the steps behind its `$` or `@`. */
export interface LaterPath {
  /** `$`; in a filter, `@` stands for the item instead. */
  readonly fromRoot: boolean;
  readonly steps: readonly LaterStep[];
}

export type LaterStep =
  | SharedStep
  | { readonly kind: 'filter'; readonly filter: LaterFilter }
  | { readonly kind: 'function'; readonly name: string; readonly arguments: readonly LaterArgument[] };

/** Steps that both releases have, though they do not always lead to the same values. */
type SharedStep = Exclude<Step, { readonly kind: 'filter' | 'length-offset' | 'self' }>;

export type LaterArgument =
  | { readonly kind: 'path'; readonly path: LaterPath }
  /** The text of a value, which is parsed when a function wants it. */
  | { readonly kind: 'json'; readonly text: string };

export type LaterFilter =
  | { readonly kind: 'or' | 'and'; readonly parts: readonly LaterFilter[] }
  | { readonly kind: 'not'; readonly part: LaterFilter }
  /** `@.a` and, where `expected` is false, `!@.a`. */
  | { readonly kind: 'presence'; readonly path: LaterPath; readonly expected: boolean }
  | {
      readonly kind: 'comparison';
      readonly operator: LaterOperator;
      readonly left: LaterOperand;
      readonly right: LaterOperand;
    };

export type LaterOperand = { readonly kind: 'path'; readonly path: LaterPath } | LaterLiteral;

export type LaterLiteral =
  | { readonly kind: 'string'; readonly text: string }
  /** `text` is the number as written. */
  | { readonly kind: 'number'; readonly text: string; readonly number: JavaBigDecimal }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  /** The text between brackets or braces, which need not be JSON. */
  | { readonly kind: 'json'; readonly text: string }
  | { readonly kind: 'regex'; readonly pattern: string; readonly flags: string; readonly regex: JavaRegex };

export const LATER_OPERATORS = [
  ...(['==', '!=', '<', '<=', '>', '>=', '=~', '===', '!=='] as const),
  ...(['in', 'nin', 'contains', 'all', 'size', 'exists', 'type', 'matches'] as const),
  ...(['empty', 'subsetof', 'anyof', 'noneof'] as const),
] as const;

/** Words are written in any case. */
export type LaterOperator = (typeof LATER_OPERATORS)[number];

/** Whether a path leads to one value, which is the answer; of any other the answer is a list. */
export function isDefinitePath({ steps }: LaterPath): boolean {
  return steps.every((step, position) => isDefinite(step, position === steps.length - 1));
}

/** Several names are definite only as the last step, where they make one map. */
export function isDefinite(step: LaterStep, isLast: boolean): boolean {
  return step.kind === 'properties' ? isLast || step.names.length === 1 : ['index', 'function'].includes(step.kind);
}
