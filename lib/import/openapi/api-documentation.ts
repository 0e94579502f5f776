import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import type { ApiDocumentation, Document, OtherMembers } from '../../model/index.js';
import { someDefined, someEntries } from '../../support/defined.js';
import { isList } from '../../support/is-list.js';
import { member, reshape, type Cursor } from './cursor.js';
import { MEMBERS, readOther } from './known-members.js';
import type { Reading } from './reading.js';
import { readAny, readKnownText, readObject } from './values.js';

/** `info`, or an empty one where a document has none. */
export function readInfo(reading: Reading): Cursor {
  const info = readObject(reading, reading.root, 'info');
  if (info === undefined && member(reading.root, 'info') === undefined) {
    reading.report('invalid-value', reading.root, 'The document has no info', 'warning');
  }
  return info ?? reshape(reading.root, {});
}

/** What the document says to people, apart from its paths; `other` is what the caller found besides. */
export function readApiDocumentation(
  reading: Reading,
  info: Cursor,
  other: Readonly<Record<'servers' | 'components', Document | undefined>>,
): ApiDocumentation | undefined {
  const { root } = reading;
  return someDefined({
    termsOfService: readKnownText(reading, info, 'termsOfService'),
    contact: readAny(info, 'contact'),
    license: readAny(info, 'license'),
    tags: readTags(root),
    externalDocs: readAny(root, 'externalDocs'),
    parts: readAny(root, EXTENSION.documentation),
    other: someEntries({
      ...readOther(reading, root, reading.version === '2.0' ? MEMBERS.root2 : MEMBERS.root3),
      info: readOther(reading, info, MEMBERS.info),
      ...other,
    }),
  });
}

function readTags(root: Cursor): readonly Document[] | undefined {
  const tags = readAny(root, 'tags');
  return tags !== undefined && isList(tags) && tags.length > 0 ? tags : undefined;
}

/** Members of `components` that are carried along. */
export function readOtherComponents(reading: Reading, schemes: OtherMembers): OtherMembers | undefined {
  const components = readObject(reading, reading.root, 'components');
  return someEntries<Document>({
    ...(components && readOther(reading, components, MEMBERS.components)),
    securitySchemes: someEntries(schemes),
  });
}
