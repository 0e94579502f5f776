import { JavaList, type JavaValue } from '../../support/java/collections.js';
import { equalJava } from '../../support/java/equality.js';
import { printJson } from '../../support/java/json.js';
import { JavaMapView } from '../../support/java/objects.js';
import { JavaRegexLimitError } from '../../support/java/regex/index.js';
import { JavaThrowable } from '../../support/java/throwable.js';
import { JsonPathEvaluationError, JsonPathSyntaxError } from '../errors.js';
import { compileJsonPath } from '../json-path.js';
import { ReadingBounds } from '../reading.js';
import { compileLaterJsonPath } from './json-path.js';

/**
 * Whether json-path 2.9.0 answers a path on a document otherwise than 2.0.0, which matters should API Gateway have moved
 * on. What `differsInLaterRelease` can only guess from the path is exact here.
 *
 * Nothing is reported where a release would need more time or memory than we give it.
 *
 * Observed: jsonpath-facts; the two releases' answers to the shared cases.
 *
 * @returns what each release does, a sentence without period, or undefined when they answer alike
 */
export function differsForDocument(source: string, document: JavaValue): string | undefined {
  try {
    const answer = answerOf(compileJsonPath, source, document);
    const later = answerOf(compileLaterJsonPath, source, document);
    return isSame(answer, later) ? undefined : describeDifference(answer, later);
  } catch (error) {
    if (isLimit(error)) return undefined;
    throw error;
  }
}

interface Answer {
  /** Undefined for a path that does not compile. */
  readonly definite: boolean | undefined;
  readonly javaClass?: string;
  readonly value?: JavaValue;
}

/** @throws what `isLimit` knows */
function answerOf(compile: typeof compileLaterJsonPath, source: string, document: JavaValue): Answer {
  let definite: boolean | undefined;
  try {
    const path = compile(source);
    definite = path.definite;
    return { definite, value: withKeysAsList(path.read(document)) };
  } catch (error) {
    const isAnswer = error instanceof JsonPathSyntaxError || error instanceof JsonPathEvaluationError;
    if (isAnswer && !isLimit(error)) return { definite, javaClass: error.javaClass };
    throw error;
  }
}

/** What keys() gives is a set, alone or for each match, and prints as a list. */
function withKeysAsList(value: JavaValue): JavaValue {
  if (value instanceof JavaMapView) return new JavaList([...value.items]);
  const hasKeys = value instanceof JavaList && value.items.some((item) => item instanceof JavaMapView);
  return hasKeys ? new JavaList(value.items.map(withKeysAsList)) : value;
}

function isLimit(error: unknown): boolean {
  if (error instanceof JsonPathSyntaxError || error instanceof JsonPathEvaluationError) {
    return error.javaClass === 'StackOverflowError' || error.javaClass === 'OutOfMemoryError';
  }
  return error instanceof JavaRegexLimitError || error instanceof JavaThrowable;
}

function isSame(left: Answer, right: Answer): boolean {
  if (left.definite !== right.definite || left.javaClass !== right.javaClass) return false;
  if (left.value === undefined || right.value === undefined) return true;
  return equalJava(left.value, right.value, new ReadingBounds());
}

function describeDifference(answer: Answer, later: Answer): string {
  const [text, laterText] = [textOf(answer), textOf(later)];
  if (text === laterText) {
    const takes = (definite: boolean | undefined): string =>
      `takes the path for ${definite ? 'definite' : 'indefinite'}`;
    return `Release 2.0.0 ${takes(answer.definite)}, release 2.9.0 ${takes(later.definite)}`;
  }
  let same = 0;
  while (text[same] === laterText[same]) same++;
  return `Release 2.0.0 ${excerpt(text, same)}, release 2.9.0 ${excerpt(laterText, same)}`;
}

function textOf({ definite, javaClass, value }: Answer): string {
  if (definite === undefined) return 'refuses the path';
  if (value === undefined) return javaClass === 'PathNotFoundException' ? 'finds nothing' : `throws ${javaClass}`;
  return `answers ${printJson(value, 'compact')}`;
}

const MAX_TEXT = 80;
const MAX_SAME = 40;
const KEPT_SAME = 20;

/** A text of tolerable length, from not long before the first character that is not the same. */
function excerpt(text: string, same: number): string {
  const start = same > MAX_SAME ? same - KEPT_SAME : 0;
  const end = start + MAX_TEXT;
  const beginning = start === 0 ? '' : 'answers …';
  return `${beginning}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
}
