import { DEFINITION_POINTER, SCHEMA_POINTER, unescapePointer } from '../../../formats/openapi.js';
import { isDocumentObject, type Document, type DocumentObject } from '../../../model/index.js';
import { isList } from '../../../support/is-list.js';
import { valueAt } from '../inline-references.js';
import { mapOperations } from '../operations.js';
import { filterSchemas } from './contents.js';
import type { ImportPass } from './pass.js';

/**
 * References of requests and responses to models that the document does not have.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-errors-warnings.html (a
 * missing model is a warning)
 * Observed: the words, in failed deployments that users report.
 * Assumed: one such line for each reference.
 */
export const unknownModels: ImportPass = (document, { version, prefix }) => {
  const warnings: string[] = [];
  const isKnown = (schema: Document): boolean => {
    const name = missingModel(document, schema);
    if (name !== undefined) warnings.push(`Reference to model '${name}' not found. Ignoring.`);
    return name === undefined;
  };
  const kept = mapOperations(document, prefix, ({ operation }) =>
    version === '2.0' ? withoutUnknown(operation, isKnown) : filterSchemas(operation, isKnown),
  );
  return { document: kept, warnings };
};

/** The name of the model that a reference leads to and that is not there. */
export function missingModel(document: DocumentObject, schema: Document): string | undefined {
  const ref = isDocumentObject(schema) ? schema.$ref : undefined;
  if (typeof ref !== 'string' || !ref.startsWith('#/') || valueAt(document, ref) !== undefined) return undefined;
  const pointer = [SCHEMA_POINTER, DEFINITION_POINTER].find((start) => ref.startsWith(start));
  return pointer === undefined ? undefined : unescapePointer(ref.slice(pointer.length));
}

function withoutUnknown(operation: DocumentObject, isKnown: (schema: Document) => boolean): DocumentObject {
  const check = (holder: Document): Document => {
    if (!isDocumentObject(holder) || holder.schema === undefined || isKnown(holder.schema)) return holder;
    const { schema: _ignored, ...others } = holder;
    return others;
  };
  const { parameters, responses } = operation;
  return {
    ...operation,
    ...(isList(parameters) && { parameters: parameters.map(check) }),
    ...(isDocumentObject(responses) && {
      responses: Object.fromEntries(Object.entries(responses).map(([status, response]) => [status, check(response)])),
    }),
  };
}
