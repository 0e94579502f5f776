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
  const { paths } = document;
  if (!isDocumentObject(paths)) return [];
  return Object.entries(paths).flatMap(([pathKey, pathItem]): DocumentOperation[] => {
    if (!isDocumentObject(pathItem) || pathKey.startsWith('x-')) return [];
    return OPERATION_METHODS.flatMap(([operationKey, httpMethod]) => {
      const operation = pathItem[operationKey];
      if (!isDocumentObject(operation)) return [];
      return [{ pathKey, operationKey, httpMethod, path: normalPath(prefix + pathKey), operation, pathItem }];
    });
  });
}

/** A document with other operations in the places of its own. */
export function mapOperations(
  document: DocumentObject,
  prefix: string,
  map: (operation: DocumentOperation) => DocumentObject,
): DocumentObject {
  let paths = isDocumentObject(document.paths) ? document.paths : {};
  for (const found of operationsOf(document, prefix)) {
    const operation = map(found);
    if (operation === found.operation) continue;
    const pathItem = paths[found.pathKey];
    paths = {
      ...paths,
      [found.pathKey]: { ...(isDocumentObject(pathItem) ? pathItem : {}), [found.operationKey]: operation },
    };
  }
  return paths === document.paths ? document : { ...document, paths };
}

/** An operation's own integration, as it is written. */
export function integrationOf(operation: DocumentObject): DocumentObject | undefined {
  const integration: Document | undefined = operation[EXTENSION.integration];
  return isDocumentObject(integration) ? integration : undefined;
}
