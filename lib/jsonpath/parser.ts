import { trimJava } from '../support/java/trim.js';
import { isDefinite, type Path, type Step } from './ast.js';
import { parseBracket } from './bracket-parser.js';
import { JsonPathSyntaxError, type Fail } from './errors.js';

/** Java recurses over the steps and ends with an overflow some thousands of steps later. */
const MAX_STEPS = 500;

const NOT_DEFINITE = 'a path in a filter must be definite';

/**
 * Parses a path of release 2.0.0.
 *
 *     path    = [ "$" | "@" ] , { step }        without a beginning, "$." is put before the text
 *     step    = "." , [ name ]                  a dot before a bracket means nothing
 *             | ".." | "*" | "$" | name
 *             | "[" ... "]"                     see parseBracket()
 *     name    = characters up to the next ".", "[" or space
 *
 * A name may follow a bracket without a dot, and most of what makes no sense is read as a name.
 *
 * Observed: docs/aws/jsonpath.md sections 2 and 3.
 *
 * @throws {JsonPathSyntaxError}
 */
export function parsePath(source: string): Path {
  return new PathParser(source).parse();
}

class PathParser {
  private readonly text: string;
  /** What added to an offset in `text` gives one in the source. */
  private readonly shift: number = 0;
  private at = 1;
  private readonly steps: Step[] = [];

  constructor(
    private readonly source: string,
    /** Set for a path of a filter, which must be definite: fails the path around it. */
    private readonly failOuter?: Fail,
  ) {
    const trimmed = trimJava(source);
    if (source === '') throw this.error('the path is empty', 0, 'IllegalArgumentException');
    if (trimmed.endsWith('..')) throw this.error('a path cannot end with a scan', source.length);
    const anchored = trimmed.startsWith('$') || trimmed.startsWith('@');
    this.text = anchored ? trimmed : `$.${trimmed}`;
    this.shift = source.indexOf(trimmed) - (anchored ? 0 : 2);
  }

  parse(): Path {
    if (this.text.length > 1 && this.text[1] !== '.' && this.text[1] !== '[') {
      throw this.error(`expected "." or "[" behind "${this.text.charAt(0)}"`, 1);
    }
    while (this.at < this.text.length) this.parseStep();
    return { fromRoot: this.text.startsWith('$'), steps: this.steps };
  }

  private parseStep(): void {
    switch (this.text[this.at]) {
      case ' ':
        throw this.error('a space is not allowed here', this.at);
      case '$':
        this.add({ kind: 'self' }, 1);
        return;
      case '*':
        this.add({ kind: 'wildcard', inBrackets: false }, 1);
        return;
      case '[':
        this.parseBracketStep();
        return;
      case '.':
        this.parseDotStep();
        return;
      default:
        this.addName(this.nameLength());
    }
  }

  private parseDotStep(): void {
    this.at++;
    if (this.at === this.text.length) throw this.error('expected a name behind the last "."', this.at);
    if (this.text[this.at] === '.') {
      this.add({ kind: 'scan' }, 1);
      return;
    }
    const length = this.nameLength();
    if (length === 1 && this.text[this.at] === '*') this.add({ kind: 'wildcard', inBrackets: false }, 1);
    else if (length > 0) this.addName(length);
  }

  /** A dot name is read like a quoted one, so quotes and "]" in it have that effect; nearly every name has neither. */
  private addName(length: number): void {
    const name = this.text.slice(this.at, this.at + length);
    this.add(/['\]]/.test(name) ? this.bracket(`['${name}']`) : { kind: 'properties', names: [name] }, length);
  }

  private parseBracketStep(): void {
    const end = this.closingBracket();
    this.add(this.bracket(this.text.slice(this.at, end)), end - this.at);
  }

  private bracket(fragment: string): Step {
    const fail: Fail = (detail) => this.fail(detail);
    // A filter within a filter is refused anyway; to look into it first would take as long as its author likes.
    const parseFilterPath =
      this.failOuter === undefined
        ? (source: string) => new PathParser(source, fail).parse()
        : () => fail(NOT_DEFINITE);
    return parseBracket(fragment, parseFilterPath, fail);
  }

  private add(step: Step, length: number): void {
    if (this.failOuter !== undefined && !isDefinite(step)) this.fail(NOT_DEFINITE);
    if (this.steps.length === MAX_STEPS) {
      throw this.error(`more than ${MAX_STEPS} steps`, this.at, 'StackOverflowError');
    }
    this.steps.push(step);
    this.at += length;
  }

  private nameLength(): number {
    const rest = /[.[ ]/g;
    rest.lastIndex = this.at;
    return (rest.exec(this.text)?.index ?? this.text.length) - this.at;
  }

  /** The offset behind the bracket that closes the one here, or the end of the text; quotes do not count. */
  private closingBracket(): number {
    let depth = 0;
    for (let at = this.at; at < this.text.length; at++) {
      if (this.text[at] === '[') depth++;
      else if (this.text[at] === ']' && --depth === 0) return at + 1;
    }
    return this.text.length;
  }

  private fail(detail: string): never {
    throw this.error(detail, this.at);
  }

  private error(detail: string, at: number, javaClass?: JsonPathSyntaxError['javaClass']): JsonPathSyntaxError {
    if (this.failOuter !== undefined) this.failOuter(`${detail} (in "${this.source}")`);
    return new JsonPathSyntaxError(detail, this.source, Math.max(0, at + this.shift), javaClass);
  }
}
