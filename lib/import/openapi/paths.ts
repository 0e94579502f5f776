import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import { isDocumentObject, type HttpMethod, type Method, type OtherMembers, type Resource } from '../../model/index.js';
import { someEntries } from '../../support/defined.js';
import { keysOf, member, type Cursor } from './cursor.js';
import { MEMBERS, readOther } from './known-members.js';
import { readMisplaced } from './security.js';
import { readMethod, type OperationContext } from './method.js';
import type { Reading } from './reading.js';
import { readObject, readObjects, reportType } from './values.js';

export const OPERATION_METHODS: readonly (readonly [key: string, httpMethod: HttpMethod])[] = [
  ['get', 'GET'],
  ['put', 'PUT'],
  ['post', 'POST'],
  ['delete', 'DELETE'],
  ['patch', 'PATCH'],
  ['options', 'OPTIONS'],
  ['head', 'HEAD'],
  [EXTENSION.anyMethod, 'ANY'],
];

export function readResources(reading: Reading, context: OperationContext): readonly Resource[] {
  const resources = new Map<string, Resource>();
  for (const [key, pathItem] of readPathItems(reading)) {
    const path = context.prefix + key;
    const normal = normalPath(path);
    const declared = readObjects(reading, pathItem, 'parameters');
    // What the path asks of all its operations is not read, and closes those that say nothing themselves.
    const requirements = readMisplaced(pathItem, MEMBERS.pathItem) ?? context.requirements;
    const methods = OPERATION_METHODS.flatMap(([operationKey, httpMethod]): Method[] => {
      const operation = readObject(reading, pathItem, operationKey);
      return operation === undefined
        ? []
        : [readMethod(reading, operation, { path: normal, httpMethod, declared }, { ...context, requirements })];
    });
    const other = readOther(reading, pathItem, MEMBERS.pathItem);
    const before = resources.get(normal);
    if (before !== undefined) reportSamePath(reading, pathItem, normal, before, methods);
    resources.set(normal, joinResources(normal, before, methods, other));
  }
  return [...resources.values()];
}

/** The path items of a document, with references followed. Every path but `slashless` has to begin with a slash. */
export function readPathItems(reading: Reading, slashless?: string): readonly (readonly [string, Cursor])[] {
  const paths = readObject(reading, reading.root, 'paths');
  return keysOf(paths).flatMap((key): [string, Cursor][] => {
    const found = paths && member(paths, key);
    if (found === undefined || found.value === null) return [];
    if (key.startsWith('x-')) {
      reading.report('not-read', found, `The model has no place for "${key}"`, 'info');
      return [];
    }
    const pathItem = reading.dereference(found);
    if (pathItem === undefined) return [];
    if (pathItem !== found && keysOf(found).length > 1) {
      reading.report('not-read', found, 'Members beside $ref are not read: the path is what the reference leads to');
    }
    if (!isDocumentObject(pathItem.value)) {
      reportType(reading, pathItem, 'an object');
      return [];
    }
    const trace = member(pathItem, 'trace');
    if (trace !== undefined) reading.report('not-read', trace, 'API Gateway has no method TRACE');
    if (key === slashless) {
      reading.report(
        'path-invalid',
        found,
        `The path "${key}" does not begin with a slash; the import reads it as "/${key}", with a warning`,
        'info',
      );
    } else if (!key.startsWith('/')) {
      reading.report('path-invalid', found, `The path "${key}" does not begin with a slash`);
    }
    return [[key, pathItem]];
  });
}

/** One slash at the beginning, none at the end, none empty between. */
export function normalPath(path: string): string {
  return `/${path
    .split('/')
    .filter((part) => part !== '')
    .join('/')}`;
}

function reportSamePath(
  reading: Reading,
  pathItem: Cursor,
  path: string,
  before: Resource,
  methods: readonly Method[],
): void {
  for (const { httpMethod } of methods) {
    if (before.methods.some((method) => method.httpMethod === httpMethod)) {
      reading.report(
        'duplicate-route',
        pathItem,
        `${httpMethod} ${path} is defined twice: paths differ only in slashes`,
      );
    }
  }
}

function joinResources(
  path: string,
  before: Resource | undefined,
  methods: readonly Method[],
  other: OtherMembers | undefined,
): Resource {
  const documentation = someEntries({ ...before?.documentation, ...other });
  return {
    path,
    methods: [...(before?.methods ?? []), ...methods],
    ...(documentation !== undefined && { documentation }),
  };
}
