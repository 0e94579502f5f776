import { knownText, type IntegrationResponse } from '../model/index.js';
import {
  compileRegex,
  JavaRegexLimitError,
  JavaRegexSyntaxError,
  type JavaRegex,
} from '../support/java/regex/index.js';

/** Every status that a backend may respond with. */
const STATUSES: readonly string[] = Array.from({ length: 500 }, (_value, index) => String(index + 100));

/** Whether an integration response is the default: it has no selection pattern. */
export function isDefaultResponse({ selectionPattern }: IntegrationResponse): boolean {
  return selectionPattern === undefined || selectionPattern === '';
}

/** The selection pattern of an integration response; undefined where it is the default, not known yet or not valid. */
export function patternOf({ selectionPattern }: IntegrationResponse): JavaRegex | undefined {
  const text = knownText(selectionPattern);
  if (text === undefined || text === '') return undefined;
  try {
    return compileRegex(text);
  } catch (error) {
    if (error instanceof JavaRegexSyntaxError || error instanceof JavaRegexLimitError) return undefined;
    throw error;
  }
}

/** Whether a pattern matches the whole of a string; one that takes too many steps is taken as one that does. */
export function matches(pattern: JavaRegex, text: string): boolean {
  try {
    return pattern.matches(text);
  } catch (error) {
    if (error instanceof JavaRegexLimitError) return true;
    throw error;
  }
}

/** The statuses from 100 to 599 that a pattern selects. */
export function statusesOf(pattern: JavaRegex): readonly string[] {
  return STATUSES.filter((status) => matches(pattern, status));
}
