import { VtlSyntaxError } from './errors.js';
import type { Token, TokenKind } from './token.js';

/**
 * Where the lexer is. Velocity's tokens depend on it, and its white-space rules follow from it.
 *
 * | state | inside |
 * | --- | --- |
 * | `text` | text |
 * | `reference` | a reference's name: `$a` |
 * | `member` | a reference behind a dot: `$a.b` |
 * | `arguments` | a method's parentheses: `$a.b(` |
 * | `index` | brackets: `$a[` |
 * | `directive-name` | behind `#` |
 * | `directive` | a directive's parentheses |
 * | `line-comment`, `block-comment`, `doc-comment`, `text-block` | `##`, `#*`, `#**`, `#[[` |
 */
type LexerState =
  | 'text'
  | 'reference'
  | 'member'
  | 'arguments'
  | 'index'
  | 'directive-name'
  | 'directive'
  | 'line-comment'
  | 'block-comment'
  | 'doc-comment'
  | 'text-block';

/** The template that errors speak of: the text itself, or what holds it as a string or evaluates it. */
export interface SourceOrigin {
  readonly source: string;
  readonly offsetOf: (index: number) => number;
}

interface SavedState {
  readonly state: LexerState;
  readonly opened: number;
  readonly closed: number;
}

const NO_TOKENS: readonly string[] = [];

// All sticky: each is tried at one offset only.
const BACKSLASHES = /\\*/y;
const TEXT = /[^$#\\]+/y;
const SET = /[ \t]*#(?:set|\{set\}) *\(/y;
const REFERENCE_START = /\\*\$(?:\\*!)?/y;
const DIRECTIVE_NAME = /#(?:[A-Za-z_@][A-Za-z0-9_@]*|\{[A-Za-z_][A-Za-z0-9_@]*\})/y;
const EMPTY_INDEX = /\$(?:\\?!)?\[|\$\./y;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_-]*/y;
const WORD = /[A-Za-z_@][A-Za-z0-9_@]*/y;
const BRACED_WORD = /\{[A-Za-z_][A-Za-z0-9_@]*\}/y;
const WHITE_SPACE = /[ \t\n\r]+/y;
const TRUE_OR_FALSE = /true|false/y;
const FLOAT = /-?(?:[0-9]+\.[0-9]*(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+)/y;
const INTEGER = /-?[0-9]+(?:\.\.)?/y;
const LINE_END = /\r\n|\n|\r/y;
const REST_OF_DIRECTIVE_LINE = /(?:[ \t]*(?:\r\n|\n|\r))?/y;
const OPERATOR = /&&|\|\||<=|>=|==|!=|[<>!=+*/%-]/y;

const WORD_OPERATORS: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ['and', '&&'],
  ['or', '||'],
  ['lt', '<'],
  ['le', '<='],
  ['gt', '>'],
  ['ge', '>='],
  ['eq', '=='],
  ['ne', '!='],
  ['not', '!'],
]);

const PUNCTUATION: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ['[', 'left-bracket'],
  [']', 'right-bracket'],
  [',', 'comma'],
  [':', 'colon'],
  ['{', 'left-curly'],
  ['}', 'right-curly'],
]);

/** Directives that the grammar itself knows; `#{if}` is `#if`. */
const KEYWORDS: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ['if', 'if'],
  ['{if}', 'if'],
  ['elseif', 'elseif'],
  ['{elseif}', 'elseif'],
  ['else', 'else'],
  ['{else}', 'else'],
  ['end', 'end'],
  ['{end}', 'end'],
]);

/**
 * Splits a template into tokens, one at a time, as Velocity 1.7 does: a machine with a stack of states in which the
 * longest token wins, and that knows nothing of grammar. The parser tells it two things only: that a directive's name is
 * followed by parentheses or not, and that a `#set` is over.
 *
 * Observed: test/conformance/vtl (text, space, comment, escape, ref). Whatever looks odd here (a word right behind
 * `$a#set(...)` that counts as a name, `#` lost before an escaped directive) is what Velocity does.
 */
