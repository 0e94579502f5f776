import { isDocumentObject, type Document, type DocumentObject } from '../../model/index.js';
import { isList } from '../../support/is-list.js';

/** Members of a schema that map names to schemas: below them a key is a name, not a keyword. */
const NAMED_SCHEMAS = new Set(['properties', 'patternProperties', 'definitions']);

/** Members of a schema that hold one schema, or a list of them. */
const SCHEMAS = new Set(['items', 'additionalProperties', 'additionalItems', 'not', 'allOf', 'anyOf', 'oneOf']);

/**
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 * Assumed: `examples`, `writeOnly`, `xml`, `externalDocs` and foreign extensions go the same way.
 */
const DROPPED = new Set([
  ...['default', 'deprecated', 'discriminator', 'example', 'examples', 'exclusiveMinimum', 'externalDocs'],
  ...['readOnly', 'writeOnly', 'xml'],
]);

/**
 * A schema as an import keeps it.
 *
 * Observed: the names in `required` come back sorted. Assumed: an empty list is dropped.
 */
export function keptSchema(schema: Document): Document {
  if (isList(schema)) return schema.map(keptSchema);
  if (!isDocumentObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, member]): [string, Document][] => {
      if (DROPPED.has(key) || key.startsWith('x-')) return [];
      if (NAMED_SCHEMAS.has(key) && isDocumentObject(member)) return [[key, keptMembers(member)]];
      if (SCHEMAS.has(key)) return [[key, keptSchema(member)]];
      if (key === 'required' && isList(member)) return member.length === 0 ? [] : [[key, sorted(member)]];
      return [[key, member]];
    }),
  );
}

function keptMembers(members: DocumentObject): DocumentObject {
  return Object.fromEntries(Object.entries(members).map(([name, schema]) => [name, keptSchema(schema)]));
}

function sorted(names: readonly unknown[]): readonly Document[] {
  return names.every((name): name is string => typeof name === 'string')
    ? [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    : (names as readonly Document[]);
}
