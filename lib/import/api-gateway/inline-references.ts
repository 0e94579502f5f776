import { OPERATION_KEYS, unescapePointer } from '../../formats/openapi.js';
import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import { isDocumentObject, type Document, type DocumentObject } from '../../model/index.js';
import { isList } from '../../support/is-list.js';

/** Most references that may lead from one to the next. */
const CHAIN_LIMIT = 64;

/**
 * A document whose path items, parameters, bodies, responses and headers stand where they are used; schemas keep their
 * references. One that leads nowhere stays as it is.
 *
 * Observed: shared responses come back inlined from an export (docs/aws/rest-model.md section 5).
 */
export function inlineReferences(document: DocumentObject): DocumentObject {
  const follow = (value: Document): Document => followReference(value, document);
  const { paths } = document;
  if (!isDocumentObject(paths)) return document;
  return { ...document, paths: mapMembers(paths, (pathItem) => inlinePathItem(follow(pathItem), follow)) };
}

type Follow = (value: Document) => Document;

function inlinePathItem(pathItem: Document, follow: Follow): Document {
  if (!isDocumentObject(pathItem)) return pathItem;
  return mapMembers(pathItem, (member, key) => {
    if (key === 'parameters') return mapItems(member, follow);
    const isOperation = key === EXTENSION.anyMethod || (OPERATION_KEYS as readonly string[]).includes(key);
    return isOperation ? inlineOperation(follow(member), follow) : member;
  });
}

function inlineOperation(operation: Document, follow: Follow): Document {
  if (!isDocumentObject(operation)) return operation;
  return mapMembers(operation, (member, key) => {
    switch (key) {
      case 'parameters':
        return mapItems(member, follow);
      case 'requestBody':
        return follow(member);
      case 'responses':
        return isDocumentObject(member) ? mapMembers(member, (response) => inlineResponse(response, follow)) : member;
      default:
        return member;
    }
  });
}

function inlineResponse(written: Document, follow: Follow): Document {
  const response = follow(written);
  if (!isDocumentObject(response) || !isDocumentObject(response.headers)) return response;
  return { ...response, headers: mapMembers(response.headers, follow) };
}

function followReference(value: Document, document: DocumentObject): Document {
  let target = value;
  for (let steps = 0; steps < CHAIN_LIMIT; steps++) {
    const ref = isDocumentObject(target) ? target.$ref : undefined;
    if (typeof ref !== 'string' || !ref.startsWith('#/')) return target;
    const next = valueAt(document, ref);
    if (next === undefined) return value;
    target = next;
  }
  return value;
}

/** What a pointer such as `#/components/responses/NotFound` leads to. */
export function valueAt(document: DocumentObject, ref: string): Document | undefined {
  let target: Document | undefined = document;
  for (const step of ref.slice(2).split('/').map(unescapePointer)) {
    target = isDocumentObject(target) && Object.hasOwn(target, step) ? target[step] : undefined;
  }
  return target;
}

function mapMembers(members: DocumentObject, map: (member: Document, key: string) => Document): DocumentObject {
  return Object.fromEntries(Object.entries(members).map(([key, member]) => [key, map(member, key)]));
}

function mapItems(list: Document, map: Follow): Document {
  return isList(list) ? list.map(map) : list;
}
