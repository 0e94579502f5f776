import { compileProgram } from './compiler.js';
import { JavaRegexReplacementError } from './errors.js';
import { flagBits, type JavaRegexFlags } from './flags.js';
import { Machine } from './machine.js';
import { parseRegex } from './parser.js';
import type { Program } from './program.js';
import { parseReplacement, type ReplacementPart } from './replacement.js';

export { JavaRegexLimitError, JavaRegexReplacementError, JavaRegexSyntaxError } from './errors.js';

/**
 * Steps that one call (`matches`, `find`, `replaceAll`, …) may take, unless the option `maxSteps` says otherwise: some
 * tenths of a second. `STEPS_PER_CHARACTER` for each character of the input are added.
 */
export const DEFAULT_MAX_STEPS = 10_000_000;
const STEPS_PER_CHARACTER = 8;

export interface JavaRegexOptions extends JavaRegexFlags {
  /** @default DEFAULT_MAX_STEPS */
  readonly maxSteps?: number;
}

/** A match. */
export interface JavaMatch {
  readonly start: number;
  readonly end: number;
  /**
   * The text of a group, `null` if it took no part; 0 is the match itself.
   *
   * @throws {JavaRegexReplacementError} when there is no such group
   */
  group(group: number | string): string | null;
}

/**
 * A compiled pattern. It has no state: `find` knows nothing of earlier calls. Every method that matches throws
 * `JavaRegexLimitError` when it takes too many steps.
 */
export interface JavaRegex {
  readonly pattern: string;
  /** Number of capturing groups. */
  readonly groupCount: number;
  /** Whether the whole input matches. */
  matches(input: string): boolean;
  /** The first match that begins at `from` (default 0) or later; `\G` holds at `from`. */
  find(input: string, from?: number): JavaMatch | null;
  /** Every match, one after the other, as `Matcher.find` finds them; after an empty match it moves on by one. */
  findAll(input: string): Iterable<JavaMatch>;
  /** Whether the beginning of the input matches. */
  lookingAt(input: string): boolean;
  /**
   * Replaces every match. In the replacement `$1` and `${name}` stand for groups, `\` makes the next character plain.
   *
   * @throws {JavaRegexReplacementError} what Java refuses, and only when something matches
   */
  replaceAll(input: string, replacement: string): string;
  /** Replaces the first match; otherwise as `replaceAll`. */
  replaceFirst(input: string, replacement: string): string;
  /**
   * Splits at every match.
   *
   * @param limit how many parts at most; 0 (the default): all, without the empty ones at the end; negative: all
   */
  split(input: string, limit?: number): string[];
}

/**
 * Compiles a pattern of `java.util.regex`. Nothing is cached here.
 *
 * Documented: https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html
 *
 * @throws {JavaRegexSyntaxError} what Java refuses
 * @throws {JavaRegexLimitError} when groups or classes nest too deeply
 */
export function compileRegex(pattern: string, options: JavaRegexOptions = {}): JavaRegex {
  const parsed = parseRegex(pattern, flagBits(options));
  return new CompiledRegex(pattern, compileProgram(parsed), parsed.groupNames, options.maxSteps ?? DEFAULT_MAX_STEPS);
}

class CompiledRegex implements JavaRegex {
  constructor(
    readonly pattern: string,
    private readonly program: Program,
    private readonly groupNames: ReadonlyMap<string, number>,
    private readonly maxSteps: number,
  ) {}

  get groupCount(): number {
    return this.program.groupCount;
  }

  matches(input: string): boolean {
    return this.machine(input).matchAt(0, true);
  }

  lookingAt(input: string): boolean {
    return this.machine(input).matchAt(0, false);
  }

  find(input: string, from = 0): JavaMatch | null {
    const machine = this.machine(input);
    return machine.search(from, from) ? this.match(machine, input) : null;
  }

  *findAll(input: string): Generator<JavaMatch> {
    const machine = this.machine(input);
    for (const _bounds of this.bounds(input, machine)) yield this.match(machine, input);
  }

  replaceAll(input: string, replacement: string): string {
    return this.replace(input, replacement, Infinity);
  }

  replaceFirst(input: string, replacement: string): string {
    return this.replace(input, replacement, 1);
  }

  split(input: string, limit = 0): string[] {
    const parts: string[] = [];
    let end = 0;
    for (const [start, matchEnd] of this.bounds(input)) {
      if (limit > 0 && parts.length === limit - 1) break;
      // A match without width at the start makes no empty first part.
      if (matchEnd === 0) continue;
      parts.push(input.slice(end, start));
      end = matchEnd;
    }
    if (end === 0) return [input];
    parts.push(input.slice(end));
    if (limit === 0) while (parts.at(-1) === '') parts.pop();
    return parts;
  }

  private replace(input: string, replacement: string, times: number): string {
    // Most inputs lack what is replaced, such as the escapes in `replaceAll("\\\\'", "'")` (bench scenario lambda-custom).
    if (!input.includes(this.program.prefix)) return input;
    const machine = this.machine(input);
    let parts: readonly ReplacementPart[] | undefined;
    let result = '';
    let end = 0;
    let left = times;
    for (const [start, matchEnd] of this.bounds(input, machine)) {
      parts ??= parseReplacement(replacement, this.program.groupCount, this.groupNames);
      result += input.slice(end, start);
      for (const part of parts)
        result += typeof part === 'string' ? part : (groupText(machine.groups, input, part) ?? '');
      end = matchEnd;
      if (--left === 0) break;
    }
    return result + input.slice(end);
  }

  /** Start and end of each match, one after the other, as `Matcher.find` finds them. */
  private *bounds(input: string, machine = this.machine(input)): Generator<readonly [start: number, end: number]> {
    let from = 0;
    let lastEnd = 0;
    while (from <= input.length && machine.search(from, lastEnd)) {
      const start = machine.groups[0] ?? 0;
      lastEnd = machine.groups[1] ?? 0;
      yield [start, lastEnd];
      from = lastEnd === start ? lastEnd + 1 : lastEnd;
    }
  }

  private machine(input: string): Machine {
    return new Machine(this.program, input, this.pattern, this.maxSteps + input.length * STEPS_PER_CHARACTER);
  }

  private match(machine: Machine, input: string): JavaMatch {
    const { groupNames, groupCount } = this;
    const groups = machine.groups.slice();
    return {
      start: groups[0] ?? 0,
      end: groups[1] ?? 0,
      group(group) {
        const number = typeof group === 'number' ? group : groupNames.get(group);
        if (number === undefined) {
          throw new JavaRegexReplacementError('java.lang.IllegalArgumentException', `No group with name <${group}>`);
        }
        if (number < 0 || number > groupCount) {
          throw new JavaRegexReplacementError('java.lang.IndexOutOfBoundsException', `No group ${number}`);
        }
        return groupText(groups, input, number);
      },
    };
  }
}

function groupText(groups: readonly number[], input: string, group: number): string | null {
  const start = groups[group * 2] ?? -1;
  return start < 0 ? null : input.slice(start, groups[group * 2 + 1]);
}
