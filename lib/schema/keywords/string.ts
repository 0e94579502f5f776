import { FORMATS } from '../formats.js';
import { codePointCount } from '../json.js';
import { keyword, type Keyword } from './keyword.js';

/** Keywords about strings. */
export const STRING_KEYWORDS: readonly Keyword<string>[] = [
  keyword('format', ({ format = '' }) => FORMATS.get(format) ?? { accepts: () => true, message: () => '' }),
  keyword('maxLength', ({ maxLength = Infinity }) => ({
    accepts: (text) => codePointCount(text) <= maxLength,
    message: (text) => `string "${text}" is too long (length: ${codePointCount(text)}, maximum allowed: ${maxLength})`,
  })),
  keyword('minLength', ({ minLength = 0 }) => ({
    accepts: (text) => codePointCount(text) >= minLength,
    message: (text) =>
      `string "${text}" is too short (length: ${codePointCount(text)}, required minimum: ${minLength})`,
  })),
  keyword('pattern', ({ pattern }) => ({
    accepts: (text) => pattern?.find(text) !== null,
    message: (text) => `ECMA 262 regex "${pattern?.pattern ?? ''}" does not match input string "${text}"`,
  })),
];
