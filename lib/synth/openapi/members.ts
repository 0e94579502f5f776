import { isDeployTime, isDocumentObject, type Document, type OtherMembers } from '../../model/index.js';

/** An object of a document. */
export type Members = Readonly<Record<string, Document>>;

/** Leaves out what is absent in the model. */
export function members(written: Readonly<Record<string, Document | undefined>>): Members {
  return Object.fromEntries(
    Object.entries(written).filter((entry): entry is [string, Document] => entry[1] !== undefined),
  );
}

export function unlessEmpty(document: Document | undefined): Document | undefined {
  if (typeof document !== 'object' || document === null || isDeployTime(document)) return document;
  return Object.keys(document).length === 0 ? undefined : document;
}

/** Adds what the model carries along from a document; a member that the model itself has comes first. */
export function withOther(written: Members, other: OtherMembers | undefined): Members {
  return other === undefined ? written : { ...written, ...other, ...written };
}

export function asMembers(document: Document | undefined): Members {
  return isDocumentObject(document) ? document : {};
}
