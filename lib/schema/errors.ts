/** A schema that cannot be used. The message says which part, and why. */
export class SchemaCompileError extends Error {
  override readonly name = 'SchemaCompileError';

  constructor(
    readonly reason: string,
    /** JSON pointer of the part, as a fragment: `#/properties/name`. */
    readonly pointer: string,
  ) {
    super(`Cannot use the schema: ${reason} (at ${pointer})`);
  }
}

/** A validation that would take too long or too deep: the schema's references multiply for each level of the value. */
export class SchemaLimitError extends Error {
  override readonly name = 'SchemaLimitError';

  constructor() {
    super('Cannot validate the value: its schema follows more references or nests deeper than the limit');
  }
}

/** One way in which a value does not fit, in the words of API Gateway. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer of the part of the value: `/pets/0/name`, empty for the whole. */
  readonly pointer: string;
  readonly message: string;
}
