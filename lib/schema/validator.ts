import type { SchemaError } from './errors.js';
import type { NormalSchema } from './normal-schema.js';

/** A part of a schema, compiled for values of one type. */
export interface Validator<T = unknown> {
  /** Whether a value fits. */
  readonly accepts: (value: T) => boolean;
  /** Adds what is wrong with the value at `pointer` to `errors`: nothing when it fits. */
  readonly explain: (value: T, pointer: string, errors: SchemaError[]) => void;
}

/** Compiles a schema that stands within another one. */
export type Compile = (schema: NormalSchema) => Validator;

/** Combines validators: a value must fit all of them. */
export function every<T>(validators: readonly Validator<T>[]): Validator<T> {
  const [first] = validators;
  if (first !== undefined && validators.length === 1) return first;
  const tests = validators.map(({ accepts }) => accepts);
  return {
    accepts(value) {
      for (const accepts of tests) if (!accepts(value)) return false;
      return true;
    },
    explain(value, pointer, errors) {
      for (const { explain } of validators) explain(value, pointer, errors);
    },
  };
}
