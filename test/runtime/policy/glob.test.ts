import { describe, expect, test } from 'vitest';
import { compileArnPattern } from '../../../lib/runtime/policy/arn-pattern.js';
import { ANY, compileGlob, ONE, type GlobPart } from '../../../lib/runtime/policy/glob.js';

describe('compileGlob', () => {
  test.each([
    ['', '', true],
    ['', 'a', false],
    ['abc', 'abc', true],
    ['a*', 'a', true],
    ['*a', 'ba', true],
    ['a*a', 'a', false],
    ['**', '', true],
    ['?', '', false],
    ['?*?', 'ab', true],
    ['*?b*', 'b', false],
    ['*ab*ba*', 'abab', false],
    ['*ab*ba*', 'abba', true],
    ['*a?c*', 'aabc', true],
  ])('%s of %s: %s', (pattern, text, matches) => {
    expect(compileGlob(parts(pattern))(text)).toBe(matches);
  });

  // With backtracking, each of these would outlive the test run.
  test.each([
    ['a*'.repeat(200) + 'b', 'a'.repeat(8000)],
    ['*a'.repeat(200) + '*b', 'a'.repeat(8000)],
    ['*' + 'a?'.repeat(200) + 'b*', 'a'.repeat(8000)],
    ['*'.repeat(4000) + 'b', 'a'.repeat(8000)],
  ])('ends for a hostile pattern', (pattern, text) => {
    expect(compileGlob(parts(pattern))(text)).toBe(false);
    expect(compileArnPattern(parts(`arn:aws:execute-api:*:*:${pattern}`))(`arn:aws:execute-api:r:1:${text}`)).toBe(
      false,
    );
  });
});

function parts(pattern: string): readonly GlobPart[] {
  const wildcards: Readonly<Record<string, GlobPart>> = { '*': ANY, '?': ONE };
  return pattern.split(/([*?])/).map((part) => wildcards[part] ?? part);
}
