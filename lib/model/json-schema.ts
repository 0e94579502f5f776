import { isDeployTime, isDocumentObject, type Document, type DocumentObject, type Value } from './value.js';

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

/** Members of a schema that map names to schemas: below them a key is a name, not a keyword. */
export const NAMED_SCHEMAS: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'definitions',
  '$defs',
  'dependencies',
]);

/** Members of a schema that hold data, in which `$ref` means nothing. */
export const SCHEMA_DATA: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'example', 'examples']);

/**
 * Replaces every `$ref` of a schema, at any depth. Data is left alone, and what has no reference is returned as it is.
 */
export function mapReferences(schema: Document, replace: (ref: Value<string>) => Value<string>): Document {
  if (Array.isArray(schema)) return mapItems(schema as readonly Document[], (item) => mapReferences(item, replace));
  if (!isDocumentObject(schema)) return schema;
  return mapMembers(schema, (member, key) => {
    if (key === '$ref' && (typeof member === 'string' || isDeployTime(member))) return replace(member);
    if (SCHEMA_DATA.has(key)) return member;
    if (NAMED_SCHEMAS.has(key) && isDocumentObject(member))
      return mapMembers(member, (named) => mapReferences(named, replace));
    return mapReferences(member, replace);
  });
}

function mapItems(items: readonly Document[], map: (item: Document) => Document): readonly Document[] {
  const mapped = items.map(map);
  return mapped.some((item, index) => item !== items[index]) ? mapped : items;
}

function mapMembers(members: DocumentObject, map: (member: Document, key: string) => Document): DocumentObject {
  const entries = Object.entries(members);
  const mapped = entries.map(([key, member]): [string, Document] => [key, map(member, key)]);
  return mapped.some(([, member], index) => member !== entries[index]?.[1]) ? Object.fromEntries(mapped) : members;
}