export class Lexer {
  private position = 0;
  private state: LexerState = 'text';
  private readonly stack: SavedState[] = [];
  /** Parentheses seen in the present state. */
  private opened = 0;
  private closed = 0;
  private inSet = false;
  private inComment = false;
  /** Where the beginning of an unfinished token is: a `$`, a `#`. */
  private started = -1;
  private abandoned: string[] = [];
  /** Where the backslashes end that were counted last. */
  private backslashesEnd = 0;

  constructor(
    private readonly source: string,
    private readonly origin: SourceOrigin,
  ) {}

  /**
   * The next token, `end-of-template` for ever at the end.
   *
   * @throws {VtlSyntaxError} where no token fits
   */
  next(): Token {
    for (;;) {
      if (this.position >= this.source.length) {
        if (this.started >= 0) throw this.unexpectedEnd();
        return this.make('end-of-template', this.position, this.position);
      }
      const token = this.step();
      if (token !== undefined) return token;
    }
  }

  /** Whether a directive's name is followed by blanks, line ends and an opening parenthesis. */
  parenthesisFollows(): boolean {
    const { source } = this;
    let i = this.position;
    while (' \t\n\r'.includes(source.charAt(i)) && i < source.length) i++;
    return source.charAt(i) === '(';
  }

  enterDirective(): void {
    this.state = 'directive';
  }

  leaveDirective(): void {
    this.pop();
  }

  endSet(): void {
    this.inSet = false;
  }

  /** Reads one token, or a part of one, or something that is skipped. */
  private step(): Token | undefined {
    switch (this.state) {
      case 'text':
        return this.stepText();
      case 'reference':
      case 'member':
        return this.stepReference();
      case 'arguments':
      case 'index':
        return this.stepArguments();
      case 'directive-name':
        return this.stepDirectiveName();
      case 'directive':
        return this.stepDirective();
      default:
        return this.stepComment();
    }
  }

  private stepText(): Token | undefined {
    switch (this.source.charAt(this.position)) {
      case '$':
        return this.emptyIndex() ?? this.beginReference();
      case '#':
        return this.set() ?? this.lineComment() ?? this.beginDirective();
      case '\\':
        return this.backslashes();
      default:
        return this.set() ?? this.take('text', this.length(TEXT));
    }
  }

  /** An escaped reference or directive, or else backslashes: pairs as long as there are two. */
  private backslashes(): Token | undefined {
    const { source, position } = this;
    // Remembered, or a long row of them would be counted again and again.
    if (this.backslashesEnd <= position) this.backslashesEnd = position + this.length(BACKSLASHES);
    const count = this.backslashesEnd - position;
    const next = source.charAt(this.backslashesEnd);
    if (next === '$') return this.beginReference();
    if (next === '#' && count % 2 === 1) {
      const length = this.length(DIRECTIVE_NAME, count);
      if (length > 0) return this.take('escaped-directive', count + length);
    }
    return count > 1 ? this.take('double-escape', 2) : this.take('escape', 1);
  }

  private stepReference(): Token | undefined {
    const character = this.source.charAt(this.position);
    switch (character) {
      case '$':
        if (this.state === 'reference') return this.emptyIndex() ?? this.beginReference();
        return this.beginReference();
      case '\\':
        if (this.source.charAt(this.position + this.length(BACKSLASHES)) === '$') return this.beginReference();
        return this.abandon();
      case '#':
        return this.set() ?? (this.state === 'reference' ? this.lineComment() : undefined) ?? this.beginDirective();
      case ' ':
      case '\t':
        return this.set() ?? this.abandon();
      case '[': {
        const token = this.take('index-open', 1);
        this.push();
        this.state = 'index';
        return token;
      }
      case '(': {
        if (this.state === 'reference') return this.abandon();
        const token = this.take('left-parenthesis', 1);
        this.opened++;
        this.state = 'arguments';
        return token;
      }
      case '{':
        return this.take('left-brace', 1);
      case '}': {
        const token = this.take('right-brace', 1);
        this.pop();
        return token;
      }
      case '.':
        return this.dot() ?? this.abandon();
      default:
        return this.name() ?? this.abandon();
    }
  }

