/** Ends parsing with what is wrong. */
export type Fail = (detail: string) => never;

/** A path that Jayway does not compile. */
export class JsonPathSyntaxError extends Error {
  /**
   * @param detail what is wrong
   * @param source the path as written
   * @param offset where in `source`, in UTF-16 units
   * @param javaClass what Java throws: `IllegalArgumentException` for an empty path, `StackOverflowError` for one of too
   *   many steps, `InvalidPathException` for any other
   */
  constructor(
    detail: string,
    readonly source: string,
    readonly offset: number,
    readonly javaClass:
      'InvalidPathException' | 'IllegalArgumentException' | 'StackOverflowError' = 'InvalidPathException',
  ) {
    super(`Cannot parse JSONPath "${source}": ${detail}`);
    this.name = 'JsonPathSyntaxError';
  }
}

/**
 * What Java throws when a compiled path meets a document. `PathNotFoundException` is the one that `$input` reads as
 * null.
 */
export type JsonPathJavaClass =
  | 'PathNotFoundException'
  /** A step that does not apply to the kind of value it meets. */
  | 'InvalidPathException'
  /** A JSON null in the document's place. */
  | 'IllegalArgumentException'
  /** A filter compares a number with text that is none. */
  | 'NumberFormatException'
  /** The right side of `=~` is no regular expression. */
  | 'ClassCastException'
  /** `..` as the last step, which is what becomes of the path `.`. */
  | 'IllegalStateException'
  /** `[?]` without filter. */
  | 'NullPointerException'
  /** A document nested without end, which only a template can make. */
  | 'StackOverflowError'
  /** More visits than any real path and document need. */
  | 'OutOfMemoryError';

/** A document that a path cannot be read from. */
export class JsonPathEvaluationError extends Error {
  constructor(
    readonly javaClass: JsonPathJavaClass,
    detail: string,
  ) {
    super(`Cannot read JSONPath: ${detail}`);
    this.name = 'JsonPathEvaluationError';
  }
}
