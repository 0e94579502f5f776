import { isList } from '../support/is-list.js';
import type { RestApi } from './rest-api.js';
import { isDocumentObject, type Document, type DocumentObject } from './value.js';

/** A part of an API's documentation: what it is about, and what it says. */
export interface DocumentationPart {
  readonly location: DocumentObject;
  readonly properties: Document;
}

/** The documentation parts of an API, from what a document has under `x-amazon-apigateway-documentation`. */
export function documentationParts({ documentation }: Pick<RestApi, 'documentation'>): readonly DocumentationPart[] {
  const parts = isDocumentObject(documentation?.parts) ? documentation.parts.documentationParts : undefined;
  return (isList(parts) ? parts : []).flatMap((part) => {
    if (!isDocumentObject(part) || !isDocumentObject(part.location)) return [];
    return [{ location: part.location, properties: part.properties ?? {} }];
  });
}