  /** Between a method's parentheses or an index' brackets. */
  private stepArguments(): Token | undefined {
    const character = this.source.charAt(this.position);
    const isIndex = this.state === 'index';
    switch (character) {
      case '$':
      case '\\':
        if (this.length(REFERENCE_START) > 0) return this.beginReference();
        break;
      case '#':
        return (isIndex ? undefined : this.set()) ?? this.beginDirective();
      case ' ':
      case '\t':
      case '\n':
      case '\r': {
        const set = isIndex ? undefined : this.set();
        return set ?? this.take('white-space', this.length(WHITE_SPACE));
      }
      case '"':
      case "'":
        return this.string();
      case ']':
        if (isIndex) {
          const token = this.take('index-close', 1);
          this.pop();
          return token;
        }
        break;
      case ')':
        if (!isIndex) {
          const token = this.take('arguments-close', 1);
          // Not the state below: calls chain, `$a.b().c()`.
          this.state = 'reference';
          return token;
        }
        break;
    }
    const number = this.number();
    if (number !== undefined) return number;
    if (isIndex) {
      const length = this.length(TRUE_OR_FALSE);
      if (length > 0) return this.take(character === 't' ? 'true' : 'false', length);
      throw this.unexpectedCharacter('a string, a whole number or a reference between the brackets');
    }
    const token = this.punctuation() ?? this.dot() ?? this.name();
    if (token === undefined) throw this.unexpectedCharacter('an argument or the closing parenthesis');
    return token;
  }

  private stepDirectiveName(): Token | undefined {
    const character = this.source.charAt(this.position);
    if (character === '$') return this.beginReference();
    if (character === '\\' && this.length(REFERENCE_START) > 0) return this.beginReference();
    if (character === '#') return this.lineComment() ?? this.beginDirective();
    const number = this.number();
    if (number !== undefined) return number;
    const length = Math.max(this.length(WORD), this.length(BRACED_WORD));
    if (length === 0) return this.abandon();
    const kind = KEYWORDS.get(this.source.slice(this.position, this.position + length));
    switch (kind) {
      case undefined:
        return this.take(character === '{' ? 'braced-word' : 'word', length);
      case 'end':
      case 'else': {
        const token = this.take(kind, length + this.length(REST_OF_DIRECTIVE_LINE, length));
        this.pop();
        return token;
      }
      default:
        this.state = 'directive';
        return this.take(kind, length);
    }
  }

  private stepDirective(): Token | undefined {
    const character = this.source.charAt(this.position);
    switch (character) {
      case '$':
        return this.beginReference();
      case '\\':
        if (this.length(REFERENCE_START) > 0) return this.beginReference();
        break;
      case '#':
        return this.lineComment() ?? this.beginDirective();
      case ' ':
      case '\t':
      case '\n':
      case '\r':
        return this.take('white-space', this.length(WHITE_SPACE));
      case '"':
      case "'":
        return this.string();
      case '(': {
        const token = this.take('left-parenthesis', 1);
        this.opened++;
        return token;
      }
      case ')': {
        const token = this.take('right-parenthesis', 1 + this.length(REST_OF_DIRECTIVE_LINE, 1));
        this.closeParenthesis();
        return token;
      }
    }
    const number = this.number();
    if (number !== undefined) return number;
    const length = this.length(WORD);
    if (length > 0) {
      const word = this.source.slice(this.position, this.position + length);
      if (word === 'true' || word === 'false') return this.take(word, length);
      return this.take(WORD_OPERATORS.get(word) ?? 'word', length);
    }
    const braced = this.length(BRACED_WORD);
    if (braced > 0) return this.take('braced-word', braced);
    const operator = this.length(OPERATOR);
    if (operator > 0) {
      return this.take(this.source.slice(this.position, this.position + operator) as TokenKind, operator);
    }
    const token = this.punctuation();
    if (token === undefined) throw this.unexpectedCharacter('an operator, a value or the closing parenthesis');
    return token;
  }

