import { simpleLowerCase, simpleUpperCase } from './case-mapping.js';

export type CodePointPredicate = (codePoint: number) => boolean;

/** A set of code points, with a table for the first 256. */
export interface CodePointSet {
  readonly latin: Uint8Array;
  readonly has: CodePointPredicate;
}

export function codePointSet(has: CodePointPredicate): CodePointSet {
  const latin = new Uint8Array(256);
  for (let codePoint = 0; codePoint < 256; codePoint++) latin[codePoint] = has(codePoint) ? 1 : 0;
  return { latin, has };
}

export const range =
  (low: number, high: number): CodePointPredicate =>
  (codePoint) =>
    codePoint >= low && codePoint <= high;

export const negation =
  (has: CodePointPredicate): CodePointPredicate =>
  (codePoint) =>
    !has(codePoint);

export const intersection =
  (left: CodePointPredicate, right: CodePointPredicate): CodePointPredicate =>
  (codePoint) =>
    left(codePoint) && right(codePoint);

/** Matches what any of the predicates matches. */
export function union(predicates: readonly CodePointPredicate[]): CodePointPredicate {
  const [first, second] = predicates;
  if (first !== undefined && second === undefined) return first;
  return (codePoint) => {
    for (const has of predicates) if (has(codePoint)) return true;
    return false;
  };
}

/** Matches the code points of the list. */
export function oneOf(codePoints: readonly number[]): CodePointPredicate {
  const members = new Set(codePoints);
  return (codePoint) => members.has(codePoint);
}

const isAscii = (codePoint: number): boolean => codePoint < 128;
const isAsciiUpper = range(0x41, 0x5a);
const isAsciiLower = range(0x61, 0x7a);

export const asciiLowerCase = (codePoint: number): number => (isAsciiUpper(codePoint) ? codePoint + 32 : codePoint);
export const asciiUpperCase = (codePoint: number): number => (isAsciiLower(codePoint) ? codePoint - 32 : codePoint);

/** Upper case first, then lower case: the form in which Java compares letters whose case does not matter. */
export const foldCase = (codePoint: number): number => simpleLowerCase(simpleUpperCase(codePoint));

/** A range whose ASCII letters match in both cases. */
export function asciiCaseRange(low: number, high: number): CodePointPredicate {
  const within = range(low, high);
  return (codePoint) =>
    within(codePoint) ||
    (isAscii(codePoint) && (within(asciiUpperCase(codePoint)) || within(asciiLowerCase(codePoint))));
}

/** A range whose letters match in both cases. */
export function unicodeCaseRange(low: number, high: number): CodePointPredicate {
  const within = range(low, high);
  return (codePoint) => {
    if (within(codePoint)) return true;
    const upper = simpleUpperCase(codePoint);
    return within(upper) || within(simpleLowerCase(upper));
  };
}

/**
 * Remembers a predicate's answers in pages of 256 code points: Unicode properties are asked of JavaScript's own
 * regular expressions, which is too slow for each character of a long text.
 */
export function remembered(has: CodePointPredicate): CodePointPredicate {
  const pages: (Uint8Array | undefined)[] = [];
  return (codePoint) => {
    const page = codePoint >> 8;
    let known = pages[page];
    if (known === undefined) {
      known = new Uint8Array(256);
      for (let low = 0; low < 256; low++) known[low] = has((page << 8) | low) ? 1 : 0;
      pages[page] = known;
    }
    return known[codePoint & 255] === 1;
  };
}
