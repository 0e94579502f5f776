import {
  asciiCaseRange,
  asciiLowerCase,
  asciiUpperCase,
  foldCase,
  oneOf,
  range,
  unicodeCaseRange,
} from './code-point-set.js';
import type { CodePointPredicate } from './code-point-set.js';
import { simpleUpperCase } from './case-mapping.js';
import { Flag } from './flags.js';

/** One character under the flags in force, or `undefined` when only the character itself matches. */
export function caseVariants(codePoint: number, flags: number): CodePointPredicate | undefined {
  if ((flags & Flag.caseInsensitive) === 0) return undefined;
  if ((flags & Flag.unicodeCase) !== 0) {
    const upper = simpleUpperCase(codePoint);
    const folded = foldCase(codePoint);
    if (upper === folded) return undefined;
    return (candidate) => candidate === folded || foldCase(candidate) === folded;
  }
  const lower = asciiLowerCase(codePoint);
  const upper = asciiUpperCase(codePoint);
  return lower === upper ? undefined : oneOf([lower, upper]);
}

/** One character of a character class. */
export function singleCharacter(codePoint: number, flags: number): CodePointPredicate {
  return caseVariants(codePoint, flags) ?? ((candidate) => candidate === codePoint);
}

/** A range of a character class, `a-z`. */
export function characterRange(low: number, high: number, flags: number): CodePointPredicate {
  if ((flags & Flag.caseInsensitive) === 0) return range(low, high);
  return (flags & Flag.unicodeCase) !== 0 ? unicodeCaseRange(low, high) : asciiCaseRange(low, high);
}

/** `.` under the flags in force. */
export function anyCharacter(flags: number): CodePointPredicate {
  if ((flags & Flag.dotAll) !== 0) return () => true;
  if ((flags & Flag.unixLines) !== 0) return (codePoint) => codePoint !== 0x0a;
  return (codePoint) => codePoint !== 0x0a && codePoint !== 0x0d && codePoint !== 0x85 && (codePoint | 1) !== 0x2029;
}
