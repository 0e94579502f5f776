import type { Argument, Block, If, InvalidDirective, Reference, Statement, Template, Text } from './ast.js';
import { VtlSyntaxError } from './errors.js';
import { ExpressionParser } from './expression-parser.js';
import { DEFAULT_LIMITS, type VtlLimits } from './limits.js';
import { tokenText, type Token } from './token.js';
import { TokenReader } from './token-reader.js';
import type { SourceOrigin } from './lexer.js';

/** Directives besides those of the grammar. A macro of the same name is never called. */
const DIRECTIVES: ReadonlySet<string> = new Set([
  'break',
  'define',
  'evaluate',
  'foreach',
  'include',
  'literal',
  'macro',
  'parse',
  'stop',
]);

const GRAMMAR_DIRECTIVES: ReadonlySet<string> = new Set(['if', 'end', 'set', 'else', 'elseif']);

/**
 * Parses a mapping template as Velocity 1.7 parses it.
 *
 * @param origin what holds the text, if it is no template file but a string inside of one
 * @param macros names of macros that are defined already
 * @throws {VtlSyntaxError} where Velocity refuses the template, and beyond the limits of size and nesting
 */
export function parseTemplate(
  source: string,
  limits: VtlLimits = DEFAULT_LIMITS,
  origin: SourceOrigin = { source, offsetOf: (index) => index },
  macros: Iterable<string> = [],
): Template {
  if (source.length > limits.templateCharacters) {
    throw new VtlSyntaxError(
      origin.source,
      origin.offsetOf(0),
      `the template has ${source.length} characters, more than ${limits.templateCharacters}`,
      undefined,
      'templateCharacters',
    );
  }
  const session: Session = { limits, macros: new Set(macros), failure: undefined };
  const parser = new TemplateParser(source, origin, session);
  const body = parser.template();
  parser.strings();
  return { kind: 'template', body, failure: session.failure };
}

/** What a template and the strings inside of it share. */
interface Session {
  readonly limits: VtlLimits;
  /** Macros whose definition was read: `\#m` is an escape for these. */
  readonly macros: Set<string>;
  failure: InvalidDirective | undefined;
}

class TemplateParser {
  private readonly reader: TokenReader;
  private readonly expressions: ExpressionParser;

  constructor(
    text: string,
    origin: SourceOrigin,
    private readonly session: Session,
  ) {
    this.reader = new TokenReader(text, origin);
    this.expressions = new ExpressionParser(this.reader, session.limits.nesting, (start, detail) => {
      this.invalid(start, detail);
    });
  }

  /** Template = Statement* EndOfTemplate */
  template(): Block {
    const body = this.block();
    if (!this.reader.at('end-of-template')) this.unopened();
    return body;
  }

  /** Parses the strings that are templates themselves. Velocity does so when all around them is parsed. */
  strings(): void {
    for (const { text, offsetOf, statements } of this.expressions.pendingStrings) {
      // A blank keeps a `$` or `#` at the end from being the template's end; it is cut from what the string prints.
      const source = text.includes('##') ? text : `${text} `;
      const parser = new TemplateParser(source, { source: this.reader.place.source, offsetOf }, this.session);
      statements.push(...parser.template());
      parser.strings();
    }
  }

  private unopened(): never {
    const { kind, start, image } = this.reader.peek();
    if (kind === 'end' || kind === 'else' || kind === 'elseif') {
      throw this.reader.error(start, `found ${image.trim()} without a directive that it could belong to`);
    }
    return this.reader.fail('text, a reference or a directive', start);
  }

  private block(): Statement[] {
    const statements: Statement[] = [];
    for (let next = this.statement(); next !== undefined; next = this.statement()) statements.push(next);
    return statements;
  }

