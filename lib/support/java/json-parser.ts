import { JavaList, JavaMap, type JavaValue } from './collections.js';
import { integerOf, JavaDouble } from './numbers.js';
import { parseBigDecimal } from './parse-big-decimal.js';
import { trimJava } from './trim.js';

/**
 * How deep containers may nest. json-smart 2.2 goes on until Java's stack overflows, some thousands of levels down; its
 * later releases refuse at 400. Everything that walks a document may recurse as long as this holds.
 */
export const MAX_JSON_DEPTH = 1000;

/** A text that json-smart refuses. */
export class JavaJsonSyntaxError extends Error {
  /**
   * @param javaClass what Java throws: `ParseException`, `NumberFormatException` for a number such as `-.` or a huge one, or
   *   `StackOverflowError` for nesting beyond {@link MAX_JSON_DEPTH}
   * @param position offset in UTF-16 units at which reading stopped
   */
  constructor(
    message: string,
    readonly position: number,
    readonly javaClass: 'ParseException' | 'NumberFormatException' | 'StackOverflowError' = 'ParseException',
  ) {
    super(`Cannot parse JSON: ${message} at position ${position}`);
    this.name = 'JavaJsonSyntaxError';
  }
}

/**
 * Reads a text as json-smart's permissive mode does, which refuses little: quotes may be single or missing, commas
 * superfluous, whatever follows the first value is ignored, and a text that is no JSON at all is a string.
 *
 * Integers become Integer, Long or BigInteger by size; numbers with a fraction or exponent become Double, or BigDecimal
 * where their text has more than 18 characters. Lists print as JSON (style `json`).
 *
 * Observed: docs/aws/vtl.md sections 3 and 4 and docs/aws/jsonpath.md section 7 (json-smart 2.2, `MODE_PERMISSIVE`).
 *
 * @throws {JavaJsonSyntaxError} for an unclosed container or quote, a colon or closing bracket in a value's place, a
 *   name without colon, a bad `\u` escape
 */
export function parseJson(text: string): JavaValue {
  return new JsonParser(text).readDocument();
}

/** What a reader sees behind the last character. json-smart does not tell it from a real U+001A, which ends a text too. */
const END = 0x1a;

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const COMMA = 0x2c;
const PLUS = 0x2b;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const UPPER_E = 0x45;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const LOWER_E = 0x65;
const LOWER_U = 0x75;
const LOWER_X = 0x78;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const DELETE = 0x7f;

/** The characters that end an unquoted text besides the end: a separator and a closing bracket. */
interface Stops {
  readonly separator: number;
  readonly close: number;
}

const AT_TOP: Stops = { separator: END, close: END };
const IN_LIST: Stops = { separator: COMMA, close: CLOSE_BRACKET };
const IN_MAP: Stops = { separator: COMMA, close: CLOSE_BRACE };
const IN_NAME: Stops = { separator: COLON, close: END };

/** The first code that json-smart's table of stops does not hold: after a number, such a character ends it. */
const BEYOND_STOPS = 126;

/** Longest text of a number with fraction or exponent that is read as a Double. */
const MAX_DOUBLE_TEXT = 18;

/** A number of up to this many digits is below 2^31. */
const SURE_INTEGER_DIGITS = 9;
const MAX_LONG_DIGITS = 19;

/** Assumed: Java reads longer numbers, in a time that grows with the square of their length. */
const MAX_NUMBER_TEXT = 10_000;

const ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x74, '\t'],
  [0x6e, '\n'],
  [0x72, '\r'],
  [0x66, '\f'],
  [0x62, '\b'],
  [BACKSLASH, '\\'],
  [0x2f, '/'],
  [SINGLE_QUOTE, "'"],
  [DOUBLE_QUOTE, '"'],
]);

class JsonParser {
  private position = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  readDocument(): JavaValue {
    return this.readValue(AT_TOP);
  }

  private current(): number {
    return this.position < this.text.length ? this.text.charCodeAt(this.position) : END;
  }

