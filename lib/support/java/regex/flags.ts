/** Flags of a pattern, as options of `compileRegex`. All are off by default. */
export interface JavaRegexFlags {
  /** `(?i)`: ASCII letters match whatever their case. */
  readonly caseInsensitive?: boolean;
  /** `(?m)`: `^` and `$` match at line terminators. */
  readonly multiline?: boolean;
  /** `(?s)`: `.` matches line terminators. */
  readonly dotAll?: boolean;
  /** `(?u)`: with `caseInsensitive`, all letters match whatever their case. */
  readonly unicodeCase?: boolean;
  /** `(?d)`: only `\n` is a line terminator. */
  readonly unixLines?: boolean;
  /** `(?x)`: white space and `#` comments in the pattern are skipped. */
  readonly comments?: boolean;
  /** `(?U)`: `\w`, `\d`, `\p{Alpha}` and the like know Unicode; implies `unicodeCase`. */
  readonly unicodeCharacterClass?: boolean;
  /** The pattern is text, not syntax. */
  readonly literal?: boolean;
}

/** One bit a flag, as the parser keeps them. */
export const Flag = {
  unixLines: 1,
  caseInsensitive: 2,
  comments: 4,
  multiline: 8,
  literal: 16,
  dotAll: 32,
  unicodeCase: 64,
  unicodeCharacterClass: 256,
} as const;

/** The bits of the flags that are set. */
export function flagBits(flags: JavaRegexFlags): number {
  let bits = 0;
  for (const name of Object.keys(Flag) as (keyof typeof Flag)[]) {
    if (flags[name] === true) bits |= Flag[name];
  }
  return (bits & Flag.unicodeCharacterClass) !== 0 ? bits | Flag.unicodeCase : bits;
}

/** The letter of an inline flag, `(?i)`; `c`, canonical equivalence, is read and has no effect. */
export function inlineFlagBits(letter: string): number | undefined {
  switch (letter) {
    case 'i':
      return Flag.caseInsensitive;
    case 'm':
      return Flag.multiline;
    case 's':
      return Flag.dotAll;
    case 'd':
      return Flag.unixLines;
    case 'u':
      return Flag.unicodeCase;
    case 'c':
      return 0;
    case 'x':
      return Flag.comments;
    case 'U':
      return Flag.unicodeCharacterClass | Flag.unicodeCase;
    default:
      return undefined;
  }
}
