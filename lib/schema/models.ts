import { readDocument } from './limits.js';
import type { NormalSchema } from './normal-schema.js';

/** Finds a model of the API by its name; `undefined` when there is none. */
export type ResolveModel = (name: string) => unknown;

export interface SchemaDocument {
  /** The model's name; `undefined` for the schema that is compiled. */
  readonly name: string | undefined;
  readonly json: unknown;
  readonly bytes: number;
}

/** What a reference leads to: a document or a part of one. */
export interface SchemaPart {
  readonly document: SchemaDocument;
  readonly tokens: readonly string[];
}

/** A part in its normal form, and where its references lead, by their keys. */
export interface Definition {
  readonly schema: NormalSchema;
  readonly references: ReadonlyMap<string, SchemaPart>;
}

/**
 * The models of an API, as schemas name them. Schemas that are compiled with the same models read each of them once: of
 * models that all name each other, each would read all the others.
 */
export class SchemaModels {
  /** Parts of models that a schema has led to, by key. */
  readonly definitions = new Map<string, Definition>();
  private readonly documents = new Map<string, SchemaDocument>();

  constructor(private readonly resolveModel: ResolveModel) {}

  /** @throws {SchemaCompileError} when the model is too large or too deep, or no object */
  find(name: string): SchemaDocument | undefined {
    const known = this.documents.get(name);
    if (known !== undefined) return known;
    const schema = this.resolveModel(name);
    if (schema === undefined) return undefined;
    const document = { name, ...readDocument(schema) };
    this.documents.set(name, document);
    return document;
  }
}
