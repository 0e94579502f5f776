import type { Document } from './value.js';

/**
 * An API Gateway model: a JSON Schema of draft 4 under a name.
 *
 * References to other models are written `#/models/<name>` here, whatever form the source had.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export interface SchemaModel {
  readonly name: string;
  /** Default `application/json`. */
  readonly contentType?: string;
  readonly description?: string;
  readonly schema: Document;
}

const MODEL_POINTER = '#/models/';

export function printModelReference(name: string): string {
  return MODEL_POINTER + name;
}

/** The model that a `$ref` of a model's schema names. */
export function parseModelReference(ref: string): string | undefined {
  return ref.startsWith(MODEL_POINTER) ? ref.slice(MODEL_POINTER.length) : undefined;
}