  private readValue(stops: Stops): JavaValue {
    this.skipBlanks();
    const code = this.current();
    switch (code) {
      case DOUBLE_QUOTE:
      case SINGLE_QUOTE:
        return this.readString(code);
      case OPEN_BRACE:
        return this.readMap();
      case OPEN_BRACKET:
        return this.readList();
      case COLON:
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        return this.unexpected();
      default:
        return code === MINUS || isDigit(code) ? this.readNumber(stops) : bareValue(this.readBareText(stops));
    }
  }

  private enter(): void {
    if (this.depth === MAX_JSON_DEPTH) {
      throw new JavaJsonSyntaxError(
        `more than ${MAX_JSON_DEPTH} nested lists and maps`,
        this.position,
        'StackOverflowError',
      );
    }
    this.depth++;
    this.position++;
  }

  private leave(): void {
    this.depth--;
    this.position++;
  }

  /** Values with any number of commas, or none, between them. */
  private readList(): JavaList {
    const items: JavaValue[] = [];
    this.enter();
    for (;;) {
      this.skipBlanks();
      const code = this.current();
      if (code === CLOSE_BRACKET) {
        this.leave();
        return new JavaList(items, 'json');
      }
      if (code === COMMA) this.position++;
      else if (code === END) this.unexpectedEnd();
      else items.push(this.readValue(IN_LIST));
    }
  }

  /** `name : value` with at least one comma between, any number around. */
  private readMap(): JavaMap {
    const entries = new Map<JavaValue, JavaValue>();
    this.enter();
    for (;;) {
      this.skipBlanks();
      const code = this.current();
      switch (code) {
        case CLOSE_BRACE:
          this.leave();
          return new JavaMap(entries);
        case COMMA:
          this.position++;
          continue;
        case COLON:
        case OPEN_BRACE:
        case OPEN_BRACKET:
        case CLOSE_BRACKET:
          this.unexpected();
      }
      const name = this.readName(code);
      entries.set(name, this.readValue(IN_MAP));
      this.skipControls();
      const following = this.current();
      if (following === END) this.unexpectedEnd();
      if (following !== COMMA && following !== CLOSE_BRACE) this.unexpected();
    }
  }

  private readName(code: number): string {
    const name = code === DOUBLE_QUOTE || code === SINGLE_QUOTE ? this.readString(code) : this.readBareText(IN_NAME);
    this.skipControls();
    const following = this.current();
    if (following === END) this.unexpectedEnd();
    if (following !== COLON) this.unexpected();
    this.position++;
    return name;
  }

  private readString(quote: number): string {
    const start = this.position + 1;
    const end = this.text.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", start);
    if (end === -1) throw new JavaJsonSyntaxError('unexpected end of text in a string', this.text.length);
    const content = this.text.slice(start, end);
    if (content.includes('\\')) return this.readEscapedString(quote);
    this.position = end + 1;
    return content;
  }

  /** A string with a backslash before its first quote. Only here does json-smart drop control characters. */
  private readEscapedString(quote: number): string {
    let content = '';
    let start = ++this.position;
    for (;;) {
      const code = this.current();
      if (code === END) this.unexpectedEnd();
      if (code === quote) {
        content += this.text.slice(start, this.position++);
        return content;
      }
      if (code === BACKSLASH) {
        content += this.text.slice(start, this.position++) + this.readEscape();
        start = this.position;
      } else if (code < SPACE || code === DELETE) {
        content += this.text.slice(start, this.position++);
        start = this.position;
      } else {
        this.position++;
      }
    }
  }

  /** What follows a backslash; an escape that nobody knows stands for nothing. */
  private readEscape(): string {
    const code = this.current();
    this.position++;
    if (code === LOWER_U) return this.readCodeUnit(4);
    if (code === LOWER_X) return this.readCodeUnit(2);
    return ESCAPES.get(code) ?? '';
  }

  private readCodeUnit(digits: 2 | 4): string {
    const hexadecimal = this.text.slice(this.position, this.position + digits);
    if (hexadecimal.length < digits) this.unexpectedEnd();
    if (!/^[0-9a-fA-F]+$/.test(hexadecimal)) {
      throw new JavaJsonSyntaxError('a character escape wants hexadecimal digits', this.position);
    }
    this.position += digits;
    return String.fromCharCode(Number.parseInt(hexadecimal, 16));
  }

