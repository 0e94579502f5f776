import { isDocumentObject, type Document, type DocumentObject } from '../../../model/index.js';
import { isList } from '../../../support/is-list.js';
import { mapOperations } from '../operations.js';
import type { ImportPass } from './pass.js';

/**
 * Parameters in places that a method does not have.
 *
 * Observed: the warning for `formData`, as users report it.
 * Assumed: `cookie` has the same one.
 */
export const unsupportedParameters: ImportPass = (document, { prefix }) => {
  const warnings: string[] = [];
  const filter = (parameters: readonly Document[]): readonly Document[] =>
    parameters.filter((parameter) => {
      const found = unsupported(parameter);
      if (found === undefined) return true;
      warnings.push(`Parameter type ${found.location} for parameter ${found.name} not supported. Ignoring.`);
      return false;
    });
  const kept = mapOperations(document, prefix, ({ operation, pathItem }) => {
    // What the path declares counts for each of its operations.
    const declared = listOf(pathItem.parameters);
    const own = listOf(operation.parameters);
    const left = [filter(declared), filter(own)] as const;
    if (left[0].length === declared.length && left[1].length === own.length) return operation;
    return { ...operation, parameters: left[1] };
  });
  return { document: warnings.length === 0 ? document : withoutDeclared(kept), warnings };
};

function withoutDeclared(document: DocumentObject): DocumentObject {
  if (!isDocumentObject(document.paths)) return document;
  const paths = Object.entries(document.paths).map(([key, pathItem]): [string, Document] => [
    key,
    isDocumentObject(pathItem) && isList(pathItem.parameters)
      ? { ...pathItem, parameters: listOf(pathItem.parameters).filter((one) => unsupported(one) === undefined) }
      : pathItem,
  ]);
  return { ...document, paths: Object.fromEntries(paths) };
}

function unsupported(parameter: Document): { readonly location: string; readonly name: string } | undefined {
  if (!isDocumentObject(parameter) || typeof parameter.in !== 'string') return undefined;
  const isUnsupported = ['formdata', 'cookie'].includes(parameter.in.toLowerCase());
  return isUnsupported && typeof parameter.name === 'string'
    ? { location: parameter.in, name: parameter.name }
    : undefined;
}

function listOf(value: Document | undefined): readonly Document[] {
  return isList(value) ? value : [];
}
