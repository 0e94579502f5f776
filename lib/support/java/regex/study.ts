import { MAX_REPETITIONS, type QuantifiedNode, type RegexNode } from './ast.js';

/** What Java knows of a part of a pattern before it runs: how long its text is, and whether it has only one way to match. */
export interface Study {
  readonly minLength: number;
  /** Meaningless unless `bounded`. A 32-bit int that may have overflowed, as in Java. */
  readonly maxLength: number;
  readonly bounded: boolean;
  readonly deterministic: boolean;
}

const NOTHING: Study = { minLength: 0, maxLength: 0, bounded: true, deterministic: true };
/** Java stops looking at a repeated group that has several ways to match: no length is known from there on. */
const UNKNOWN: Study = { minLength: 0, maxLength: 0, bounded: false, deterministic: false };
const ARBITRARY_LARGE_LENGTH = 0xfff_ffff;

/**
 * Lengths and determinism as Java 17 computes them.
 *
 * Observed: what look-behind groups Java 17 accepts (`test/golden/java-regex`).
 */
export function study(node: RegexNode): Study {
  switch (node.kind) {
    case 'empty':
    case 'assertion':
    case 'look-ahead':
    case 'look-behind':
      return NOTHING;
    case 'literal': {
      const length = [...node.text].length;
      return { ...NOTHING, minLength: length, maxLength: length };
    }
    case 'set':
      return { ...NOTHING, minLength: 1, maxLength: 1 };
    case 'line-ending':
      return { ...NOTHING, minLength: 1, maxLength: 2 };
    case 'grapheme':
      return { ...NOTHING, minLength: 1, bounded: false };
    case 'back-reference':
      return { ...NOTHING, bounded: false };
    case 'sequence':
      return node.nodes.map(study).reduce(followedBy, NOTHING);
    case 'alternation':
      return either(node.branches.map(study));
    case 'group':
    case 'atomic':
      return study(node.body);
    case 'quantified':
      return repeated(node);
  }
}

/** Whether Java repeats this group as a whole (`true`) or with a loop that can go back into each round. */
export function repeatsAsWhole(node: QuantifiedNode): boolean {
  return study(node.body).deterministic;
}

function followedBy(first: Study, second: Study): Study {
  return {
    minLength: first.minLength + second.minLength,
    maxLength: (first.maxLength + second.maxLength) | 0,
    bounded: first.bounded && second.bounded,
    deterministic: first.deterministic && second.deterministic,
  };
}

function either(branches: readonly Study[]): Study {
  return {
    minLength: Math.min(...branches.map((branch) => branch.minLength)),
    maxLength: Math.max(...branches.map((branch) => branch.maxLength)),
    bounded: branches.every((branch) => branch.bounded),
    deterministic: false,
  };
}

function repeated(node: QuantifiedNode): Study {
  const body = study(node.body);
  if (node.optional) return { ...body, minLength: 0, deterministic: false };
  if (node.body.kind === 'group' && node.mode !== 'possessive' && !body.deterministic) return UNKNOWN;
  const unboundedSet =
    node.body.kind === 'set' && node.mode === 'greedy' && node.max === MAX_REPETITIONS && node.min <= 1;
  const minLength = Math.imul(body.minLength, node.min);
  const maxLength = Math.imul(body.maxLength, node.max);
  return {
    minLength: minLength < 0 ? ARBITRARY_LARGE_LENGTH : minLength,
    maxLength,
    bounded: body.bounded && !unboundedSet && maxLength >= 0,
    deterministic: body.deterministic && node.min === node.max,
  };
}