  /** A statement, unless what follows cannot begin one. */
  private statement(): Statement | undefined {
    const { reader } = this;
    const token = reader.peek();
    switch (token.kind) {
      case 'if':
        return this.expressions.nested(token.start, () => this.if());
      case 'set':
        return this.set();
      case 'word':
      case 'braced-word':
        return this.expressions.nested(token.start, () => this.directive());
      case 'identifier':
        return this.expressions.reference(token.start);
      case 'left-brace':
        return reader.at('identifier', 1) ? this.expressions.reference(token.start) : this.text();
      case 'escaped-directive':
        return this.escapedDirective();
      case 'double-escape':
        return this.backslashes();
      case 'line-comment-start':
        reader.take();
        reader.accept('line-comment-end');
        return textOf(token, beforeComment(token.image));
      case 'block-comment':
        reader.take();
        return textOf(token, beforeComment(token.image));
      case 'text-block':
        reader.take();
        return textOf(token, token.image.slice('#[['.length, -']]#'.length));
      case 'text':
      case 'dot':
      case 'right-parenthesis':
      case 'left-parenthesis':
      case 'integer':
      case 'float':
      case 'string':
      case 'escape':
      case 'right-brace':
      case 'empty-index':
        return this.text();
      default:
        return undefined;
    }
  }

  private text(): Text {
    const token = this.reader.take();
    return textOf(token, tokenText(token));
  }

  private isDirective(name: string): boolean {
    return DIRECTIVES.has(name) || this.session.macros.has(name);
  }

  private escapedDirective(): Text {
    const { reader } = this;
    const token = reader.take();
    const text = this.unescapeDirective(token.image);
    reader.replaceImage(reader.index - 1, text);
    return textOf(token, text);
  }

  /** `\#if` prints `#if`; before anything that is no directive the backslashes stay. */
  private unescapeDirective(image: string): string {
    const last = image.lastIndexOf('\\');
    const directive = image.slice(last + 1);
    const name = directive.startsWith('#{') ? directive.slice(2, -1) : directive.slice(1);
    if (!this.isDirective(name) && !GRAMMAR_DIRECTIVES.has(name)) return image;
    return image.slice(0, Math.floor(last / 2)) + directive;
  }

  /** Pairs of backslashes halve before a directive and stay before anything else. */
  private backslashes(): Statement {
    const { reader } = this;
    const first = reader.take();
    let pairs = 1;
    while (reader.accept('double-escape') !== undefined) pairs++;
    const { kind, image } = reader.peek();
    const isControl = kind === 'if' || kind === 'else' || kind === 'elseif' || kind === 'end';
    const halves = isControl || this.isDirective(image.slice(1));
    return { kind: 'text', text: '\\'.repeat(halves ? pairs : 2 * pairs), start: first.start, end: reader.end };
  }

  /** Keeps the first directive that cannot be set up: it fails every rendering. */
  private invalid(start: number, detail: string): InvalidDirective {
    const directive: InvalidDirective = { kind: 'invalid-directive', detail, start, end: this.reader.end };
    this.session.failure ??= directive;
    return directive;
  }

  /** If = '#if' Condition Statement* ('#elseif' Condition Statement*)* ['#else' Statement*] '#end' */
  private if(): If {
    const { reader } = this;
    const { start } = reader.peek();
    const branches: { condition: If['branches'][number]['condition']; body: Block }[] = [];
    do {
      const opener = reader.take().start;
      branches.push({ condition: this.condition(opener), body: this.block() });
    } while (reader.at('elseif'));
    const otherwise = reader.accept('else') === undefined ? undefined : this.block();
    reader.expect('end', 'the #end of this #if', start);
    return { kind: 'if', branches, otherwise, start, end: reader.end };
  }

  /** Condition = [WhiteSpace] '(' Expression ')' */
  private condition(opener: number): If['branches'][number]['condition'] {
    const { reader } = this;
    reader.skipWhiteSpace();
    reader.expect('left-parenthesis', 'a condition in parentheses', opener);
    const condition = this.expressions.expression(opener);
    reader.expect('right-parenthesis', 'an operator or the closing parenthesis of this condition', opener);
    return condition;
  }

