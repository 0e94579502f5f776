import { JavaDouble, integerOf } from '../support/java/numbers.js';
import type {
  BinaryOperator,
  Expression,
  ListLiteral,
  MapLiteral,
  PathPart,
  Range,
  Reference,
  Statement,
  StringLiteral,
} from './ast.js';
import { readReferenceForm } from './reference-form.js';
import { readStringLiteral } from './string-literal.js';
import type { TokenKind } from './token.js';
import type { TokenReader } from './token-reader.js';

/** A double-quoted string whose text is a template: parsed when the template around it is, as Velocity does. */
export interface PendingString {
  readonly text: string;
  /** Offset in the template of a character of the text. */
  readonly offsetOf: (index: number) => number;
  /** Filled with what the text says. */
  readonly statements: Statement[];
}

/** Binary operators from the loosest to the tightest. */
const PRECEDENCE: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];

const VALUE_STARTS: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'string',
  'integer',
  'float',
  'left-bracket',
  'left-curly',
  'true',
  'false',
  'identifier',
  'left-brace',
]);

const VALUE = 'a string, a number, true, false, a list, a map or a reference';

/** Parses what stands between a directive's parentheses, and references wherever they stand. */
export class ExpressionParser {
  readonly pendingStrings: PendingString[] = [];
  private depth = 0;
  /** Tokens of expressions that can be null although they are no reference; see `Binary.leftText`. */
  private readonly extents = new Map<Expression, readonly [from: number, to: number]>();

  constructor(
    private readonly reader: TokenReader,
    private readonly nestingLimit: number,
    /** Told of what Velocity accepts while parsing and then fails on. */
    private readonly onFailure: (start: number, detail: string) => void,
  ) {}

  /** Runs a parser one level deeper. */
  nested<T>(offset: number, parse: () => T): T {
    if (++this.depth > this.nestingLimit) {
      throw this.reader.error(offset, `nested more than ${this.nestingLimit} levels deep`, undefined, 'nesting');
    }
    const result = parse();
    this.depth--;
    return result;
  }

  /** Expression = Or; Or = And ('||' And)*; … Multiplicative = Unary (('*' | '/' | '%') Unary)* */
  expression(opener: number): Expression {
    return this.nested(opener, () => this.binary(0, opener));
  }

  private binary(level: number, opener: number): Expression {
    const operators = PRECEDENCE[level];
    if (operators === undefined) return this.unary(opener);
    let left = this.binary(level + 1, opener);
    let operands = 1;
    for (;;) {
      const operator = operators.find((candidate) => this.reader.at(candidate));
      if (operator === undefined) {
        this.depth -= operands - 1;
        return left;
      }
      this.reader.take();
      const from = this.reader.index;
      const start = left;
      // A chain of operators is as deep a tree as so many parentheses.
      const right = this.binary(level + 1, opener);
      operands++;
      left = this.nestedOperand(start, operator, right, from);
    }
  }

  private nestedOperand(left: Expression, operator: BinaryOperator, right: Expression, from: number): Expression {
    this.depth++;
    if (this.depth > this.nestingLimit) this.nested(left.start, () => undefined);
    const isSum = operator === '+';
    const node: Expression = {
      kind: 'binary',
      operator,
      left,
      right,
      leftText: isSum ? this.textOf(left) : '',
      rightText: isSum ? this.textOf(right) : '',
      start: left.start,
      end: right.end,
    };
    this.extents.set(node, [from, this.reader.index]);
    return node;
  }

  private textOf(node: Expression): string {
    const extent = this.extents.get(node);
    return extent === undefined ? '' : this.reader.text(...extent);
  }

  /** Unary = [WhiteSpace] '!' Unary | Primary */
  private unary(opener: number): Expression {
    const { reader } = this;
    if (!reader.at('!') && !(reader.at('white-space') && reader.at('!', 1))) return this.primary(opener);
    reader.skipWhiteSpace();
    const { start } = reader.take();
    const operand = this.nested(start, () => this.unary(opener));
    return { kind: 'not', operand, start, end: operand.end };
  }

  /** Primary = [WhiteSpace] (Value | '(' Expression ')') [WhiteSpace] */
  private primary(opener: number): Expression {
    const { reader } = this;
    reader.skipWhiteSpace();
    const parenthesis = reader.accept('left-parenthesis');
    if (parenthesis === undefined) {
      const value = this.value(VALUE, opener);
      reader.skipWhiteSpace();
      return value;
    }
    const from = reader.index;
    const expression = this.expression(parenthesis.start);
    this.extents.set(expression, [from, reader.index]);
    reader.expect('right-parenthesis', 'an operator or the closing parenthesis', parenthesis.start);
    reader.skipWhiteSpace();
    return expression;
  }

