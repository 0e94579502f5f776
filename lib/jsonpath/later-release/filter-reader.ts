import { parseBigDecimal } from '../../support/java/parse-big-decimal.js';
import { compileRegex, type JavaRegexOptions } from '../../support/java/regex/index.js';
import { LATER_OPERATORS, type LaterFilter, type LaterLiteral, type LaterOperator, type LaterPath } from './ast.js';
import { CharacterReader, NotInGrammar, unescapeJava } from './character-reader.js';

type ReadPath = (source: string) => LaterPath;

/** Deeper parentheses than any filter has; Java goes on until its stack overflows. */
const MAX_DEPTH = 200;

/** A literal, or a path and whether it stands without "!". */
type ReadValue = LaterLiteral | { readonly kind: 'path'; readonly path: LaterPath; readonly expected: boolean };

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
 * @throws {NotInGrammar}
 */
export function readLaterFilter(text: string, readPath: ReadPath): LaterFilter {
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

  read(): LaterFilter {
    this.trim();
    const filter = this.readOr();
    this.skipSpaces();
    return this.inBounds() ? this.refuse() : filter;
  }

  private readOr(): LaterFilter {
    const first = this.readAnd();
    const parts = [first];
    while (this.takes('||')) parts.push(this.readAnd());
    return parts.length === 1 ? first : { kind: 'or', parts };
  }

  private readAnd(): LaterFilter {
    const first = this.readOperand();
    const parts = [first];
    while (this.takes('&&')) parts.push(this.readOperand());
    return parts.length === 1 ? first : { kind: 'and', parts };
  }

  private readOperand(): LaterFilter {
    if (++this.depth > MAX_DEPTH) this.refuse();
    try {
      this.skipSpaces();
      const start = this.at;
      if (this.character() === '!') {
        this.at++;
        this.skipSpaces();
        if (!this.isPathStart()) return { kind: 'not', part: this.readOperand() };
        this.at = start;
      }
      if (this.character() !== '(') return this.readCriterion();
      this.at++;
      const filter = this.readOr();
      this.skipSpaces();
      if (this.character() !== ')') this.refuse();
      this.at++;
      return filter;
    } finally {
      this.depth--;
    }
  }

  /** What follows a path and is no comparison is left to whatever reads on. */
  private readCriterion(): LaterFilter {
    const left = this.readValue();
    const behind = this.at;
    const comparison = this.tryComparison(left);
    if (comparison !== undefined) return comparison;
    this.at = behind;
    return left.kind === 'path' ? { ...left, kind: 'presence' } : this.refuse();
  }

  private tryComparison(left: ReadValue): LaterFilter | undefined {
    try {
      const operator = this.readOperator();
      return { kind: 'comparison', operator, left, right: this.readValue() };
    } catch (error) {
      if (error instanceof NotInGrammar) return undefined;
      throw error;
    }
  }

  private readOperator(): LaterOperator {
    this.skipSpaces();
    const start = this.at;
    const isSymbol = isOperatorCharacter(this.character());
    while (this.inBounds() && (isSymbol ? isOperatorCharacter(this.character()) : this.character() !== ' ')) this.at++;
    const text = this.text.slice(start, this.at).toLowerCase();
    return LATER_OPERATORS.find((operator) => operator === text) ?? this.refuse();
  }

  private readValue(): ReadValue {
    this.skipSpaces();
    const negated = this.character() === '!';
    if (negated) {
      this.at++;
      this.skipSpaces();
      if (!this.isPathStart()) this.refuse();
    }
    return this.isPathStart() ? { kind: 'path', path: this.readPathValue(), expected: !negated } : this.readLiteral();
  }

  private isPathStart(): boolean {
    return this.character() === '$' || this.character() === '@';
  }

  private readLiteral(): LaterLiteral {
    const character = this.character();
    switch (character) {
      case "'":
      case '"':
        return this.readString(character);
      case 't':
        return this.readWord('true', { kind: 'boolean', value: true });
      case 'f':
        return this.readWord('false', { kind: 'boolean', value: false });
      case 'n':
        return this.readWord('null', { kind: 'null' });
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

  private readString(quote: string): LaterLiteral {
    const start = this.at + 1;
    const end = this.closingQuote(this.at, quote);
    if (end === -1) this.refuse();
    this.at = end + 1;
    return { kind: 'string', text: unescapeJava(this.text.slice(start, end)) };
  }

  private readWord(word: string, literal: LaterLiteral): LaterLiteral {
    if (!this.text.startsWith(word, this.at)) this.refuse();
    this.at += word.length;
    return literal;
  }

  private readJson(open: string, close: string): LaterLiteral {
    const start = this.at;
    const end = this.closing(start, open, close, false);
    if (end === -1) this.refuse();
    this.at = end + 1;
    return { kind: 'json', text: this.text.slice(start, this.at) };
  }

  private readNumber(): LaterLiteral {
    const start = this.at;
    while (this.inBounds() && /[-.\deE]/.test(this.character())) this.at++;
    const text = this.text.slice(start, this.at);
    return { kind: 'number', text, number: parseBigDecimal(text) ?? this.refuse() };
  }

  private readRegex(): LaterLiteral {
    const start = this.at + 1;
    const end = this.closingQuote(this.at, '/');
    if (end === -1) this.refuse();
    this.at = end + 1;
    while (this.inBounds() && 'idxsmuU'.includes(this.character())) this.at++;
    const pattern = this.text.slice(start, end);
    const flags = this.text.slice(end + 1, this.at);
    try {
      return { kind: 'regex', pattern, flags, regex: compileRegex(pattern, regexFlags(flags)) };
    } catch {
      return this.refuse();
    }
  }

  private readPathValue(): LaterPath {
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
    return this.readPath(this.text.slice(start, this.at));
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

function regexFlags(letters: string): JavaRegexOptions {
  return {
    unixLines: letters.includes('d'),
    caseInsensitive: letters.includes('i'),
    comments: letters.includes('x'),
    multiline: letters.includes('m'),
    dotAll: letters.includes('s'),
    unicodeCase: letters.includes('u'),
    unicodeCharacterClass: letters.includes('U'),
  };
}
