import { MAX_REPETITIONS, type QuantifiedNode, type RegexNode } from './ast.js';

/** What Java knows of a part of a pattern before it runs: how long its text is, and whether it has only one way to match. */
export interface Study {
  readonly minLength: number;
  /** Meaningless unless `bounded`. A 32-bit int that may have overflowed, as in Java. */
  readonly maxLength: number;
  readonly bounded: boolean;
  readonly deterministic: boolean;
  /** The part of `maxLength` up to the last choice: Java looks for overflows only after it. */
  readonly settledLength: number;
}

const NOTHING: Study = { minLength: 0, maxLength: 0, bounded: true, deterministic: true, settledLength: 0 };
const ARBITRARY_LARGE_LENGTH = 0xfff_ffff;

/**
 * Lengths and determinism as Java 17 computes them.
 *
 * Observed: what look-behind groups Java 17 accepts, and how far back they look when lengths overflow
 * (`test/golden/java-regex`).
 *
 * @param before what stands before the node
 */
export function study(node: RegexNode, before: Study = NOTHING): Study {
  switch (node.kind) {
    case 'empty':
    case 'assertion':
    case 'look-ahead':
    case 'look-behind':
      return before;
    case 'grapheme':
      // Java does not count the characters of \X.
      return { ...before, deterministic: false };
    case 'literal':
      return lengthened(before, codePointCount(node.text));
    case 'set':
      return lengthened(before, 1);
    case 'line-ending':
      return { ...lengthened(before, 1), maxLength: (before.maxLength + 2) | 0 };
    case 'back-reference':
      return { ...before, bounded: false };
    case 'sequence':
      return node.nodes.reduce((known, child) => study(child, known), before);
    case 'alternation':
      return afterChoice(before, either(node.branches));
    case 'group':
      return study(node.body, before);
    case 'atomic':
      return { ...study(node.body, before), settledLength: before.settledLength };
    case 'quantified':
      return repeated(node, before);
  }
}

/** Whether Java repeats this group as a whole (`true`) or with a loop that can go back into each round. */
export function repeatsAsWhole(node: QuantifiedNode): boolean {
  return study(node.body).deterministic;
}

/** Whether a node takes exactly one code point. */
export function isOneCodePoint(node: RegexNode): boolean {
  return node.kind === 'set' || (node.kind === 'literal' && codePointCount(node.text) === 1);
}

function codePointCount(text: string): number {
  return Array.from(text).length;
}

function lengthened(before: Study, length: number): Study {
  return { ...before, minLength: before.minLength + length, maxLength: (before.maxLength + length) | 0 };
}

function afterChoice(before: Study, choice: Study): Study {
  const maxLength = (before.maxLength + choice.maxLength) | 0;
  return {
    minLength: before.minLength + choice.minLength,
    maxLength,
    bounded: before.bounded && choice.bounded,
    deterministic: false,
    settledLength: maxLength,
  };
}

function either(nodes: readonly RegexNode[]): Study {
  let minLength = MAX_REPETITIONS;
  let maxLength = -1;
  let bounded = true;
  for (const branch of nodes.map((node) => study(node))) {
    minLength = Math.min(minLength, branch.minLength);
    maxLength = Math.max(maxLength, branch.maxLength);
    bounded &&= branch.bounded;
  }
  return { ...NOTHING, minLength, maxLength, bounded };
}

function repeated(node: QuantifiedNode, before: Study): Study {
  if (node.optional && node.body.kind === 'group' && node.mode !== 'possessive') {
    return afterChoice(before, { ...study(node.body), minLength: 0 });
  }
  if (node.optional) {
    const { minLength, settledLength } = before;
    return { ...study(node.body, before), minLength, settledLength, deterministic: false };
  }
  if (isOneCodePoint(node.body) && node.mode === 'greedy' && node.max === MAX_REPETITIONS) {
    const minLength = before.minLength + node.min;
    return { ...before, minLength, maxLength: (before.maxLength + node.max) | 0, deterministic: false };
  }
  const body = study(node.body);
  // Java looks no further at a group that can match in several ways and is repeated.
  if (node.body.kind === 'group' && node.mode !== 'possessive' && !body.deterministic) {
    return { ...before, bounded: false, deterministic: false };
  }
  const minLength = (Math.imul(body.minLength, node.min) + before.minLength) | 0;
  const sinceChoice = (before.maxLength - before.settledLength) | 0;
  const longer = (Math.imul(body.maxLength, node.max) + sinceChoice) | 0;
  return {
    minLength: minLength < before.minLength ? ARBITRARY_LARGE_LENGTH : minLength,
    maxLength: (before.settledLength + longer) | 0,
    bounded: before.bounded && body.bounded && longer >= sinceChoice,
    deterministic: before.deterministic && body.deterministic && node.min === node.max,
    settledLength: before.settledLength,
  };
}
