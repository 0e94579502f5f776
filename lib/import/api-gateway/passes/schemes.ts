import { isDocumentObject, type DocumentObject } from '../../../model/index.js';
import { isList } from '../../../support/is-list.js';
import { mapOperations } from '../operations.js';
import type { PassContext } from './pass.js';

/** The security schemes of a document, by name. */
export function schemesOf(document: DocumentObject, { version }: PassContext): DocumentObject {
  const section = version === '2.0' ? document.securityDefinitions : componentsOf(document).securitySchemes;
  return isDocumentObject(section) ? section : {};
}

/** A document with other security schemes. */
export function withSchemes(
  document: DocumentObject,
  schemes: DocumentObject,
  { version }: PassContext,
): DocumentObject {
  if (version === '2.0') return { ...document, securityDefinitions: schemes };
  return { ...document, components: { ...componentsOf(document), securitySchemes: schemes } };
}

/** A document in which no `security` names what is ignored; a list stays, so that it replaces that of the root. */
export function withoutRequirements(
  document: DocumentObject,
  isIgnored: (name: string) => boolean,
  { prefix }: PassContext,
): DocumentObject {
  const operations = mapOperations(document, prefix, ({ operation }) => withoutNames(operation, isIgnored));
  return withoutNames(operations, isIgnored);
}

function withoutNames(from: DocumentObject, isIgnored: (name: string) => boolean): DocumentObject {
  const { security } = from;
  if (!isList(security)) return from;
  const named = security.some((item) => isDocumentObject(item) && Object.keys(item).some(isIgnored));
  if (!named) return from;
  return {
    ...from,
    security: security.map((item) =>
      isDocumentObject(item) ? Object.fromEntries(Object.entries(item).filter(([name]) => !isIgnored(name))) : item,
    ),
  };
}

function componentsOf({ components }: DocumentObject): DocumentObject {
  return isDocumentObject(components) ? components : {};
}
