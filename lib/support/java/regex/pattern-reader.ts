import { JavaRegexSyntaxError } from './errors.js';
import { Flag } from './flags.js';

const HASH = 0x23;

/**
 * A place in a pattern, moved the way Java moves it: in comments mode (`(?x)`) white space and comments are stepped over.
 * Past the end it reads zeros.
 */
export class PatternReader {
  cursor = 0;

  constructor(
    private readonly codePoints: readonly number[],
    readonly pattern: string,
    public flags: number,
  ) {}

  get length(): number {
    return this.codePoints.length;
  }

  get atEnd(): boolean {
    return this.cursor >= this.codePoints.length;
  }

  isSet(flag: number): boolean {
    return (this.flags & flag) !== 0;
  }

  /** The code point at an offset from the cursor, comments not considered. */
  at(offset: number): number {
    return this.codePoints[this.cursor + offset] ?? 0;
  }

  /** The code points from a place to the end. */
  from(start: number): readonly number[] {
    return this.codePoints.slice(start);
  }

  text(start: number, end: number): string {
    return this.codePoints
      .slice(start, end)
      .map((codePoint) => String.fromCodePoint(codePoint))
      .join('');
  }

  /** The next code point, not taken; in comments mode the cursor moves to it. */
  peek(): number {
    if (this.isSet(Flag.comments)) this.skipIgnored();
    return this.at(0);
  }

  /** Takes the next code point. */
  read(): number {
    if (this.isSet(Flag.comments)) this.skipIgnored();
    const codePoint = this.at(0);
    this.cursor++;
    return codePoint;
  }

  /** Leaves the current code point and peeks at the one after it. */
  next(): number {
    this.cursor++;
    return this.peek();
  }

  /** Leaves the current code point and looks at the one after it, comments not considered: what follows a backslash. */
  nextRaw(): number {
    this.cursor++;
    return this.at(0);
  }

  /** Leaves the current code point and takes the one after it, comments not considered. */
  skip(): number {
    const codePoint = this.at(1);
    this.cursor += 2;
    return codePoint;
  }

  unread(): void {
    this.cursor--;
  }

  expect(codePoint: number, description: string): void {
    if (this.read() !== codePoint) throw this.error(description);
  }

  error(description: string): JavaRegexSyntaxError {
    return new JavaRegexSyntaxError(description, this.cursor - 1, this.pattern);
  }

  private skipIgnored(): void {
    for (;;) {
      while (isSpace(this.at(0))) this.cursor++;
      if (this.at(0) !== HASH) return;
      while (!this.atEnd && !this.isLineSeparator(this.at(0))) this.cursor++;
    }
  }

  private isLineSeparator(codePoint: number): boolean {
    if (codePoint === 0x0a) return true;
    if (this.isSet(Flag.unixLines)) return false;
    return codePoint === 0x0d || codePoint === 0x85 || (codePoint | 1) === 0x2029;
  }
}

const isSpace = (codePoint: number): boolean => (codePoint >= 9 && codePoint <= 13) || codePoint === 32;
