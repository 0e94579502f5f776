import type { NormalSchema } from '../normal-schema.js';
import type { Compile, Validator } from '../validator.js';

/** A validation keyword about values of one type. */
export interface Keyword<T = unknown> {
  readonly name: keyof NormalSchema;
  /** Compiles the keyword of a schema that has it. */
  readonly compile: (schema: NormalSchema, compile: Compile) => Validator<T>;
}

/** What a keyword that looks at a value as a whole accepts, and its message for any other value. */
export interface Check<T> {
  readonly accepts: (value: T) => boolean;
  readonly message: (value: T) => string;
}

/** A keyword that is one check. */
export function keyword<T>(
  name: keyof NormalSchema,
  compileCheck: (schema: NormalSchema, compile: Compile) => Check<T>,
): Keyword<T> {
  return { name, compile: (schema, compile) => validatorOf(name, compileCheck(schema, compile)) };
}

/** A validator of one check. */
export function validatorOf<T>(name: keyof NormalSchema, { accepts, message }: Check<T>): Validator<T> {
  return {
    accepts,
    explain(value, pointer, errors) {
      if (!accepts(value)) errors.push({ keyword: name, pointer, message: message(value) });
    },
  };
}

/** As API Gateway prints values and lists: compact JSON. */
export function printed(value: unknown): string {
  return JSON.stringify(value);
}
