import type { LaterArgument, LaterPath, LaterStep } from './ast.js';
import { CharacterReader, NotInGrammar, unescapeJava } from './character-reader.js';
import { readLaterFilter } from './filter-reader.js';

/**
 * Reads a path by the grammar of release 2.9.0.
 *
 * Observed: jsonpath-facts sections 2, 3 and 6.
 *
 * @throws {NotInGrammar}
 */
export function readLaterPath(source: string): LaterPath {
  return readNestedPath(source, 0);
}

/** Paths in filters and arguments of paths, deeper than anybody writes; Java goes on until its stack overflows. */
const MAX_NESTING = 10;

function readNestedPath(source: string, nesting: number): LaterPath {
  if (nesting > MAX_NESTING) throw new NotInGrammar();
  const anchored = source.startsWith('$') || source.startsWith('@');
  return new LaterPathReader(anchored ? source : `$.${source}`, nesting).read();
}

class LaterPathReader extends CharacterReader {
  private readonly steps: LaterStep[] = [];

  constructor(
    source: string,
    private readonly nesting: number,
  ) {
    super(source);
  }

  read(): LaterPath {
    this.trim();
    return this.text[this.last] === '.' ? this.refuse() : this.readTrimmed();
  }

  readTrimmed(): LaterPath {
    const anchor = this.character();
    if (anchor !== '$' && anchor !== '@') this.refuse();
    if (this.at < this.last) {
      this.at++;
      if (this.character() !== '.' && this.character() !== '[') this.refuse();
      this.readSteps();
    }
    return { fromRoot: anchor === '$', steps: withScanAsArgument(this.steps) };
  }

  /** A rest of one character behind a step is never looked at. */
  private readSteps(): void {
    do this.readStep();
    while (this.at < this.last);
  }

  private readStep(): void {
    switch (this.character()) {
      case '[':
        this.readBracket();
        return;
      case '.':
        this.readDot();
        return;
      case '*':
        this.add({ kind: 'wildcard', inBrackets: false }, this.at + 1);
        return;
      case ' ':
        this.refuse();
        break;
      default:
        this.readName();
    }
  }

  private readDot(): void {
    if (this.inBounds(this.at + 1) && this.character(this.at + 1) === '.') this.add({ kind: 'scan' }, this.at + 2);
    else this.at++;
    if (this.character() === '.') this.refuse();
    this.readStep();
  }

  private readName(): void {
    const start = this.at;
    while (this.inBounds() && !' .[('.includes(this.character())) this.at++;
    const end = this.at;
    const name = this.text.slice(start, end);
    if (this.inBounds() && this.character() === ' ') this.refuse();
    if (this.inBounds() && this.character() === '(') this.readFunction(name);
    else this.add({ kind: 'properties', names: [name] }, end);
  }

  private readBracket(): void {
    const next = this.nextSignificant(this.at);
    const character = next <= this.last ? this.character(next) : ' ';
    if (character === "'" || character === '"') this.readNames(character);
    else if (/[-:0-9]/.test(character)) this.readSubscript();
    else if (character === '*') this.readWildcard(next);
    else if (character === '?') this.readFilter(next);
    else this.refuse();
  }

  private readWildcard(star: number): void {
    if (!this.isNextSignificant(star, ']')) this.refuse();
    this.add({ kind: 'wildcard', inBrackets: true }, this.nextSignificant(star) + 1);
  }

  /** Between a comma and the next quote anything may stand. */
  private readNames(quote: string): void {
    const names: string[] = [];
    let expectsName = true;
    let at = this.at;
    for (;;) {
      at = this.nextSignificant(at);
      const character = this.inBounds(at) ? this.character(at) : this.refuse();
      if (character === ']') break;
      if (character === ',' && !expectsName) expectsName = true;
      else if (character === quote && expectsName) {
        const end = this.closingQuote(at, quote);
        if (end === -1) this.refuse();
        names.push(unescapeJava(this.text.slice(at + 1, end)));
        expectsName = false;
        at = end;
      } else if (!expectsName || character === ',') this.refuse();
      else if (character === '\\') at++;
    }
    if (expectsName) this.refuse();
    this.add({ kind: 'properties', names }, at + 1);
  }

  private readSubscript(): void {
    const end = this.text.indexOf(']', this.at);
    if (end === -1 || end > this.last) this.refuse();
    const expression = this.text.slice(this.at + 1, end).trim();
    this.add(expression.includes(':') ? this.slice(expression) : this.indexes(expression), end + 1);
  }

  private indexes(expression: string): LaterStep {
    const indexes = expression.split(/\s*,\s*/).map((index) => this.integer(index));
    const [index] = indexes;
    return indexes.length === 1 && index !== undefined ? { kind: 'index', index } : { kind: 'indexes', indexes };
  }