  /** Parameter = [WhiteSpace] Value [WhiteSpace] */
  private parameter(opener: number): Expression {
    this.reader.skipWhiteSpace();
    const value = this.value(VALUE, opener);
    this.reader.skipWhiteSpace();
    return value;
  }

  startsValue(kind: TokenKind): boolean {
    return VALUE_STARTS.has(kind);
  }

  value(expected: string, opener: number): Exclude<Expression, { kind: 'binary' | 'not' }> {
    const { reader } = this;
    const { start, image, kind } = reader.peek();
    switch (kind) {
      case 'string':
        return this.string();
      case 'integer':
        reader.take();
        return { kind: 'literal', value: integerOf(BigInt(image)), start, end: reader.end };
      case 'float':
        reader.take();
        return { kind: 'literal', value: new JavaDouble(Number(image)), start, end: reader.end };
      case 'true':
      case 'false':
        reader.take();
        return { kind: 'literal', value: kind === 'true', start, end: reader.end };
      case 'left-curly':
        return this.nested(start, () => this.map());
      case 'left-bracket':
        return this.nested(start, () => (this.rangeFollows() ? this.range() : this.list()));
      case 'identifier':
      case 'left-brace':
        return this.reference(opener);
      default:
        return reader.fail(expected, opener);
    }
  }

  private string(): StringLiteral {
    const { start, image, end } = this.reader.take();
    const literal = readStringLiteral(image);
    if (literal === undefined) {
      this.onFailure(start, 'a \\u in double quotes is not followed by four hexadecimal digits');
      return { kind: 'string', text: '', template: undefined, start, end };
    }
    if (!literal.isTemplate) return { kind: 'string', text: literal.text, template: undefined, start, end };
    const statements: Statement[] = [];
    this.pendingStrings.push({
      text: literal.text,
      offsetOf: (index) => start + literal.offsetOf(index),
      statements,
    });
    return { kind: 'string', text: literal.text, template: statements, start, end };
  }

  /** List = '[' [Parameter (',' Parameter)*] ']' */
  private list(): ListLiteral {
    const { reader } = this;
    const { start } = reader.take();
    const items: Expression[] = [];
    if (!reader.at('right-bracket')) {
      do items.push(this.parameter(start));
      while (reader.accept('comma') !== undefined);
    }
    reader.expect('right-bracket', 'a comma or the closing ] of this list', start);
    return { kind: 'list', items, start, end: reader.end };
  }

  /** Map = '{' [Parameter ':' Parameter (',' Parameter ':' Parameter)* | WhiteSpace] '}' */
  private map(): MapLiteral {
    const { reader } = this;
    const { start } = reader.take();
    const entries: { key: Expression; value: Expression }[] = [];
    const isEmpty =
      isClosingBrace(reader.peek().kind) || (reader.at('white-space') && isClosingBrace(reader.peek(1).kind));
    if (isEmpty) reader.skipWhiteSpace();
    else {
      do {
        const key = this.parameter(start);
        reader.expect('colon', 'a colon behind this key', start);
        entries.push({ key, value: this.parameter(start) });
      } while (reader.accept('comma') !== undefined);
    }
    if (!isClosingBrace(reader.peek().kind)) reader.fail('a comma or the closing } of this map', start);
    reader.take();
    return { kind: 'map', entries, start, end: reader.end };
  }

  /** Range = '[' [WhiteSpace] (Reference | Integer) [WhiteSpace] '..' [WhiteSpace] (Reference | Integer) [WhiteSpace] ']' */
  private range(): Range {
    const { reader } = this;
    const from = reader.index;
    const { start } = reader.take();
    const bounds: Expression[] = [];
    for (const closing of ['range', 'right-bracket'] as const) {
      reader.skipWhiteSpace();
      const { kind } = reader.peek();
      if (kind !== 'integer' && kind !== 'identifier' && kind !== 'left-brace') {
        reader.fail('a whole number or a reference', start);
      }
      bounds.push(this.value(VALUE, start));
      reader.skipWhiteSpace();
      reader.expect(closing, closing === 'range' ? '..' : 'the closing ] of this range', start);
    }
    const [lower, upper] = bounds as [Expression, Expression];
    const node: Range = { kind: 'range', from: lower, to: upper, start, end: reader.end };
    this.extents.set(node, [from, reader.index]);
    return node;
  }

