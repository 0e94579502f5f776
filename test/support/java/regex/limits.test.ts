import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compileRegex,
  JavaRegexLimitError,
  JavaRegexReplacementError,
  JavaRegexSyntaxError,
} from '../../../../lib/support/java/regex/index.js';

const MEGABYTE = 1_000_000;
/** On a quiet machine the slowest needs half a second; a busy one may take several times as long. */
const SOON_MS = 3000;

/** What a call ends with, and how much processor time it takes (wall time depends on what else runs). */
function timed(run: () => unknown): { readonly outcome: unknown; readonly ms: number } {
  const start = process.cpuUsage();
  let outcome: unknown;
  try {
    outcome = run();
  } catch (error) {
    if (!(error instanceof JavaRegexLimitError)) throw error;
    outcome = error.limit;
  }
  return { outcome, ms: process.cpuUsage(start).user / 1000 };
}

describe('hostile patterns', () => {
  test.each<[pattern: string, input: string, outcome: boolean | 'steps' | 'memory']>([
    ['(a+)+$', `${'a'.repeat(5000)}b`, 'steps'],
    ['(a|aa)+$', `${'a'.repeat(5000)}b`, false],
    ['(a|a)*b', 'a'.repeat(50_000), false],
    ['(.*)*x', 'a'.repeat(20_000), 'steps'],
    ['(x+x+)+y', 'x'.repeat(3000), 'steps'],
    ['(a*a*a*a*a*)*b', 'a'.repeat(300), 'steps'],
    ['((a+)+)+b', 'a'.repeat(60), 'steps'],
    ['(a?){60}a{60}', 'a'.repeat(60), true],
    ['(?:a?){60}(?:a?){60}b', 'a'.repeat(60), false],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(200), false],
    ['(a*)*\\1b', 'a'.repeat(40), 'steps'],
    ['(?=(a+)+b)c', 'a'.repeat(60), false],
    ['(?:){1000000000}', '', 'steps'],
    ['(\\b){2000000000}', 'a', 'steps'],
    ['(.|\\n)*Error(.|\\n)*', 'a'.repeat(MEGABYTE / 4), false],
    ['.*.*.*=.*', 'x'.repeat(10_000), 'steps'],
    ['(\\w+\\s?)*$', `${'word '.repeat(2000)}!`, false],
  ])('%s ends soon', (pattern, input, outcome) => {
    const result = timed(() => compileRegex(pattern).matches(input));
    expect(result.outcome).toBe(outcome);
    expect(result.ms).toBeLessThan(SOON_MS);
  });

  test.each<[pattern: string, input: string]>([
    ['.*x', 'a'.repeat(MEGABYTE)],
    ['a*a*b', 'a'.repeat(100_000)],
    ['(?:x*)*y', 'x'.repeat(100_000)],
    ['\\w+@', 'a'.repeat(MEGABYTE)],
    ['(?<=a{0,100000})b', 'a'.repeat(100_000)],
    ['\\X*y', 'a'.repeat(100_000)],
  ])('find, replaceAll and split with %s end soon', (pattern, input) => {
    const regex = compileRegex(pattern);
    for (const run of [() => regex.find(input), () => regex.replaceAll(input, ''), () => regex.split(input)]) {
      const result = timed(run);
      expect(result.outcome).toBe('steps');
      expect(result.ms).toBeLessThan(SOON_MS);
    }
  });

  test('maxSteps bounds one call', () => {
    const regex = compileRegex('(a|b)*c', { maxSteps: 100 });
    expect(regex.matches('abc')).toBe(true);
    expect(() => compileRegex('(a+)+b', { maxSteps: 100 }).matches('a'.repeat(100))).toThrow(JavaRegexLimitError);
  });

  test.each([
    ['(', ')'],
    ['(?:', ')*'],
    ['[', ']'],
    ['(?=', ')'],
    ['[a&&', ']'],
  ])('%s…%s nested 100,000 deep is refused', (open, close) => {
    const nested = `${open.repeat(100_000)}a${close.repeat(100_000)}`;
    expect(() => compileRegex(nested)).toThrow(JavaRegexLimitError);
  });
});

describe('long inputs', () => {
  const long = 'ab'.repeat(MEGABYTE / 2);

  test.each<[pattern: string, matches: boolean]>([
    ['.*', true],
    ['(?:ab)*', true],
    ['(ab)*+', true],
    ['(a|b)*', true],
    ['(?:a|b)*?', true],
    ['[ab]+?', true],
    ['((a)(b))+', true],
    ['(?s).*b', true],
    ['(?:.)*', true],
    ['(?:(?=a)a|b)*', true],
  ])('%s takes a million characters', (pattern, matches) => {
    const result = timed(() => compileRegex(pattern).matches(long));
    expect(result.outcome).toBe(matches);
    expect(result.ms).toBeLessThan(SOON_MS);
  });

  test('replaceAll and split handle a million matches', () => {
    expect(compileRegex('a').replaceAll(long, '')).toBe('b'.repeat(MEGABYTE / 2));
    expect(compileRegex('b').split(long)).toHaveLength(MEGABYTE / 2);
  });
});

describe('any pattern', () => {
  const piece = fc.constantFrom(
    ...'a b . * + ? | ( ) [ ] { } ^ $ \\ - & && , 1 {2} {1,3} (?: (?= (?! (?<= (?<! (?> (?i) (?<n> \\1 \\k<n> \\Q \\E'.split(
      ' ',
    ),
    ...'\\d \\W \\b \\B \\R \\X \\p{L} \\pN \\x41 \\0 \\c \\u0041 [^a] [a-c] [a&&b] # é 😀 \ud83d'.split(' '),
  );
  const pattern = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
  const text = fc.array(fc.constantFrom('a', 'b', '1', '\n', '\r', 'é', '😀', ' '), { maxLength: 12 });
  const replacement = fc.array(fc.constantFrom('$', '1', '{n}', '\\', 'x', '0'), { maxLength: 4 });

  test('is compiled and run, or refused with an error of ours', () => {
    fc.assert(
      fc.property(pattern, text, replacement, (source, characters, replacementParts) => {
        const input = characters.join('');
        try {
          const regex = compileRegex(source, { maxSteps: 100_000 });
          regex.matches(input);
          regex.lookingAt(input);
          regex.split(input, 3);
          for (const match of regex.findAll(input)) {
            expect(match.group(0)).toBe(input.slice(match.start, match.end));
          }
          regex.replaceAll(input, replacementParts.join(''));
        } catch (error) {
          const known = [JavaRegexSyntaxError, JavaRegexLimitError, JavaRegexReplacementError];
          expect(known.some((kind) => error instanceof kind)).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
  });
});
