import { EXTENSION } from '../../../formats/x-amazon-apigateway.js';
import { isDocumentObject, type Document, type DocumentObject } from '../../../model/index.js';
import { integrationOf, mapOperations, type OperationRoute } from '../operations.js';
import type { ImportPass } from './pass.js';

/**
 * Mappings and templates of an integration whose value is no string.
 *
 * Observed: the warning for `requestParameters`, which names the path as it ends up.
 * Assumed: `requestTemplates`, and both maps of the responses, have the same one.
 */
export const mappingValues: ImportPass = (document, { prefix }) => {
  const warnings: string[] = [];
  const keepStrings = (from: DocumentObject, route: OperationRoute, keys: readonly string[]): DocumentObject =>
    keys.reduce((holder, key) => {
      const map = holder[key];
      if (!isDocumentObject(map)) return holder;
      const kept = Object.entries(map).filter(([name, value]) => {
        if (!isScalar(value)) return true;
        warnings.push(
          `Invalid format for '${key}'. Expected type string for property '${name}' of resource ` +
            `'${route.path}' and method '${route.httpMethod}' but got '${String(value)}'`,
        );
        return false;
      });
      return kept.length === Object.keys(map).length ? holder : { ...holder, [key]: Object.fromEntries(kept) };
    }, from);
  const kept = mapOperations(document, prefix, (found) => {
    const written = integrationOf(found.operation);
    if (written === undefined) return found.operation;
    const integration = keepStrings(written, found, ['requestParameters', 'requestTemplates']);
    const responses = isDocumentObject(integration.responses) ? integration.responses : {};
    const checked = Object.entries(responses).map(([pattern, response]): [string, Document] => [
      pattern,
      isDocumentObject(response) ? keepStrings(response, found, ['responseParameters', 'responseTemplates']) : response,
    ]);
    return {
      ...found.operation,
      [EXTENSION.integration]: {
        ...integration,
        ...(checked.length > 0 && { responses: Object.fromEntries(checked) }),
      },
    };
  });
  return { document: warnings.length === 0 ? document : kept, warnings };
};

function isScalar(value: Document): value is boolean | number {
  return typeof value === 'boolean' || typeof value === 'number';
}