  private stepComment(): Token | undefined {
    const { source, position } = this;
    switch (this.state) {
      case 'line-comment': {
        const length = this.length(LINE_END);
        if (length > 0) return this.endComment('line-comment-end', length);
        break;
      }
      case 'text-block':
        if (source.startsWith(']]#', position)) return this.endComment('text-block', 3);
        break;
      default:
        if (source.startsWith('*#', position)) return this.endComment('block-comment', 2);
    }
    // `$` and `#` begin a token here too, without any effect but one: a template must not end in them.
    const begun = Math.max(this.length(REFERENCE_START), this.directiveStart());
    if (begun > 0) {
      if (this.started < 0) this.started = position;
      this.position += begun;
      return undefined;
    }
    this.position++;
    // A comment's characters are skipped, and what began before them with them.
    if (this.state !== 'text-block') this.started = -1;
    return undefined;
  }

  private endComment(kind: TokenKind, length: number): Token {
    const token = this.take(kind, length);
    this.inComment = false;
    this.pop();
    return token;
  }

  /** `$`, `$!` with any backslashes: the beginning of a token in every state. */
  private beginReference(): Token | undefined {
    if (this.started < 0) this.started = this.position;
    this.position += this.length(REFERENCE_START);
    if (this.state === 'reference') this.pop();
    this.push();
    this.state = 'reference';
    return undefined;
  }

  /** `#`, `#*`, `#**` or `#[[`: the beginning of a token in every state. */
  private beginDirective(): Token | undefined {
    const { position } = this;
    const length = this.directiveStart();
    if (this.started < 0) this.started = position;
    // The character behind `#**` only tells that this is no `#**#`.
    this.position += length === 4 ? 3 : length;
    if (length === 1) {
      if (this.state === 'reference' || this.state === 'member') this.pop();
      this.push();
      this.state = 'directive-name';
      return undefined;
    }
    this.inComment = true;
    this.push();
    if (length === 4) this.state = 'doc-comment';
    else this.state = length === 3 ? 'text-block' : 'block-comment';
    return undefined;
  }

  /** Length of what begins at a `#`: 4 for `#**` and the next character, 3 for `#[[`, 2 for `#*`, 1, or 0. */
  private directiveStart(): number {
    const { source, position } = this;
    if (source.charAt(position) !== '#') return 0;
    if (source.startsWith('[[', position + 1)) return 3;
    if (source.charAt(position + 1) !== '*') return 1;
    const third = source.charAt(position + 3);
    return source.charAt(position + 2) === '*' && third !== '' && third !== '#' ? 4 : 2;
  }

  private set(): Token | undefined {
    const length = this.length(SET);
    if (length === 0) return undefined;
    const token = this.take('set', length);
    this.push();
    this.inSet = true;
    this.opened++;
    this.state = 'directive';
    return token;
  }

  private lineComment(): Token | undefined {
    if (!this.source.startsWith('##', this.position)) return undefined;
    const token = this.take('line-comment-start', 2);
    if (this.state === 'reference') this.pop();
    this.inComment = true;
    this.push();
    this.state = 'line-comment';
    return token;
  }

  private emptyIndex(): Token | undefined {
    const length = this.length(EMPTY_INDEX);
    return length === 0 ? undefined : this.take('empty-index', length);
  }

  /** A dot counts only before a letter. */
  private dot(): Token | undefined {
    const { source, position } = this;
    if (source.charAt(position) !== '.') return undefined;
    if (this.state === 'arguments' && source.charAt(position + 1) === '.') return this.take('range', 2);
    if (!/[A-Za-z]/.test(source.charAt(position + 1))) return undefined;
    const token = this.take('dot', 1);
    this.state = 'member';
    // Whatever began before the dot is lost.
    return { ...token, image: '.' };
  }

  private name(): Token | undefined {
    const length = this.length(IDENTIFIER);
    if (length === 0) return undefined;
    const name = this.source.slice(this.position, this.position + length);
    return this.take(name === 'true' || name === 'false' ? name : 'identifier', length);
  }

  private punctuation(): Token | undefined {
    const { source, position } = this;
    if (source.startsWith('..', position)) return this.take('range', 2);
    const kind = PUNCTUATION.get(source.charAt(position));
    return kind === undefined ? undefined : this.take(kind, 1);
  }

