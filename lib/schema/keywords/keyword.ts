import type { JsonType } from '../json.js';
import type { NormalSchema } from '../normal-schema.js';

/** What a keyword needs of the validation around it. */
export interface Validation {
  /** Whether a value fits a schema. */
  fits(schema: NormalSchema, value: unknown): boolean;
  /** Validates a value by a further schema; what is wrong is reported as if the schema stood here. */
  applyHere(schema: NormalSchema, value: unknown): void;
  /** Whether a pattern matches somewhere in a text. */
  matches(pattern: string, text: string): boolean;
}

/** A validation keyword: which values it is about, and what is wrong with one. */
export interface Keyword {
  readonly name: keyof NormalSchema;
  /** Default: values of every type. */
  readonly types?: readonly JsonType[];
  /** The messages for a value of one of the types, none if it fits. */
  check(schema: NormalSchema, value: unknown, validation: Validation): readonly string[];
}

/** As API Gateway prints values and lists: compact JSON. */
export function printed(value: unknown): string {
  return JSON.stringify(value);
}

/** No message, or the one. */
export function unless(fits: boolean, message: () => string): readonly string[] {
  return fits ? [] : [message()];
}