  /** Set = '#set(' [WhiteSpace] Reference [WhiteSpace] '=' Expression ')' */
  private set(): Statement {
    const { reader } = this;
    const { start: tokenStart, image } = reader.take();
    const start = tokenStart + image.indexOf('#');
    reader.skipWhiteSpace();
    if (!reader.at('identifier') && !reader.at('left-brace')) reader.fail('a reference to set', start);
    const target = this.expressions.reference(start);
    reader.skipWhiteSpace();
    reader.expect('=', 'an = behind the reference to set', start);
    const value = this.expressions.expression(start);
    reader.expect('right-parenthesis', 'an operator or the closing parenthesis of this #set', start);
    reader.lexer.endSet();
    return { kind: 'set', target, value, start, end: reader.end };
  }

  /** Directive = Name [[WhiteSpace] '(' Argument* ')' [Statement* '#end']] */
  private directive(): Statement {
    const { reader } = this;
    const from = reader.index;
    const { start: tokenStart, image, kind } = reader.take();
    const hash = image.indexOf('#');
    const start = tokenStart + Math.max(hash, 0);
    const name = kind === 'braced-word' ? image.slice(2, -1) : image.slice(1);
    reader.lexer.enterDirective();
    if (!reader.lexer.parenthesisFollows()) {
      if (name === 'macro') {
        throw this.reader.error(start, 'found #macro without a name', 'the macro’s name in parentheses');
      }
      reader.lexer.leaveDirective();
      return this.bareDirective(name, start, from);
    }
    const parsed = this.arguments(name, start);
    const bodyFrom = reader.index;
    const hasBody =
      name.startsWith('@') || name === 'foreach' || name === 'define' || name === 'literal' || name === 'macro';
    if (!hasBody) return this.lineDirective(name, parsed, start, from);
    const body = this.block();
    const bodyTo = reader.index;
    reader.expect('end', `the #end of this #${name}`, start);
    return this.blockDirective(name, { ...parsed, body, bodyFrom, bodyTo }, start, from);
  }

  /** Argument* = ([WhiteSpace] [',' [WhiteSpace]] (Value | Word))* */
  private arguments(name: string, start: number): ParsedArguments {
    const { reader } = this;
    reader.skipWhiteSpace();
    reader.take();
    const values: Argument[] = [];
    const tokens: Token[] = [];
    const texts: string[] = [];
    for (;;) {
      reader.skipWhiteSpace();
      const comma = reader.accept('comma');
      if (comma !== undefined) reader.skipWhiteSpace();
      const token = reader.peek();
      if (comma === undefined && token.kind === 'right-parenthesis') break;
      const from = reader.index;
      if (token.kind === 'word') {
        this.checkWord(name, values.length, token);
        reader.take();
        values.push({ kind: 'word', text: token.image, start: token.start, end: token.end });
      } else {
        if (name === 'macro' && values.length === 0) {
          reader.fail('the macro’s name, without quotes', start);
        }
        values.push(this.expressions.value(`an argument or the closing parenthesis of this #${name}`, start));
      }
      tokens.push(token);
      texts.push(reader.text(from, reader.index));
    }
    reader.take();
    return { values, tokens, texts };
  }

  /** Bare words are allowed as a macro's name, as the `in` of a loop, and where a macro might be called. */
  private checkWord(name: string, index: number, { start, image }: Token): void {
    const isAllowed = !DIRECTIVES.has(name) || (name === 'macro' && index === 0) || (name === 'foreach' && index === 1);
    if (isAllowed) return;
    throw this.reader.error(
      start,
      `found the bare word ${image} among the arguments of #${name}`,
      name === 'macro' ? 'a parameter such as $name' : 'a reference or a literal',
    );
  }

  /** A directive's name without parentheses. */
  private bareDirective(name: string, start: number, from: number): Statement {
    const { reader } = this;
    const { end } = reader;
    switch (name) {
      case 'foreach':
      case 'define':
      case 'literal':
        return this.invalid(start, `#${name} has no parentheses`);
      default:
        return this.lineDirective(name, { values: [], tokens: [], texts: [] }, start, from, end);
    }
  }

