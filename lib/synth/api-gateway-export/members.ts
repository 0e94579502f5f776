import { isDeployTime, printValue, type Document, type DocumentObject } from '../../model/index.js';
import { isList } from '../../support/is-list.js';

/** Leaves out the members that are absent. */
export function members(written: Readonly<Record<string, Document | undefined>>): DocumentObject {
  return Object.fromEntries(
    Object.entries(written).filter((entry): entry is [string, Document] => entry[1] !== undefined),
  );
}

/** Undefined for an empty list or map. */
export function unlessEmpty<T extends Document>(document: T | undefined): T | undefined {
  if (typeof document !== 'object' || document === null || isDeployTime(document)) return document;
  return Object.keys(document).length === 0 ? undefined : document;
}

/** A document in which what only deployment knows stands as text. */
export function withText(document: Document): Document {
  if (isDeployTime(document)) return printValue(document);
  if (isList(document)) return document.map(withText);
  if (typeof document !== 'object' || document === null) return document;
  return Object.fromEntries(Object.entries(document).map(([key, member]) => [key, withText(member)]));
}
