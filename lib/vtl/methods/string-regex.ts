import { BoundedMap } from '../../support/bounded-map.js';
import { JavaArray } from '../../support/java/objects.js';
import {
  JavaRegexLimitError,
  JavaRegexReplacementError,
  JavaRegexSyntaxError,
  compileRegex,
  type JavaRegex,
} from '../../support/java/regex/index.js';
import { JavaThrowable } from '../../support/java/throwable.js';
import { method, type CallContext, type MethodRow } from './method-table.js';
import { int, string } from './parameter-types.js';

/** The methods of `java.lang.String` that take a regular expression. */
export const STRING_REGEX_METHODS: readonly MethodRow[] = [
  method('matches', [string], (text: string, [pattern], context) =>
    withRegex(pattern, text, context, (regex) => regex.matches(text)),
  ),
  method('replaceAll', [string, string], (text: string, [pattern, replacement], context) => {
    const replaced = withRegex(pattern, text, context, (regex) => regex.replaceAll(text, replacement));
    context.allowText(replaced.length);
    return replaced;
  }),
  method('replaceFirst', [string, string], (text: string, [pattern, replacement], context) => {
    const replaced = withRegex(pattern, text, context, (regex) => regex.replaceFirst(text, replacement));
    context.allowText(replaced.length);
    return replaced;
  }),
  method('split', [string], (text: string, [pattern], context) => split(text, pattern, 0, context)),
  method('split', [string, int], (text: string, [pattern, limit], context) => split(text, pattern, limit, context)),
];

function split(text: string, pattern: string, limit: number, context: CallContext): JavaArray {
  const parts = withRegex(pattern, text, context, (regex) => regex.split(text, limit));
  context.spend(parts.length);
  return new JavaArray(parts, '[Ljava.lang.String;');
}

/**
 * Steps that a match may take, tried one after the other. What a match really took is not known, so each try costs as
 * much as it might have taken; nearly every real pattern ends within the first.
 */
const STEP_BUDGETS = [1_000, 32_000, 1_000_000] as const;
const REGEX_STEPS_A_STEP = 15;
const CHARACTERS_A_STEP = 4;
const LAST_BUDGET = STEP_BUDGETS.length - 1;

function withRegex<T>(pattern: string, text: string, context: CallContext, match: (regex: JavaRegex) => T): T {
  for (let budget = 0; ; budget++) {
    const maxSteps = STEP_BUDGETS[budget] ?? 0;
    context.spend(maxSteps / REGEX_STEPS_A_STEP + text.length / CHARACTERS_A_STEP);
    try {
      return match(compiled(pattern, maxSteps, context));
    } catch (error) {
      if (error instanceof JavaRegexLimitError && error.limit === 'steps' && budget < LAST_BUDGET) continue;
      throw toThrowable(error);
    }
  }
}

function toThrowable(error: unknown): unknown {
  if (error instanceof JavaRegexSyntaxError) return new JavaThrowable('PatternSyntaxException', error.message);
  if (error instanceof JavaRegexReplacementError) {
    return new JavaThrowable(error.javaClass.replace('java.lang.', ''), error.message);
  }
  if (error instanceof JavaRegexLimitError) return new JavaThrowable('StackOverflowError', error.message);
  // The only RangeError of a match is a result longer than JavaScript's longest text.
  if (error instanceof RangeError) return new JavaThrowable('OutOfMemoryError', error.message);
  return error;
}

/** Compiled patterns. Longer ones are not worth keeping. */
const patterns = new BoundedMap<string, JavaRegex>(256);
const CACHED_CHARACTERS = 1_000;

function compiled(pattern: string, maxSteps: number, context: CallContext): JavaRegex {
  const key = `${maxSteps}:${pattern}`;
  const known = patterns.get(key);
  if (known !== undefined) return known;
  context.spend(pattern.length);
  const regex = compileRegex(pattern, { maxSteps });
  if (pattern.length <= CACHED_CHARACTERS) patterns.set(key, regex);
  return regex;
}
