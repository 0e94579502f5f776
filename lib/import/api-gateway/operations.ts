import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import { isDocumentObject, type Document, type DocumentObject } from '../../model/index.js';
import { normalPath, OPERATION_METHODS } from '../openapi/paths.js';

/** Where an operation stands in a document, and which method it becomes. */
export interface OperationRoute {
  /** The key in `paths`. */
  readonly pathKey: string;
  /** The key in the path item: `get`, `x-amazon-apigateway-any-method`. */
  readonly operationKey: string;
  /** The path of the resource, with what the base path adds. */
  readonly path: string;
  /** GET, ANY and the like. */
  readonly httpMethod: string;
}

/** An operation with its route. */
export interface DocumentOperation extends OperationRoute {
  readonly operation: DocumentObject;
  readonly pathItem: DocumentObject;
}

/** The operations of a document that become methods, in the order of its paths. */
export function operationsOf(document: DocumentObject, prefix: string): readonly DocumentOperation[] {
  const found: DocumentOperation[] = [];
  mapOperations(document, prefix, (operation) => {
    found.push(operation);
    return operation.operation;
  });
  return found;
}

/** A document with other operations in the places of its own; the same one where nothing changes. */
export function mapOperations(
  document: DocumentObject,
  prefix: string,
  map: (operation: DocumentOperation) => DocumentObject,
): DocumentObject {
  const { paths } = document;
  if (!isDocumentObject(paths)) return document;
  const entries = Object.entries(paths).map(([pathKey, pathItem]): [string, Document] => {
    if (!isDocumentObject(pathItem) || pathKey.startsWith('x-')) return [pathKey, pathItem];
    return [pathKey, mapPathItem(pathItem, pathKey, normalPath(prefix + pathKey), map)];
  });
  const changed = entries.some(([pathKey, pathItem]) => pathItem !== paths[pathKey]);
  return changed ? { ...document, paths: Object.fromEntries(entries) } : document;
}

function mapPathItem(
  pathItem: DocumentObject,
  pathKey: string,
  path: string,
  map: (operation: DocumentOperation) => DocumentObject,
): DocumentObject {
  const changed: [string, Document][] = [];
  for (const [operationKey, httpMethod] of OPERATION_METHODS) {
    const operation = pathItem[operationKey];
    if (!isDocumentObject(operation)) continue;
    const mapped = map({ pathKey, operationKey, httpMethod, path, operation, pathItem });
    if (mapped !== operation) changed.push([operationKey, mapped]);
  }
  return changed.length === 0 ? pathItem : { ...pathItem, ...Object.fromEntries(changed) };
}

/** An operation's own integration, as it is written. */
export function integrationOf(operation: DocumentObject): DocumentObject | undefined {
  const integration: Document | undefined = operation[EXTENSION.integration];
  return isDocumentObject(integration) ? integration : undefined;
}
