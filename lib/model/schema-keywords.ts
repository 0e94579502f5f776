import { NAMED_SCHEMAS, SCHEMA_DATA } from './json-schema.js';
import { isDocumentObject, type Document, type DocumentObject } from './value.js';

/** The keywords of draft 4, those that only describe too. */
const DRAFT_4: ReadonlySet<string> = new Set([
  ...['$ref', '$schema', 'id', 'title', 'description', 'default', 'definitions', 'type', 'enum', 'format'],
  ...['allOf', 'anyOf', 'oneOf', 'not', 'multipleOf', 'maximum', 'minimum', 'exclusiveMaximum', 'exclusiveMinimum'],
  ...['maxLength', 'minLength', 'pattern', 'items', 'additionalItems', 'maxItems', 'minItems', 'uniqueItems'],
  ...['properties', 'patternProperties', 'additionalProperties', 'required', 'dependencies'],
  ...['maxProperties', 'minProperties'],
]);

/** A keyword of a schema, with the JSON pointer of the schema that has it. */
export interface SchemaKeyword {
  readonly keyword: string;
  readonly pointer: string;
  readonly value: Document;
}

/** Whether a keyword is one of draft 4, or an extension that a document may hold anywhere. */
export function isDraft4Keyword(keyword: string): boolean {
  return DRAFT_4.has(keyword) || keyword.startsWith('x-');
}

/** Every keyword of a schema and of the schemas inside it, in the order written. What only deployment knows has none. */
export function* keywordsOf(schema: Document, pointer = '#'): Generator<SchemaKeyword> {
  if (!isDocumentObject(schema)) return;
  for (const [keyword, value] of Object.entries(schema)) {
    yield { keyword, pointer, value };
    if (SCHEMA_DATA.has(keyword)) continue;
    const at = `${pointer}/${keyword}`;
    if (Array.isArray(value)) yield* keywordsOfItems(value as readonly Document[], at);
    else if (!isDocumentObject(value)) continue;
    else if (NAMED_SCHEMAS.has(keyword)) yield* keywordsOfMembers(value, at);
    else if (isDraft4Keyword(keyword) && !keyword.startsWith('x-')) yield* keywordsOf(value, at);
  }
}

function* keywordsOfItems(items: readonly Document[], pointer: string): Generator<SchemaKeyword> {
  for (const [index, item] of items.entries()) yield* keywordsOf(item, `${pointer}/${index}`);
}

function* keywordsOfMembers(members: DocumentObject, pointer: string): Generator<SchemaKeyword> {
  for (const [name, member] of Object.entries(members)) yield* keywordsOf(member, `${pointer}/${name}`);
}
