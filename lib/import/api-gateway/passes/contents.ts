import { isDocumentObject, type Document, type DocumentObject } from '../../../model/index.js';

/** Where a schema stands in an operation: its request's body, or the response with a status. */
export type ContentPlace = { readonly kind: 'request' } | { readonly kind: 'response'; readonly statusCode: string };

/** An operation of OpenAPI 3.0 without the schemas of its contents that `keep` refuses. */
export function filterSchemas(
  operation: DocumentObject,
  keep: (schema: Document, place: ContentPlace, contentType: string) => boolean,
): DocumentObject {
  const { requestBody, responses } = operation;
  const request = filterContent(requestBody, (schema, type) => keep(schema, { kind: 'request' }, type));
  const filtered = isDocumentObject(responses)
    ? mapMembers(responses, (response, statusCode) =>
        filterContent(response, (schema, type) => keep(schema, { kind: 'response', statusCode }, type)),
      )
    : responses;
  if (request === requestBody && filtered === responses) return operation;
  return {
    ...operation,
    ...(request !== undefined && { requestBody: request }),
    ...(filtered !== undefined && { responses: filtered }),
  };
}

function filterContent<T extends Document | undefined>(
  written: T,
  keep: (schema: Document, contentType: string) => boolean,
): T | DocumentObject {
  const holder: Document | undefined = written;
  if (!isDocumentObject(holder) || !isDocumentObject(holder.content)) return written;
  const { content } = holder;
  const filtered = mapMembers(content, (media, type) => {
    if (!isDocumentObject(media) || media.schema === undefined || media.schema === null) return media;
    if (keep(media.schema, type)) return media;
    const { schema: _ignored, ...others } = media;
    return others;
  });
  return filtered === content ? written : { ...holder, content: filtered };
}

function mapMembers(members: DocumentObject, map: (member: Document, key: string) => Document): DocumentObject {
  const entries = Object.entries(members);
  const mapped = entries.map(([key, member]): [string, Document] => [key, map(member, key)]);
  return mapped.some(([, member], index) => member !== entries[index]?.[1]) ? Object.fromEntries(mapped) : members;
}
