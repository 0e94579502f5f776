import { isDocumentObject, type Document } from '../../model/index.js';
import type { TextPath } from '../text/index.js';

/** A value of a document with the way that leads to it. */
export interface Cursor {
  readonly value: Document;
  readonly path: CursorPath;
}

/** Steps towards the root; one object a step, since most are never printed. */
export interface CursorPath {
  readonly parent?: CursorPath;
  readonly step: string | number;
  /** The document beside the root document that the path starts in, as it is named from there; only at its root. */
  readonly file?: string;
}

export function rootCursor(value: Document, file?: string): Cursor {
  return { value, path: { step: '', ...(file !== undefined && { file }) } };
}

export function cursorFile(cursor: Cursor): string | undefined {
  let { path } = cursor;
  while (path.parent !== undefined) path = path.parent;
  return path.file;
}

export function textPath(cursor: Cursor): TextPath {
  const steps: (string | number)[] = [];
  for (let { path } = cursor; path.parent !== undefined; path = path.parent) steps.unshift(path.step);
  return steps;
}

/** A member of an object; names such as `constructor` are data like any other. */
export function member(cursor: Cursor, key: string): Cursor | undefined {
  const { value, path } = cursor;
  if (!isDocumentObject(value) || !Object.hasOwn(value, key)) return undefined;
  const found = value[key];
  return found === undefined ? undefined : { value: found, path: { parent: path, step: key } };
}

export function item(cursor: Cursor, index: number, value: Document): Cursor {
  return { value, path: { parent: cursor.path, step: index } };
}

export function keysOf(cursor: Cursor | undefined): readonly string[] {
  return cursor !== undefined && isDocumentObject(cursor.value) ? Object.keys(cursor.value) : [];
}

/** The same place with another value: what stands there in the shape of another version. */
export function reshape(cursor: Cursor, value: Document): Cursor {
  return { value, path: cursor.path };
}
