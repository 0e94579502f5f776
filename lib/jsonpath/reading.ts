import { JavaList, JavaMap, type JavaValue } from '../support/java/collections.js';
import { MAX_JSON_DEPTH } from '../support/java/json.js';
import type { Path } from './ast.js';
import { JsonPathEvaluationError } from './errors.js';

/**
 * How many values one reading may look at. The largest body of API Gateway, 10 MB, holds five million at most; more
 * come only from paths of several wildcards or scans, which multiply.
 */
const MAX_VISITS = 6_000_000;

/** One reading of a document by a path, and what it has cost so far. */
export class Reading {
  /** What paths from the root found, for filters; undefined is not found. */
  readonly rootValues = new Map<Path, JavaValue | undefined>();
  readonly results: JavaValue[] = [];
  private visits = 0;
  private depth = 0;

  constructor(readonly root: JavaValue) {}

  visit(): void {
    if (++this.visits > MAX_VISITS) {
      throw new JsonPathEvaluationError('OutOfMemoryError', `more than ${MAX_VISITS} values to look at`);
    }
  }

  /** A scan goes one level down. Only a template can make a document that is deeper than the parser lets through. */
  descend(): void {
    if (++this.depth > 2 * MAX_JSON_DEPTH) {
      throw new JsonPathEvaluationError('StackOverflowError', 'the document nests without end');
    }
  }

  ascend(): void {
    this.depth--;
  }
}

/** A step met a kind of value that it cannot be applied to. */
export function inapplicable(step: string, value: JavaValue): JsonPathEvaluationError {
  return new JsonPathEvaluationError('InvalidPathException', `${step}, and found ${describe(value)}`);
}

function describe(value: JavaValue): string {
  if (value === null) return 'null';
  if (value instanceof JavaMap) return 'a map';
  if (value instanceof JavaList) return 'a list';
  if (typeof value === 'string') return 'a string';
  return typeof value === 'boolean' ? 'a boolean' : 'a number';
}