  /** Whether the list that begins here is a range: `..` behind its first number or reference. */
  private rangeFollows(): boolean {
    const { reader } = this;
    let i = reader.at('white-space', 1) ? 2 : 1;
    if (reader.at('integer', i)) i++;
    else if (reader.at('identifier', i) || reader.at('left-brace', i)) i = this.skipReference(i);
    else return false;
    if (reader.at('white-space', i)) i++;
    return reader.at('range', i);
  }

  /** The distance of the first token behind a reference, taking brackets and parentheses as pairs. */
  private skipReference(distance: number): number {
    const { reader } = this;
    let open = 0;
    for (let i = distance; ; i++) {
      switch (reader.peek(i).kind) {
        case 'index-open':
        case 'left-parenthesis':
          open++;
          break;
        case 'index-close':
        case 'arguments-close':
          if (open === 0) return i;
          open--;
          break;
        case 'identifier':
        case 'left-brace':
        case 'right-brace':
        case 'dot':
          break;
        case 'white-space':
        case 'range':
        case 'comma':
        case 'colon':
        case 'string':
        case 'integer':
        case 'float':
        case 'true':
        case 'false':
        case 'left-bracket':
        case 'right-bracket':
        case 'left-curly':
        case 'right-curly':
          if (open === 0) return i;
          break;
        default:
          return i;
      }
    }
  }

  /** Reference = Identifier Path | '{' Identifier Path '}' */
  reference(opener: number): Reference {
    const { reader } = this;
    const from = reader.index + 1;
    const first = reader.take();
    const isBraced = first.kind === 'left-brace';
    const braced = isBraced ? reader.expect('identifier', 'a name behind ${', first.start).image : undefined;
    const path = this.nested(first.start, () => this.path(opener));
    if (isBraced) reader.expect('right-brace', 'the closing } of this reference', first.start);
    const rest = reader.text(from, reader.index);
    const { form, image } = readReferenceForm(first.image, braced, rest);
    reader.replaceImage(from - 1, image);
    return {
      kind: 'reference',
      ...form,
      path,
      start: first.start,
      end: reader.end,
    };
  }

  /** Path = Index* ('.' (Method | Identifier) Index*)* */
  private path(opener: number): PathPart[] {
    const { reader } = this;
    const path: PathPart[] = [];
    this.indexes(path);
    while (reader.at('dot') && reader.at('identifier', 1)) {
      reader.take();
      const { start, image: name } = reader.take();
      if (this.argumentsFollow()) {
        path.push({ kind: 'method-call', name, arguments: this.arguments(opener), start, end: reader.end });
      } else path.push({ kind: 'property', name, start, end: reader.end });
      this.indexes(path);
    }
    return path;
  }

  private argumentsFollow(): boolean {
    const { reader } = this;
    if (!reader.at('left-parenthesis')) return false;
    const { kind } = reader.peek(1);
    return kind === 'white-space' || kind === 'arguments-close' || VALUE_STARTS.has(kind);
  }

  /** Arguments = '(' [Parameter (',' Parameter)*] ')' */
  private arguments(opener: number): Expression[] {
    const { reader } = this;
    const { start } = reader.take();
    const parameters: Expression[] = [];
    if (!reader.at('arguments-close')) {
      do parameters.push(this.parameter(opener));
      while (reader.accept('comma') !== undefined);
    }
    reader.expect('arguments-close', 'a comma or the closing parenthesis of this call', start);
    return parameters;
  }

  /** Index = '[' [WhiteSpace] (String | Integer | true | false | Reference) [WhiteSpace] ']' */
  private indexes(path: PathPart[]): void {
    const { reader } = this;
    for (let open = reader.accept('index-open'); open !== undefined; open = reader.accept('index-open')) {
      reader.skipWhiteSpace();
      const { kind } = reader.peek();
      const expected = 'a string, a whole number or a reference';
      if (kind === 'float' || kind === 'left-bracket' || kind === 'left-curly') reader.fail(expected, open.start);
      const index = this.value(expected, open.start);
      reader.skipWhiteSpace();
      reader.expect('index-close', 'the closing ] of this index', open.start);
      path.push({ kind: 'index', index, start: open.start, end: reader.end });
    }
  }
}

/** Velocity's lexer knows two closing braces; a map takes either. */
function isClosingBrace(kind: TokenKind): boolean {
  return kind === 'right-curly' || kind === 'right-brace';
}
