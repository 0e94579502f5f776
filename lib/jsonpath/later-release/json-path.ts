import { JavaList, JavaMap, type JavaValue } from '../../support/java/collections.js';
import { JsonPathSyntaxError } from '../errors.js';
import type { JsonPath } from '../json-path.js';
import { ReadingBounds } from '../reading.js';
import { isDefinitePath, type LaterPath } from './ast.js';
import { NotInGrammar } from './character-reader.js';
import { readLaterPath } from './path-reader.js';
import { compileLaterPath } from './compile-path.js';

/**
 * Compiles a path as json-path 2.9.0 does.
 *
 * Observed: jsonpath-facts; release 2.9.0 answers all shared cases so.
 *
 * @throws {JsonPathSyntaxError}
 */
export function compileLaterJsonPath(source: string): Omit<JsonPath, 'find'> {
  const path = parse(source);
  return {
    source,
    definite: isDefinitePath(path),
    read(document) {
      const bounds = new ReadingBounds();
      // append() changes the list that it is called on.
      const root = source.includes('append(') ? copy(document, bounds, new Map()) : document;
      return compileLaterPath(path).read(root, { root, namesRequired: false, bounds });
    },
  };
}

function parse(source: string): LaterPath {
  if (source === '') throw new JsonPathSyntaxError('the path is empty', source, 0, 'IllegalArgumentException');
  try {
    return readLaterPath(source);
  } catch (error) {
    if (error instanceof NotInGrammar) throw new JsonPathSyntaxError('release 2.9.0 does not read it', source, 0);
    throw error;
  }
}

/** @param copies of what was met already, so that what was the same remains so */
function copy(value: JavaValue, bounds: ReadingBounds, copies: Map<JavaValue, JavaValue>): JavaValue {
  bounds.visit();
  if (!(value instanceof JavaList || value instanceof JavaMap)) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  bounds.descend();
  const copied = value instanceof JavaList ? new JavaList([], value.style) : new JavaMap(new Map(), value.text);
  copies.set(value, copied);
  if (value instanceof JavaList && copied instanceof JavaList) {
    for (const item of value.items) copied.items.push(copy(item, bounds, copies));
  } else if (value instanceof JavaMap && copied instanceof JavaMap) {
    for (const [key, item] of value.entries) copied.entries.set(key, copy(item, bounds, copies));
  }
  bounds.ascend();
  return copied;
}
