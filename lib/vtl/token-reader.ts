import { VtlSyntaxError } from './errors.js';
import { Lexer, type SourceOrigin } from './lexer.js';
import type { VtlLimit } from './limits.js';
import { tokenText, type Token, type TokenKind } from './token.js';

/** The tokens of one template, with as much look-ahead as asked for. Tokens are read no earlier than needed. */
export class TokenReader {
  readonly lexer: Lexer;
  private readonly tokens: Token[] = [];
  private taken = 0;

  constructor(
    text: string,
    private readonly origin: SourceOrigin,
  ) {
    this.lexer = new Lexer(text, origin);
  }

  error(offset: number, detail: string, expected?: string, limit?: VtlLimit): VtlSyntaxError {
    return new VtlSyntaxError(this.origin.source, offset, detail, expected, limit);
  }

  /** What errors speak of. */
  get place(): SourceOrigin {
    return this.origin;
  }

  /** The number of tokens taken so far; the next one's index. */
  get index(): number {
    return this.taken;
  }

  /** The next token, or one further ahead. */
  peek(distance = 0): Token {
    for (;;) {
      const token = this.tokens[this.taken + distance];
      if (token !== undefined) return token;
      this.tokens.push(this.lexer.next());
    }
  }

  at(kind: TokenKind, distance = 0): boolean {
    return this.peek(distance).kind === kind;
  }

  take(): Token {
    const token = this.peek();
    this.taken++;
    return token;
  }

  /** Takes the next token if it is of a kind. */
  accept(kind: TokenKind): Token | undefined {
    return this.at(kind) ? this.take() : undefined;
  }

  skipWhiteSpace(): void {
    this.accept('white-space');
  }

  /**
   * Takes a token that must be of a kind.
   *
   * @param expected what it is for, in the words of the error
   * @param opener offset of what is left open when the template ends here
   */
  expect(kind: TokenKind, expected: string, opener: number): Token {
    return this.accept(kind) ?? this.fail(expected, opener);
  }

  /** Refuses the next token. */
  fail(expected: string, opener: number): never {
    const token = this.peek();
    if (token.kind === 'end-of-template') {
      throw this.error(opener, `reached the end of the template while looking for ${expected}`);
    }
    throw this.error(token.start, `found ${JSON.stringify(shorten(token.image))}`, expected);
  }

  /** Gives a token that was taken another image, as Velocity does with what stands before a reference's name. */
  replaceImage(index: number, image: string): void {
    const token = this.tokens[index];
    if (token !== undefined && token.image !== image) this.tokens[index] = { ...token, image };
  }

  /** The texts of tokens that were taken, as they print. */
  text(from: number, to: number): string {
    return this.tokens.slice(from, to).map(tokenText).join('');
  }

  /** The same without what was abandoned between tokens. */
  images(from: number, to: number): string {
    return this.tokens
      .slice(from, to)
      .map((token) => token.image)
      .join('');
  }

  /** Offset behind the last token taken. */
  get end(): number {
    return this.tokens[this.taken - 1]?.end ?? 0;
  }
}

function shorten(image: string): string {
  return image.length > 40 ? `${image.slice(0, 40)}…` : image;
}
