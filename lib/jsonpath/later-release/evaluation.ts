import type { JavaValue } from '../../support/java/collections.js';
import { JsonPathEvaluationError, type JsonPathJavaClass } from '../errors.js';
import type { ReadingBounds } from '../reading.js';
import type { LaterPath, LaterStep } from './ast.js';

/** What a path is read by, and every path in it. */
export interface Setting {
  /** The document; what a path in a filter or an argument begins at where it begins with `$`. */
  readonly root: JavaValue;
  /** Whether a missing name is an error wherever it is missing, as in a filter's test for presence. */
  readonly namesRequired: boolean;
  readonly bounds: ReadingBounds;
}

/** A path made ready for one reading: its scans leave something in it. */
export interface LaterReader {
  /** @throws {JsonPathEvaluationError} */
  read(document: JavaValue, setting: Setting): JavaValue;
}

export type CompilePath = (path: LaterPath, behind?: readonly LaterStep[]) => LaterReader;

/** One path on its way through a document. */
export class Evaluation {
  readonly results: JavaValue[] = [];
  private foundFromRoot: Map<LaterReader, JavaValue | undefined> | undefined;

  constructor(readonly setting: Setting) {}

  /** What paths from the root found, for filters; undefined is not found. Made late: filters evaluate many paths. */
  get rootValues(): Map<LaterReader, JavaValue | undefined> {
    return (this.foundFromRoot ??= new Map());
  }
}

/** Thrown for each item of a list that a filter looks at, so made once. */
export const NOT_FOUND = new JsonPathEvaluationError('PathNotFoundException', 'the document has nothing at the path');

export function isThrown(error: unknown, ...javaClasses: readonly JsonPathJavaClass[]): boolean {
  return error instanceof JsonPathEvaluationError && javaClasses.includes(error.javaClass);
}
