import {
  compileRegex,
  JavaRegexLimitError,
  JavaRegexSyntaxError,
  type JavaRegex,
} from '../support/java/regex/index.js';
import { SchemaCompileError } from './errors.js';

/** Steps that one pattern may take on one text (see `support/java/regex`): about 20 ms. */
const MAX_PATTERN_STEPS = 1_000_000;

/**
 * Compiles a pattern of a schema.
 *
 * Assumed: patterns are Java's. (The library whose words API Gateway uses calls them ECMA 262; the dialects agree on what
 * schemas usually hold.) They match anywhere in the text.
 *
 * @throws {SchemaCompileError} when it is not a pattern
 */
export function schemaPattern(pattern: string, pointer: string): JavaRegex {
  try {
    return compileRegex(pattern, { maxSteps: MAX_PATTERN_STEPS });
  } catch (error) {
    if (error instanceof JavaRegexSyntaxError || error instanceof JavaRegexLimitError) {
      throw new SchemaCompileError(`the pattern cannot be read: ${error.message}`, pointer);
    }
    throw error;
  }
}