  private lineDirective(
    name: string,
    { values }: ParsedArguments,
    start: number,
    from: number,
    end = this.reader.end,
  ): Statement {
    switch (name) {
      case 'evaluate': {
        const [argument, surplus] = values;
        if (argument?.kind === 'string' || argument?.kind === 'reference') {
          if (surplus === undefined) return { kind: 'evaluate', argument, start, end };
        }
        throw this.reader.error(
          (surplus ?? argument)?.start ?? start,
          `found #evaluate with ${argument === undefined ? 'nothing to evaluate' : surplus === undefined ? 'something else than a text' : 'two arguments'}`,
          'one string or reference in its parentheses',
        );
      }
      case 'break':
      case 'stop':
        if (values.length > 1) return this.invalid(start, `#${name} takes one argument at most`);
        return name === 'break'
          ? { kind: 'break', scope: values[0], start, end }
          : { kind: 'stop', message: values[0], start, end };
      case 'parse':
      case 'include':
        return { kind: 'include', directive: name, arguments: values, start, end };
      default: {
        const source = this.reader.images(from, this.reader.index);
        return name.startsWith('@')
          ? { kind: 'text', text: `#${name}`, start, end }
          : { kind: 'macro-call', name, arguments: values, body: undefined, source, start, end };
      }
    }
  }

  private blockDirective(name: string, parsed: ParsedBlock, start: number, from: number): Statement {
    const { reader } = this;
    const { end } = reader;
    const { values, tokens, texts, body } = parsed;
    switch (name) {
      case 'foreach':
        return {
          kind: 'foreach',
          variable: values[0]?.kind === 'reference' ? values[0].name : (tokens[0]?.image.slice(1) ?? ''),
          list: values[2],
          // Velocity renders the fourth argument if there is one.
          body: values.length < 2 ? undefined : values.length > 3 ? values.slice(3, 4).filter(isReference) : body,
          start,
          end,
        };
      case 'define': {
        const [target] = tokens;
        if (target === undefined || values.length > 1) return this.invalid(start, '#define takes one reference');
        return { kind: 'define', name: definedName(values[0], target), body, start, end };
      }
      case 'literal':
        if (texts.length === 0 && parsed.bodyFrom === parsed.bodyTo) {
          return this.invalid(start, '#literal has nothing between its parentheses and its #end');
        }
        return { kind: 'text', text: texts[0] ?? reader.text(parsed.bodyFrom, parsed.bodyTo), start, end };
      case 'macro': {
        const [macro] = tokens;
        if (macro === undefined) {
          throw this.reader.error(start, 'found #macro without a name', 'the macro’s name in parentheses');
        }
        this.session.macros.add(macro.image);
        const parameters = values.slice(1).map((value, index) => definedName(value, tokens[index + 1] ?? macro));
        return { kind: 'macro', name: macro.image, parameters, body, start, end };
      }
      default: {
        const source = reader.images(from, reader.index);
        return { kind: 'macro-call', name: name.slice(1), arguments: values, body, source, start, end };
      }
    }
  }
}

interface ParsedArguments {
  readonly values: readonly Argument[];
  /** The first token of each. */
  readonly tokens: readonly Token[];
  readonly texts: readonly string[];
}

interface ParsedBlock extends ParsedArguments {
  readonly body: Block;
  readonly bodyFrom: number;
  readonly bodyTo: number;
}

function textOf(token: Token, text: string): Text {
  return { kind: 'text', text, start: token.start, end: token.end };
}

/** A comment may begin with characters that are none of it: `$##`. */
function beforeComment(image: string): string {
  const line = image.indexOf('##');
  const block = image.indexOf('#*');
  return image.slice(0, Math.max(line >= 0 ? line : block, 0));
}

function isReference(argument: Argument): argument is Reference {
  return argument.kind === 'reference';
}

/** The name that `$name` gives to a macro's parameter or a `#define`: all but the `$` of its first token. */
function definedName(value: Argument | undefined, first: Token): string {
  if (value?.kind === 'reference') return value.assigned;
  return first.image.startsWith('$') ? first.image.slice(1) : first.image;
}
