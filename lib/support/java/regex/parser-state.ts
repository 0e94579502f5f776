import type { PatternReader } from './pattern-reader.js';
import { JavaRegexLimitError } from './errors.js';

/** How deep groups and character classes may nest. Java has no such limit; its stack gives out at a few thousand. */
export const MAX_NESTING = 500;

/** What the parser gathers besides nodes. */
export class ParserState {
  groupCount = 0;
  readonly groupNames = new Map<string, number>();
  hasBackReference = false;
  /** Set too by each class that may hold code points above U+FFFF; see `ParsedRegex`. */
  hasSupplementary = false;
  private depth = 0;

  constructor(readonly reader: PatternReader) {}

  /** Parses one level deeper. */
  nested<T>(parse: () => T): T {
    if (++this.depth > MAX_NESTING) throw new JavaRegexLimitError('nesting', this.reader.pattern);
    const result = parse();
    this.depth--;
    return result;
  }

  /** A code point of the pattern's own text was read. */
  noteLiteral(codePoint: number): void {
    if (isSupplementary(codePoint)) this.hasSupplementary = true;
  }
}

/** Above U+FFFF, or half a surrogate pair. */
export function isSupplementary(codePoint: number): boolean {
  return codePoint > 0xffff || (codePoint >= 0xd800 && codePoint <= 0xdfff);
}