  private slice(expression: string): LaterStep {
    if (!/^[-:0-9]+$/.test(expression)) this.refuse();
    const [from = '', to = ''] = expression.split(':');
    if (from === '' && to === '') this.refuse();
    if (to === '') return { kind: 'slice-from', from: this.integer(from) };
    if (from === '') return { kind: 'slice-to', to: this.integer(to) };
    return { kind: 'slice-between', from: this.integer(from), to: this.integer(to) };
  }

  private integer(text: string): number {
    const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
    return value === (value | 0) ? value | 0 : this.refuse();
  }

  private readFilter(questionMark: number): void {
    const open = this.nextSignificant(questionMark);
    if (this.character(open) !== '(') this.refuse();
    const close = this.closing(open, '(', ')', true);
    if (close === -1 || !this.isNextSignificant(close, ']')) this.refuse();
    const end = this.nextSignificant(close);
    const filter = readLaterFilter(this.text.slice(this.at, end + 1), (source) =>
      readNestedPath(source, this.nesting + 1),
    );
    this.add({ kind: 'filter', filter }, end + 1);
  }

  /** Without arguments the ")" is not read, so that with a step behind it it is taken for a property of that name. */
  private readFunction(name: string): void {
    if (!this.parenthesesClose()) this.refuse();
    this.at++;
    const isEmpty = this.character() === ')';
    this.steps.push({ kind: 'function', name, arguments: isEmpty ? [] : this.readArguments() });
  }

  private parenthesesClose(): boolean {
    let depth = 0;
    for (let at = this.at; at <= this.last; at++) {
      if (this.text[at] === '(') depth++;
      if (this.text[at] === ')' && --depth === 0) return true;
    }
    return false;
  }

  /**
   * Reads arguments as this release finds them: a ")" that leaves one "(" open ends an argument, too, what begins like
   * no value is passed over, and commas are dropped even within quotes.
   */
  private readArguments(): readonly LaterArgument[] {
    const read: LaterArgument[] = [];
    const open = { parentheses: 1, brackets: 0, braces: 0, quotes: 0 };
    let kind: LaterArgument['kind'] | undefined;
    let text = '';
    let previous = '';
    for (let ended = false; this.inBounds() && !ended; this.at++) {
      const character = this.character();
      if (kind === undefined) {
        if (/[ \t\r\n]/.test(character)) continue;
        if (/[-{\d"]/.test(character)) kind = 'json';
        else if (character === '$' || character === '@') kind = 'path';
      }
      if (character === '"') open.quotes += previous !== '\\' && open.quotes > 0 ? -1 : 1;
      if (character === '(') open.parentheses++;
      if (character === '{') open.braces++;
      if (character === '[') open.brackets++;
      if (character === '}' && open.braces-- === 0) this.refuse();
      if (character === ']' && open.brackets-- === 0) this.refuse();
      if (character === ')') {
        open.parentheses--;
        if (open.parentheses < 0 || previous === '(') text += character;
      }
      const isOutside = open.braces === 0 && open.brackets === 0;
      const isComma = character === ',' && open.parentheses === 1;
      if (isOutside && open.quotes === 0 && (isComma || (character === ')' && [0, 1].includes(open.parentheses)))) {
        ended = open.parentheses === 0;
        if (kind !== undefined) {
          read.push(kind === 'json' ? { kind, text } : { kind, path: this.readArgumentPath(text) });
          text = '';
          kind = undefined;
        }
      }
      if (kind !== undefined && !(isOutside && isComma)) text += character;
      previous = character;
    }
    if (open.braces !== 0 || open.parentheses !== 0 || open.brackets !== 0) this.refuse();
    return read;
  }

  private readArgumentPath(text: string): LaterPath {
    if (this.nesting === MAX_NESTING) this.refuse();
    return new LaterPathReader(text, this.nesting + 1).readTrimmed();
  }

  private add(step: LaterStep, next: number): void {
    this.steps.push(step);
    this.at = next;
  }
}

/** `$..n.sum()` means `$.sum($..n)`: a function at the end of a scan takes all that the scan finds. */
function withScanAsArgument(steps: readonly LaterStep[]): readonly LaterStep[] {
  if (steps[0]?.kind !== 'scan' || steps.at(-1)?.kind !== 'function') return steps;
  const position = steps.findIndex(({ kind }) => kind === 'function');
  const call = steps[position];
  if (call?.kind !== 'function') return steps;
  const path: LaterPath = { fromRoot: true, steps: steps.slice(0, position) };
  return [{ ...call, arguments: [{ kind: 'path', path }] }, ...steps.slice(position + 1)];
}
