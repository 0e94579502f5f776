import { JavaList, type JavaValue } from '../support/java/collections.js';
import { isDefinite } from './ast.js';
import { JsonPathEvaluationError } from './errors.js';
import { parsePath } from './parser.js';
import { readDefinite } from './read-definite.js';
import { compileVisit } from './read-indefinite.js';
import { Reading } from './reading.js';

/** A compiled path; it can read any number of documents. */
export interface JsonPath {
  readonly source: string;
  /** Whether the path leads to one value, which is the answer; of any other the answer is a list. */
  readonly definite: boolean;
  /**
   * The value at the path, or the list of the values in document order, `[]` when there are none. What it holds are the
   * live objects of the document.
   *
   * @throws {JsonPathEvaluationError} PathNotFoundException when the document has no such value
   */
  read(document: JavaValue): JavaValue;
  /** As `read`, with undefined in place of PathNotFoundException, which is quicker. */
  find(document: JavaValue): JavaValue | undefined;
}

/**
 * Compiles a path in the dialect of Jayway's json-path 2.0.0, the one behind `$input.path` and `$input.json`.
 *
 * Observed: docs/aws/jsonpath.md.
 * Assumed: API Gateway runs release 2.0.0; the rule `jsonpath-release` reports the paths for which that matters.
 *
 * @throws {JsonPathSyntaxError}
 */
export function compileJsonPath(source: string): JsonPath {
  const { steps } = parsePath(source);
  const definite = steps.every(isDefinite);
  const find = definite ? readDefinitely : readList;
  const visit = compileVisit(steps);

  function readDefinitely(document: JavaValue): JavaValue | undefined {
    return readDefinite(steps, document, false);
  }

  function readList(document: JavaValue): JavaValue | undefined {
    const reading = new Reading(document);
    return visit(document, reading) ? new JavaList(reading.results, 'json') : undefined;
  }

  function findIn(document: JavaValue): JavaValue | undefined {
    if (document === null) throw new JsonPathEvaluationError('IllegalArgumentException', 'the document is null');
    return find(document);
  }

  return {
    source,
    definite,
    find: findIn,
    read(document) {
      const value = findIn(document);
      if (value !== undefined) return value;
      throw new JsonPathEvaluationError('PathNotFoundException', `the document has nothing at "${source}"`);
    },
  };
}
