import type { CodePointSet } from './code-point-set.js';

/** How often a quantified node repeats, and which of several ways it prefers. */
export type QuantifierMode = 'greedy' | 'lazy' | 'possessive';

/** Places that match without taking a character. */
export type AssertionKind =
  | 'begin-input'
  | 'begin-line'
  | 'begin-unix-line'
  | 'end-input'
  | 'end-input-or-final-line'
  | 'end-input-or-final-unix-line'
  | 'end-line'
  | 'end-unix-line'
  | 'last-match'
  | 'word-boundary'
  | 'not-word-boundary'
  | 'unicode-word-boundary'
  | 'not-unicode-word-boundary'
  | 'grapheme-boundary';

/** How letters of a back reference compare. */
export type CaseMode = 'exact' | 'ascii' | 'unicode';

/** A parsed pattern. */
export type RegexNode =
  | { readonly kind: 'empty' }
  /** Code points that must follow one another; `set` nodes stand for those whose case does not matter. */
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'set'; readonly set: CodePointSet }
  | { readonly kind: 'assertion'; readonly assertion: AssertionKind }
  | { readonly kind: 'line-ending' }
  | { readonly kind: 'grapheme' }
  | { readonly kind: 'back-reference'; readonly group: number; readonly caseMode: CaseMode }
  | { readonly kind: 'sequence'; readonly nodes: readonly RegexNode[] }
  | { readonly kind: 'alternation'; readonly branches: readonly RegexNode[] }
  | GroupNode
  | { readonly kind: 'atomic'; readonly body: RegexNode }
  | { readonly kind: 'look-ahead'; readonly negative: boolean; readonly body: RegexNode }
  | LookBehindNode
  | QuantifiedNode;

export interface GroupNode {
  readonly kind: 'group';
  /** The number of a capturing group. */
  readonly capture?: number;
  readonly body: RegexNode;
}

export interface LookBehindNode {
  readonly kind: 'look-behind';
  readonly negative: boolean;
  readonly body: RegexNode;
  /** Shortest and longest text before the place, in characters or in code points. */
  readonly minLength: number;
  readonly maxLength: number;
  readonly countsCodePoints: boolean;
}

export interface QuantifiedNode {
  readonly kind: 'quantified';
  readonly body: RegexNode;
  readonly min: number;
  /** `MAX_REPETITIONS` stands for no limit. */
  readonly max: number;
  readonly mode: QuantifierMode;
  /** Written `?`, which Java runs as a choice and not as a counted repetition. */
  readonly optional: boolean;
}

/** Java's largest int: no upper limit of a quantifier. */
export const MAX_REPETITIONS = 0x7fff_ffff;

/** A pattern with what the parser learned about it. */
export interface ParsedRegex {
  readonly root: RegexNode;
  /** Number of capturing groups, group 0 not counted. */
  readonly groupCount: number;
  readonly groupNames: ReadonlyMap<string, number>;
  readonly hasBackReference: boolean;
  /** A surrogate or a code point above U+FFFF may match: `find`, as it moves on, then does not stop inside a pair. */
  readonly hasSupplementary: boolean;
}
