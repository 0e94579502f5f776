/** A pattern that `java.util.regex.Pattern.compile` refuses, with the words and the index of its PatternSyntaxException. */
export class JavaRegexSyntaxError extends Error {
  override readonly name = 'JavaRegexSyntaxError';

  /**
   * @param description what is wrong, as Java words it: `Unclosed group`
   * @param index where Java saw it, in code points of the pattern after `\Q…\E` was written out; -1 if nowhere
   */
  constructor(
    readonly description: string,
    readonly index: number,
    readonly pattern: string,
  ) {
    super(`${description}${index >= 0 ? ` near index ${index}` : ''}: ${JSON.stringify(pattern)}`);
  }
}

/** A replacement text or a group reference that Java refuses; `javaClass` names the exception it throws. */
export class JavaRegexReplacementError extends Error {
  override readonly name = 'JavaRegexReplacementError';

  constructor(
    readonly javaClass: 'java.lang.IllegalArgumentException' | 'java.lang.IndexOutOfBoundsException',
    message: string,
  ) {
    super(message);
  }
}

/** A pattern nests too deeply, or a match took more steps or more memory than it may. */
export class JavaRegexLimitError extends Error {
  override readonly name = 'JavaRegexLimitError';

  constructor(
    readonly limit: 'steps' | 'memory' | 'nesting',
    readonly pattern: string,
  ) {
    super(
      limit === 'nesting'
        ? 'Cannot compile the regular expression: it nests deeper than the limit'
        : `Cannot finish matching the regular expression ${JSON.stringify(pattern.slice(0, 200))}: it exceeds the limit of ${limit}`,
    );
  }
}