  private readBareText(stops: Stops): string {
    return this.bareTextFrom(this.position, stops);
  }

  private bareTextFrom(start: number, stops: Stops): string {
    for (;;) {
      const code = this.current();
      if (code === END || code === stops.separator || code === stops.close) {
        return trimJava(this.text.slice(start, this.position));
      }
      this.position++;
    }
  }

  /** A number, or an unquoted text that begins like one. */
  private readNumber(stops: Stops): JavaValue {
    const start = this.position++;
    this.skipDigits();
    let code = this.current();
    if (code !== DOT && !isExponentSign(code)) {
      const end = this.position;
      return this.endsValue(stops) ? this.integer(start, end) : this.bareTextFrom(start, stops);
    }
    if (code === DOT) {
      this.position++;
      this.skipDigits();
      code = this.current();
    }
    if (isExponentSign(code)) {
      this.position++;
      code = this.current();
      if (code !== PLUS && code !== MINUS && !isDigit(code)) return this.bareTextFrom(start, stops);
      this.position++;
      this.skipDigits();
    }
    const end = this.position;
    return this.endsValue(stops) ? this.decimal(this.text.slice(start, end)) : this.bareTextFrom(start, stops);
  }

  /** Skips blanks behind a number and says whether it ends there. */
  private endsValue(stops: Stops): boolean {
    this.skipControls();
    const code = this.current();
    return code === END || code === stops.separator || code === stops.close || code >= BEYOND_STOPS;
  }

  private integer(start: number, end: number): JavaValue {
    const negative = this.text.charCodeAt(start) === MINUS;
    const digits = end - start - (negative ? 1 : 0);
    if (digits <= SURE_INTEGER_DIGITS) {
      let value = 0;
      for (let at = end - digits; at < end; at++) value = value * 10 + this.text.charCodeAt(at) - ZERO;
      return negative && value !== 0 ? -value : value;
    }
    this.refuseLong(end - start);
    const value = BigInt(this.text.slice(start, end));
    // Java does not look at the value of a text that is longer than a Long's: zeros in front make a BigInteger, too.
    return digits > MAX_LONG_DIGITS ? value : integerOf(value);
  }

  private decimal(text: string): JavaValue {
    this.refuseLong(text.length);
    const value = text.length > MAX_DOUBLE_TEXT ? parseBigDecimal(text) : parseDouble(text);
    if (value === undefined) {
      throw new JavaJsonSyntaxError(`"${text}" is not a number`, this.position, 'NumberFormatException');
    }
    return value;
  }

  private refuseLong(characters: number): void {
    if (characters <= MAX_NUMBER_TEXT) return;
    const message = `a number has more than ${MAX_NUMBER_TEXT} characters`;
    throw new JavaJsonSyntaxError(message, this.position, 'NumberFormatException');
  }

  private skipDigits(): void {
    while (isDigit(this.current())) this.position++;
  }

  /** Blanks in a value's place: the four of JSON. */
  private skipBlanks(): void {
    for (;;) {
      const code = this.current();
      if (code !== SPACE && code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== TAB) return;
      this.position++;
    }
  }

  /** Blanks behind a name or value: every control character. */
  private skipControls(): void {
    for (;;) {
      const code = this.current();
      if (code > SPACE || code === END) return;
      this.position++;
    }
  }

  private unexpected(): never {
    throw new JavaJsonSyntaxError(`unexpected ${JSON.stringify(this.text.charAt(this.position))}`, this.position);
  }

  private unexpectedEnd(): never {
    throw new JavaJsonSyntaxError('unexpected end of text', this.position);
  }
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function isExponentSign(code: number): boolean {
  return code === UPPER_E || code === LOWER_E;
}

function bareValue(text: string): JavaValue {
  switch (text) {
    case 'null':
      return null;
    case 'true':
      return true;
    case 'false':
      return false;
    case 'NaN':
      return new JavaDouble(Number.NaN);
    default:
      return text;
  }
}

function parseDouble(text: string): JavaDouble | undefined {
  const value = Number(text);
  return Number.isNaN(value) ? undefined : new JavaDouble(value);
}
