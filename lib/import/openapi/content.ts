import { isDocumentObject, type OtherMembers } from '../../model/index.js';
import { member, type Cursor } from './cursor.js';
import { MEMBERS, readOther } from './known-members.js';
import type { Reading } from './reading.js';
import type { Models } from './schemas.js';
import { readObject, readObjectMap } from './values.js';

interface Content {
  /** Model names by content type. */
  readonly models?: Readonly<Record<string, string>>;
  /** What the content types have besides; one without a model stands here, with the schema that makes none. */
  readonly documentation?: Readonly<Record<string, OtherMembers>>;
}

/**
 * Reads the `content` of a request body or of a response.
 *
 * Observed: API Gateway makes no model of a composed schema in place, and warns; it does of a named one.
 */
export function readContent(reading: Reading, from: Cursor, models: Models): Content | undefined {
  const content = readObject(reading, from, 'content');
  if (content === undefined) return undefined;
  const named: [string, string][] = [];
  const documented: [string, OtherMembers][] = [];
  for (const [type, media] of readObjectMap(reading, content)) {
    const schema = member(media, 'schema');
    const composed = schema !== undefined && isComposed(schema);
    if (composed) reportComposed(reading, schema);
    else if (schema !== undefined && schema.value !== null) named.push([type, models.nameOf(schema)]);
    const other = {
      ...readOther(reading, media, MEMBERS.mediaType),
      ...(composed && { schema: models.schemaOf(schema) }),
    };
    if (Object.keys(other).length > 0 || schema === undefined) documented.push([type, other]);
  }
  return {
    ...(named.length > 0 && { models: Object.fromEntries(named) }),
    ...(documented.length > 0 && { documentation: Object.fromEntries(documented) }),
  };
}

function isComposed({ value }: Cursor): boolean {
  return isDocumentObject(value) && ['allOf', 'oneOf', 'anyOf'].some((key) => Object.hasOwn(value, key));
}

function reportComposed(reading: Reading, schema: Cursor): void {
  const section = reading.version === '2.0' ? 'definitions' : 'components.schemas';
  reading.report(
    'not-read',
    schema,
    "Unsupported model type 'ComposedSchema': API Gateway makes no model of allOf, oneOf or anyOf in place and validates " +
      `no body by it; name the schema in ${section}`,
  );
}
