/** The text is not of the later release's grammar. */
export class NotInGrammar extends Error {}

/** A text between two bounds with a position, as the later release's readers move through it. */
export class CharacterReader {
  /** The last offset that belongs to the text. */
  protected last: number;

  constructor(
    protected readonly text: string,
    protected at = 0,
  ) {
    this.last = text.length - 1;
  }

  protected refuse(): never {
    throw new NotInGrammar();
  }

  /** What stands beyond the last offset can still be looked at; beyond the whole text is the end of reading. */
  protected character(at = this.at): string {
    return this.text[at] ?? this.refuse();
  }

  protected inBounds(at = this.at): boolean {
    return at >= 0 && at <= this.last;
  }

  protected skipSpaces(): void {
    while (this.at < this.last && this.character() === ' ') this.at++;
  }

  protected trim(): void {
    this.skipSpaces();
    while (this.at < this.last && this.character(this.last) === ' ') this.last--;
  }

  /** The offset of the first character behind `at` that is no space; `last + 1` if there is none. */
  protected nextSignificant(at: number): number {
    let next = at + 1;
    while (next <= this.last && this.text[next] === ' ') next++;
    return next;
  }

  protected isNextSignificant(at: number, character: string): boolean {
    const next = this.nextSignificant(at);
    return next <= this.last && this.text[next] === character;
  }

  /** The next `quote` behind `at` without a backslash before it, or -1. */
  protected closingQuote(at: number, quote: string): number {
    for (let next = at + 1; next <= this.last; next++) {
      if (this.text[next] === '\\') next++;
      else if (this.text[next] === quote) return next;
    }
    return -1;
  }

  /** The character that closes the one at `start`, or -1; strings and, on demand, regular expressions are skipped. */
  protected closing(start: number, open: string, close: string, skipsRegex: boolean): number {
    let depth = 1;
    for (let at = start + 1; at <= this.last; at++) {
      if (this.character(at) === "'" || this.character(at) === '"') at = this.behindQuoted(at);
      if (skipsRegex && this.character(at) === '/') at = this.behindQuoted(at);
      if (this.character(at) === open) depth++;
      if (this.character(at) === close && --depth === 0) return at;
    }
    return -1;
  }

  private behindQuoted(at: number): number {
    const end = this.closingQuote(at, this.character(at));
    return end === -1 ? this.refuse() : end + 1;
  }
}

const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['r', '\r'],
  ['f', '\f'],
  ['t', '\t'],
  ['n', '\n'],
  ['b', '\b'],
]);

/**
 * Java's escapes in a quoted text: unknown ones stand for their character, and of `\u` with less than four characters
 * behind it nothing is left.
 *
 * @throws {NotInGrammar} where four characters behind `\u` are no number
 */
export function unescapeJava(text: string): string {
  return text.replace(/\\(?:u([^]{0,4})|([^]))/g, (_, digits: string | undefined, character: string) => {
    if (digits === undefined) return ESCAPED.get(character) ?? character;
    if (digits.length < 4) return '';
    if (!/^[-+]?[0-9a-fA-F]+$/.test(digits)) throw new NotInGrammar();
    return String.fromCharCode(Number.parseInt(digits, 16));
  });
}
