import { parseBigDecimal } from '../../support/java/parse-big-decimal.js';
import { compileRegex } from '../../support/java/regex/index.js';
import {
  formOfComparison,
  formOfLogic,
  formOfPath,
  formOfPresence,
  formOfQuotedWord,
  formOfRegex,
  formOfText,
} from '../form.js';
import { CharacterReader, NotInGrammar, unescapeJava } from './character-reader.js';

/** A path's reader, which gives the forms of its steps. */
type ReadPath = (source: string) => readonly string[];

/** Deeper parentheses than any filter has; Java goes on until its stack overflows. */
const MAX_DEPTH = 200;

const VALUE_WORDS = new Set(['true', 'false', 'null']);
const SYMBOLS = new Set(['==', '!=', '<', '<=', '>', '>=', '=~', '===', '!==']);
const WORDS = new Set([
  'in',
  'nin',
  'contains',
  'all',
  'size',
  'exists',
  'type',
  'matches',
  'empty',
  'subsetof',
  'anyof',
  'noneof',
]);

/**
 * Reads `[?(...)]` by the grammar of release 2.9.0.
 *
 *     or         = and , { "||" , and }
 *     and        = operand , { "&&" , operand }
 *     operand    = "!" , operand | "(" , or , ")" | criterion
 *     criterion  = value , [ operator , value ]
 *
 * Observed: jsonpath-facts section 5.
 *
 * @returns the filter's form
 * @throws {NotInGrammar}
 */
export function readLaterFilter(text: string, readPath: ReadPath): string {
  return new LaterFilterReader(text, readPath).read();
}

class LaterFilterReader extends CharacterReader {
  private depth = 0;

  constructor(
    text: string,
    private readonly readPath: ReadPath,
  ) {
    super(text, text.indexOf('(', 1));
    this.last--;
  }

  read(): string {
    this.trim();
    const form = this.readOr();
    this.skipSpaces();
    return this.inBounds() ? this.refuse() : `?${form}`;
  }

  private readOr(): string {
    const parts = [this.readAnd()];
    while (this.takes('||')) parts.push(this.readAnd());
    return formOfLogic('||', parts);
  }

  private readAnd(): string {
    const parts = [this.readOperand()];
    while (this.takes('&&')) parts.push(this.readOperand());
    return formOfLogic('&&', parts);
  }

  private readOperand(): string {
    if (++this.depth > MAX_DEPTH) this.refuse();
    try {
      this.skipSpaces();
      const start = this.at;
      if (this.character() === '!') {
        this.at++;
        this.skipSpaces();
        if (!this.isPathStart()) return `!${this.readOperand()}`;
        this.at = start;
      }
      if (this.character() !== '(') return this.readCriterion();
      this.at++;
      const form = this.readOr();
      this.skipSpaces();
      if (this.character() !== ')') this.refuse();
      this.at++;
      return form;
    } finally {
      this.depth--;
    }
  }

  /** What follows a path and is no comparison is left to whatever reads on. */
  private readCriterion(): string {
    const left = this.readValue();
    const behind = this.at;
    const comparison = this.tryComparison(left.form);
    if (comparison !== undefined) return comparison;
    this.at = behind;
    return left.expected === undefined ? this.refuse() : formOfPresence(left.form, left.expected);
  }

  private tryComparison(left: string): string | undefined {
    try {
      const operator = this.readOperator();
      return formOfComparison(left, operator, this.readValue().form);
    } catch (error) {
      if (error instanceof NotInGrammar) return undefined;
      throw error;
    }
  }

  private readOperator(): string {
    this.skipSpaces();
    const start = this.at;
    const isSymbol = isOperatorCharacter(this.character());
    while (this.inBounds() && (isSymbol ? isOperatorCharacter(this.character()) : this.character() !== ' ')) this.at++;
    const operator = this.text.slice(start, this.at);
    return SYMBOLS.has(operator) || WORDS.has(operator.toLowerCase()) ? operator : this.refuse();
  }

  /** A value's form, and for a path whether it stands without "!". */
  private readValue(): { readonly form: string; readonly expected?: boolean } {
    this.skipSpaces();
    const negated = this.character() === '!';
    if (negated) {
      this.at++;
      this.skipSpaces();
      if (!this.isPathStart()) this.refuse();
    }
    return this.isPathStart() ? { form: this.readPathValue(), expected: !negated } : { form: this.readLiteral() };
  }

  private isPathStart(): boolean {
    return this.character() === '$' || this.character() === '@';
  }

  private readLiteral(): string {
    const character = this.character();
    switch (character) {
      case "'":
      case '"':
        return this.readString(character);
      case 't':
        return this.readWord('true');
      case 'f':
        return this.readWord('false');
      case 'n':
        return this.readWord('null');
      case '{':
        return this.readJson('{', '}');
      case '[':
        return this.readJson('[', ']');
      case '/':
        return this.readRegex();
      default:
        return this.readNumber();
    }
  }

  private readString(quote: string): string {
    const start = this.at + 1;
    const end = this.closingQuote(this.at, quote);
    if (end === -1) this.refuse();
    this.at = end + 1;
    const text = unescapeJava(this.text.slice(start, end));
    return VALUE_WORDS.has(text) ? formOfQuotedWord(text) : formOfText(text);
  }

  private readWord(word: string): string {
    if (!this.text.startsWith(word, this.at)) this.refuse();
    this.at += word.length;
    return formOfText(word);
  }

  private readJson(open: string, close: string): string {
    const start = this.at;
    const end = this.closing(start, open, close, false);
    if (end === -1) this.refuse();
    this.at = end + 1;
    return `json ${this.text.slice(start, this.at)}`;
  }

  private readNumber(): string {
    const start = this.at;
    while (this.inBounds() && /[-.\deE]/.test(this.character())) this.at++;
    const text = this.text.slice(start, this.at);
    return parseBigDecimal(text) === undefined ? this.refuse() : formOfText(text);
  }

  private readRegex(): string {
    const start = this.at + 1;
    const end = this.closingQuote(this.at, '/');
    if (end === -1) this.refuse();
    this.at = end + 1;
    while (this.inBounds() && 'idxsmuU'.includes(this.character())) this.at++;
    const pattern = this.text.slice(start, end);
    try {
      compileRegex(pattern);
    } catch {
      this.refuse();
    }
    return formOfRegex(pattern, this.text.slice(end + 1, this.at));
  }

  private readPathValue(): string {
    const start = this.at;
    this.at++;
    while (this.inBounds()) {
      if (this.character() === '[') {
        const end = this.closing(this.at, '[', ']', false);
        if (end === -1) this.refuse();
        this.at = end + 1;
      }
      const character = this.character();
      if (!this.inBounds() || isOperatorCharacter(character) || character === ' ') break;
      if (character === ')' && !this.closesFunction(start)) break;
      this.at++;
    }
    const source = this.text.slice(start, this.at);
    return formOfPath(source.startsWith('$'), this.readPath(source));
  }

  /** Whether the ")" here ends a call without arguments. */
  private closesFunction(start: number): boolean {
    let open = this.at - 1;
    while (open > start && this.text[open] === ' ') open--;
    return this.text[open] === '(' && this.text.slice(start + 1, open).includes('.');
  }

  private takes(operator: '&&' | '||'): boolean {
    const start = this.at;
    this.skipSpaces();
    if (this.text.startsWith(operator, this.at) && this.inBounds(this.at + 1)) {
      this.at += operator.length;
      return true;
    }
    this.at = start;
    return false;
  }
}

function isOperatorCharacter(character: string): boolean {
  return '<>=~!'.includes(character);
}
