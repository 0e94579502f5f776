import { compileRegex, type JavaRegex } from '../support/java/regex/index.js';

/** `/pattern/` or `/pattern/i` in a filter. */
export class FilterRegex {
  private readonly regex: JavaRegex;

  /** @throws {JavaRegexSyntaxError} for a pattern that Java refuses */
  constructor(
    readonly pattern: string,
    caseInsensitive: boolean,
  ) {
    this.regex = compileRegex(pattern, { caseInsensitive });
  }

  /** @throws {JavaRegexLimitError} when the pattern takes too long */
  matchesWhole(text: string): boolean {
    return this.regex.matches(text);
  }
}
