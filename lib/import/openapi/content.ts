import type { OtherMembers } from '../../model/index.js';
import { member, type Cursor } from './cursor.js';
import { MEMBERS, readOther } from './known-members.js';
import type { Reading } from './reading.js';
import type { Models } from './schemas.js';
import { readObject, readObjectMap } from './values.js';

interface Content {
  /** Model names by content type. */
  readonly models?: Readonly<Record<string, string>>;
  /** What the content types have besides; one without a model stands here even when that is nothing. */
  readonly documentation?: Readonly<Record<string, OtherMembers>>;
}

/** Reads the `content` of a request body or of a response. */
export function readContent(reading: Reading, from: Cursor, models: Models): Content | undefined {
  const content = readObject(reading, from, 'content');
  if (content === undefined) return undefined;
  const named: [string, string][] = [];
  const documented: [string, OtherMembers][] = [];
  for (const [type, media] of readObjectMap(reading, content)) {
    const schema = member(media, 'schema');
    if (schema !== undefined && schema.value !== null) named.push([type, models.nameOf(schema)]);
    const other = readOther(reading, media, MEMBERS.mediaType);
    if (other !== undefined || schema === undefined) documented.push([type, other ?? {}]);
  }
  return {
    ...(named.length > 0 && { models: Object.fromEntries(named) }),
    ...(documented.length > 0 && { documentation: Object.fromEntries(documented) }),
  };
}
