import { JavaList, JavaMap, type JavaValue } from '../../support/java/collections.js';
import { JavaJsonSyntaxError, MAX_PRINTED_CHARACTERS, parseJson } from '../../support/java/json.js';
import { JavaDouble } from '../../support/java/numbers.js';
import { JavaMapView } from '../../support/java/objects.js';
import { printJava } from '../../support/java/text.js';
import { isNumber } from '../compare.js';
import { JsonPathEvaluationError } from '../errors.js';
import type { LaterArgument } from './ast.js';
import type { CompilePath, Setting } from './evaluation.js';
import { doubleValue, intValue } from './number-value.js';

interface Argument {
  /** The value that the path found in the document, or that the text stands for. */
  value(): JavaValue;
  /** What is below the path in another document. */
  readMembers(document: JavaValue): JavaValue;
}

type PathFunction = (model: JavaValue, args: readonly Argument[]) => JavaValue;

const FUNCTIONS: ReadonlyMap<string, PathFunction> = new Map<string, PathFunction>([
  ['avg', aggregate((numbers) => sum(numbers) / numbers.length)],
  ['stddev', aggregate(deviation)],
  ['sum', aggregate(sum)],
  [
    'min',
    aggregate((numbers) => numbers.reduce((least, number) => (least > number ? number : least), Number.MAX_VALUE)),
  ],
  // Of no positive number the greatest is the least positive one: so the release begins.
  ['max', aggregate((numbers) => numbers.reduce((most, number) => (most < number ? number : most), Number.MIN_VALUE))],
  ['concat', concatenate],
  ['length', countMembers],
  ['size', countMembers],
  ['append', append],
  ['keys', (model) => (model instanceof JavaMap ? new JavaMapView(model, 'keys') : null)],
  ['first', itemAt(() => 0)],
  ['last', itemAt(() => -1)],
  ['index', itemAt(indexFromArguments)],
]);

/**
 * Compiles a call to what it makes of the value that it follows.
 *
 * Observed: jsonpath-facts section 6.
 * Assumed: each call begins as the path was compiled; the release loses wildcards of an argument from the first call on,
 *   which only `length()` with arguments below an indefinite step would show.
 */
export function compileCall(
  name: string,
  args: readonly LaterArgument[],
  compilePath: CompilePath,
): (model: JavaValue, setting: Setting) => JavaValue {
  const compute = FUNCTIONS.get(name);
  const bindings = args.map((argument) => compileArgument(argument, compilePath));
  return (model, setting) => {
    if (compute === undefined) {
      throw new JsonPathEvaluationError('InvalidPathException', `there is no function ${name}()`);
    }
    return compute(
      model,
      bindings.map((bind) => bind(setting)),
    );
  };
}

/** A path is read before the call, a text is parsed when the function wants its value. */
function compileArgument(argument: LaterArgument, compilePath: CompilePath): (setting: Setting) => Argument {
  if (argument.kind === 'json') return () => ({ value: () => parseArgument(argument.text), readMembers: refusePath });
  const { path } = argument;
  const hasMembers = path.steps.length > 0 && path.steps.at(-1)?.kind !== 'function';
  const reader = compilePath(path);
  return (setting) => {
    const value = reader.read(setting.root, setting);
    return {
      value: () => value,
      readMembers: (document) =>
        compilePath(path, hasMembers ? [{ kind: 'wildcard', inBrackets: true }] : []).read(document, {
          ...setting,
          root: document,
        }),
    };
  };
}

function parseArgument(text: string): JavaValue {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JavaJsonSyntaxError)) throw error;
    const javaClass = error.javaClass === 'ParseException' ? 'InvalidJsonException' : error.javaClass;
    throw new JsonPathEvaluationError(javaClass, `an argument is no JSON: ${error.message}`);
  }
}

function refusePath(): never {
  throw new JsonPathEvaluationError('NullPointerException', 'the argument of length() is no path');
}

/** Of the items of a list and of the arguments, those that are numbers. */
function aggregate(compute: (numbers: readonly number[]) => number): PathFunction {
  return (model, args) => {
    const values = [...(model instanceof JavaList ? model.items : []), ...membersOf(args)];
    const numbers = values.filter(isNumber).map(doubleValue);
    if (numbers.length === 0) throw new JsonPathEvaluationError('JsonPathException', 'there is no number to aggregate');
    return new JavaDouble(compute(numbers));
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function deviation(numbers: readonly number[]): number {
  const total = sum(numbers);
  const count = numbers.length;
  return Math.sqrt(sum(numbers.map((number) => number * number)) / count - (total * total) / count / count);
}

/** Of a list before the call only the strings; of the arguments everything. */
function concatenate(model: JavaValue, args: readonly Argument[]): JavaValue {
  const strings = model instanceof JavaList ? model.items.filter((item) => typeof item === 'string') : [];
  let text = '';
  for (const value of [...strings, ...membersOf(args)]) {
    if (value !== null) text += printJava(value);
    if (text.length > MAX_PRINTED_CHARACTERS) {
      throw new JsonPathEvaluationError('OutOfMemoryError', `a text of more than ${MAX_PRINTED_CHARACTERS} characters`);
    }
  }
  return text;
}

function countMembers(model: JavaValue, [path]: readonly Argument[]): JavaValue {
  const members = path?.readMembers(model);
  if (members instanceof JavaList) return members.items.length;
  if (model instanceof JavaList) return model.items.length;
  return model instanceof JavaMap ? model.entries.size : null;
}

/** Changes the list itself. */
function append(model: JavaValue, args: readonly Argument[]): JavaValue {
  if (model instanceof JavaList) for (const argument of args) model.items.push(argument.value());
  return model;
}

/** A negative index counts from the end, and does not reach the first item. */
function itemAt(indexFrom: (args: readonly Argument[]) => number): PathFunction {
  return (model, args) => {
    if (!(model instanceof JavaList)) throw new JsonPathEvaluationError('JsonPathException', 'there is no list');
    const { items } = model;
    const index = indexFrom(args);
    if (index < 0 && items.length + index <= 0) {
      throw new JsonPathEvaluationError('JsonPathException', `a list of ${items.length} has no item ${index}`);
    }
    return itemOf(items, index < 0 ? items.length + index : index);
  };
}

function indexFromArguments(args: readonly Argument[]): number {
  return intValue(itemOf(membersOf(args).filter(isNumber), 0));
}

function itemOf<T extends JavaValue>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item !== undefined) return item;
  throw new JsonPathEvaluationError('IndexOutOfBoundsException', `a list of ${items.length} has no item ${index}`);
}

/** The arguments' values, and in place of a list its items. */
function membersOf(args: readonly Argument[]): readonly JavaValue[] {
  return args.flatMap((argument) => {
    const value = argument.value();
    return value instanceof JavaList ? value.items : [value];
  });
}
