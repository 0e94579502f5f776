import { escapePointer, SCHEMA_POINTER } from '../../formats/openapi.js';
import {
  isDeployTime,
  mapReferences,
  parseModelReference,
  type Document,
  type SchemaModel,
  type Value,
} from '../../model/index.js';
import type { Members } from './members.js';

/** The models of an API, by name. A model's description is its schema's. */
export function renderSchemas(models: readonly SchemaModel[]): Members {
  return Object.fromEntries(models.map((model) => [model.name, renderSchema(model.schema)]));
}

/** A schema whose references to models are the document's own. */
export function renderSchema(schema: Document): Document {
  return mapReferences(schema, renderReference);
}

/** `{ $ref: … }` for a model in a request's or a response's content. */
export function renderModelReference(name: string): Members {
  return { $ref: SCHEMA_POINTER + escapePointer(name) };
}

function renderReference(ref: Value<string>): Value<string> {
  if (isDeployTime(ref)) return ref;
  const name = parseModelReference(ref);
  return name === undefined ? ref : SCHEMA_POINTER + escapePointer(name);
}
