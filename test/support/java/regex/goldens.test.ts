import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  compileRegex,
  JavaRegexReplacementError,
  JavaRegexSyntaxError,
  type JavaRegex,
} from '../../../../lib/support/java/regex/index.js';

/** What Java 17 answers; written by `Generate.java` beside the file. */
interface Golden {
  readonly pattern: string;
  readonly error?: string;
  readonly index?: number;
  readonly input: string;
  readonly matches: boolean;
  readonly lookingAt: boolean;
  readonly found: readonly (readonly [start: number, end: number, groups: readonly (string | null)[]])[];
  readonly split: readonly [all: readonly string[], two: readonly string[], withEmptyOnes: readonly string[]];
  readonly replacement: string;
  readonly replacedAll?: string;
  readonly replacedFirst?: string;
  readonly refusal?: readonly [javaClass: string, message: string];
}

const goldens = readFileSync(join(__dirname, '../../../golden/java-regex/goldens.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Golden);

/** Every match, found by `replaceAll`'s own walk: a replacement of `$0` shows where each begins and ends. */
function answers(golden: Golden): unknown {
  let regex: JavaRegex;
  try {
    regex = compileRegex(golden.pattern);
  } catch (error) {
    if (!(error instanceof JavaRegexSyntaxError)) throw error;
    return { pattern: golden.pattern, error: error.description, index: error.index };
  }
  const { input, replacement } = golden;
  return {
    pattern: golden.pattern,
    input,
    matches: regex.matches(input),
    lookingAt: regex.lookingAt(input),
    found: Array.from(regex.findAll(input), (match) => [
      match.start,
      match.end,
      Array.from({ length: regex.groupCount }, (_, index) => match.group(index + 1)),
    ]),
    split: [regex.split(input), regex.split(input, 2), regex.split(input, -1)],
    replacement,
    ...replaced(regex, input, replacement),
  };
}

function replaced(regex: JavaRegex, input: string, replacement: string): Partial<Golden> {
  try {
    return {
      replacedAll: regex.replaceAll(input, replacement),
      replacedFirst: regex.replaceFirst(input, replacement),
    };
  } catch (error) {
    if (!(error instanceof JavaRegexReplacementError)) throw error;
    return { refusal: [error.javaClass, error.message] };
  }
}

describe('compileRegex() agrees with Java 17', () => {
  test('there are many cases of each sort', () => {
    expect(goldens.length).toBeGreaterThan(1000);
    expect(goldens.filter((golden) => golden.error !== undefined).length).toBeGreaterThan(70);
    expect(goldens.filter((golden) => golden.refusal !== undefined).length).toBeGreaterThan(30);
  });

  test('in every case', () => {
    const different = goldens.map((golden) => [golden, answers(golden)]).filter(([java, ours]) => !equal(java, ours));
    expect(different).toEqual([]);
  });
});

function equal(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
