import type { AssertionKind, CaseMode } from './ast.js';
import type { CodePointSet } from './code-point-set.js';

/**
 * One step of a compiled pattern. `next` is the index of the step that follows; a step without it is followed by the
 * next in the list. `slot` and the like are indexes of working numbers that the machine keeps for one match.
 */
export type Instruction =
  | { readonly op: 'character'; readonly unit: number; readonly text: string }
  | { readonly op: 'text'; readonly text: string }
  | { readonly op: 'set'; readonly set: CodePointSet }
  | { readonly op: 'assert'; readonly assertion: AssertionKind }
  | { readonly op: 'line-ending' }
  | { readonly op: 'grapheme' }
  | { readonly op: 'back-reference'; readonly group: number; readonly caseMode: CaseMode }
  | { readonly op: 'jump'; next: number }
  /** Goes on, and to `otherwise` when that fails. */
  | { readonly op: 'split'; otherwise: number }
  /** A set repeated. */
  | {
      readonly op: 'repeat-set';
      readonly set: CodePointSet;
      readonly min: number;
      readonly max: number;
      readonly mode: 'greedy' | 'lazy' | 'possessive';
    }
  | { readonly op: 'group-start'; readonly slot: number }
  | { readonly op: 'group-end'; readonly slot: number; readonly capture: number | undefined }
  /** Enters a loop whose body can be gone back into. */
  | { readonly op: 'enter-loop'; readonly loop: LoopPlan }
  /** The end of a round of such a loop. */
  | { readonly op: 'loop'; readonly loop: LoopPlan }
  /** Enters a loop whose rounds are each matched once and for all. */
  | { readonly op: 'enter-whole-loop'; readonly loop: WholeLoopPlan }
  | { readonly op: 'whole-loop'; readonly loop: WholeLoopPlan }
  /** What follows, up to `atomic-end`, is matched once and for all. */
  | { readonly op: 'atomic-start'; readonly heightSlot: number }
  | { readonly op: 'atomic-end'; readonly heightSlot: number }
  | LookStart
  | { readonly op: 'look-ahead-end'; readonly look: LookStart }
  | LookBehindStart
  | { readonly op: 'look-behind-end'; readonly look: LookBehindStart }
  | { readonly op: 'end' };

export interface LoopPlan {
  readonly min: number;
  readonly max: number;
  readonly lazy: boolean;
  /** Rounds begun; `undefined` when nothing depends on it. */
  readonly countSlot: number | undefined;
  /** Where the current round began. */
  readonly startSlot: number;
  /** Number of the record of places at which a further round is known to fail. */
  readonly record: number | undefined;
  /** First step of the body. */
  body: number;
  /** Step after the loop. */
  next: number;
}

export interface WholeLoopPlan {
  readonly min: number;
  readonly max: number;
  readonly mode: 'greedy' | 'lazy' | 'possessive';
  readonly capture: number | undefined;
  readonly countSlot: number;
  readonly startSlot: number;
  readonly heightSlot: number;
  body: number;
  next: number;
}

export interface LookStart {
  readonly op: 'look-ahead-start';
  readonly negative: boolean;
  readonly heightSlot: number;
  readonly positionSlot: number;
  next: number;
}

export interface LookBehindStart {
  readonly op: 'look-behind-start';
  readonly negative: boolean;
  readonly minLength: number;
  readonly maxLength: number;
  readonly countsCodePoints: boolean;
  readonly heightSlot: number;
  readonly positionSlot: number;
  next: number;
}

/** A compiled pattern. */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly slotCount: number;
  readonly recordCount: number;
  /** Number of capturing groups, group 0 not counted. */
  readonly groupCount: number;
  /** The shortest text that can match. */
  readonly minLength: number;
  /** Text that every match begins with, or empty. */
  readonly prefix: string;
  /** A match can only begin at the start of the input. */
  readonly anchored: boolean;
  /** A search never begins between the halves of a surrogate pair. */
  readonly skipsHalfPairs: boolean;
}