  private number(): Token | undefined {
    if (!/[-.0-9]/.test(this.source.charAt(this.position))) return undefined;
    const integer = this.length(INTEGER);
    const float = this.length(FLOAT);
    if (integer === 0 && float === 0) return undefined;
    // Outside parentheses a number ends the directive: `#5` is text.
    const endsDirective = this.opened === 0 && !this.inSet && this.state !== 'arguments';
    if (float > integer) {
      const token = this.take('float', float);
      if (endsDirective) this.pop();
      return token;
    }
    // `1..3` is a range of whole numbers, not the fraction `1.` and the rest.
    const isRange = this.source.startsWith('..', this.position + integer - 2);
    const token = this.take('integer', isRange ? integer - 2 : integer);
    if (endsDirective && this.state !== 'index') this.pop();
    return token;
  }

  /** A quoted string; the quote itself stands doubled inside. */
  private string(): Token {
    const { source, position } = this;
    const quote = source.charAt(position);
    let end = -1;
    for (let i = source.indexOf(quote, position + 1); i >= 0; i = source.indexOf(quote, i + 2)) {
      end = i + 1;
      if (source.charAt(i + 1) !== quote) break;
    }
    if (end < 0) {
      throw this.error(position, 'reached the end of the template inside of this string', `a closing ${quote}`);
    }
    const token = this.take('string', end - position);
    if (this.state === 'directive' && !this.inSet && this.opened === 0) this.pop();
    return token;
  }

  /** Drops down to the state below the one whose parenthesis this closes. */
  private closeParenthesis(): void {
    if (this.inComment) return;
    for (;;) {
      if (this.opened > 0) {
        if (this.opened === this.closed + 1) this.pop();
        else this.closed++;
        return;
      }
      if (!this.pop()) return;
    }
  }

  private push(): void {
    this.stack.push({ state: this.state, opened: this.opened, closed: this.closed });
    this.opened = 0;
  }

  private pop(): boolean {
    const saved = this.stack.pop();
    this.opened = saved?.opened ?? 0;
    this.state = saved?.state ?? 'text';
    if (saved === undefined) return false;
    this.closed = saved.closed;
    return true;
  }

  /** Gives up a reference or directive that is none: what was read is kept beside the next token. */
  private abandon(): Token | undefined {
    const start = this.started < 0 ? this.position : this.started;
    this.abandoned.push(this.source.slice(start, this.position + 1));
    this.started = -1;
    this.pop();
    return undefined;
  }

  /** How many characters an expression matches at the present position. */
  private length(expression: RegExp, offset = 0): number {
    expression.lastIndex = this.position + offset;
    return expression.test(this.source) ? expression.lastIndex - this.position - offset : 0;
  }

  private take(kind: TokenKind, length: number): Token {
    const start = this.started < 0 ? this.position : this.started;
    this.position += length;
    return this.make(kind, start, this.position);
  }

  private make(kind: TokenKind, start: number, end: number): Token {
    const abandoned = this.abandoned.length === 0 ? NO_TOKENS : this.abandoned;
    if (abandoned !== NO_TOKENS) this.abandoned = [];
    this.started = -1;
    const { offsetOf } = this.origin;
    return { kind, image: this.source.slice(start, end), start: offsetOf(start), end: offsetOf(end), abandoned };
  }

  private unexpectedEnd(): VtlSyntaxError {
    const { source, started, state } = this;
    if (state === 'text-block') {
      return this.error(started, 'reached the end of the template inside of this #[[', 'a closing ]]#');
    }
    const begun = source.slice(started).slice(-40);
    return this.error(
      started,
      `the template ends in ${JSON.stringify(begun)}`,
      begun.includes('#') ? 'a directive or text behind the #' : 'a name or text behind the $',
    );
  }

  private unexpectedCharacter(expected: string): VtlSyntaxError {
    const { source, position } = this;
    return this.error(position, `found ${JSON.stringify(source.charAt(position))}`, expected);
  }

  private error(position: number, detail: string, expected: string): VtlSyntaxError {
    return new VtlSyntaxError(this.origin.source, this.origin.offsetOf(position), detail, expected);
  }
}
