import { JavaList, JavaMap, type JavaValue } from '../support/java/collections.js';
import type { Step } from './ast.js';
import { inapplicable } from './reading.js';

/**
 * Follows steps that are all definite.
 *
 * @param namesRequired whether a step of several names wants all of them, as the test for presence in a filter does
 * @returns undefined when the document has no such value
 * @throws {JsonPathEvaluationError} InvalidPathException for an index into anything but a list or null, and for several
 *   names with a step behind them
 */
export function readDefinite(steps: readonly Step[], start: JavaValue, namesRequired: boolean): JavaValue | undefined {
  let value: JavaValue | undefined = start;
  for (let position = 0; position < steps.length; position++) {
    const step = steps[position];
    switch (step?.kind) {
      case 'properties':
        value = readProperties(step.names, value, position === steps.length - 1, namesRequired);
        break;
      case 'index':
        value = readItem(value, step.index);
        break;
      case 'length-offset':
        value = value instanceof JavaList ? value.items[value.items.length + step.offset] : readItem(value, 0);
        break;
      default:
        break;
    }
    if (value === undefined) return undefined;
  }
  return value;
}

/** @returns undefined for null and for an index beyond the list, negative ones among them */
export function readItem(value: JavaValue, index: number): JavaValue | undefined {
  if (value instanceof JavaList) return value.items[index];
  if (value === null) return undefined;
  throw inapplicable('An index needs a list', value);
}

function readProperties(
  names: readonly string[],
  value: JavaValue,
  isLast: boolean,
  namesRequired: boolean,
): JavaValue | undefined {
  if (!(value instanceof JavaMap)) return undefined;
  const [name] = names;
  if (names.length === 1 && name !== undefined) return value.entries.get(name);
  if (!isLast) throw inapplicable('Several names must be the last step', value);
  if (namesRequired && !names.every((required) => value.entries.has(required))) return undefined;
  return selectProperties(names, value);
}

/** A map of those properties that are there, in the order of the names. */
export function selectProperties(names: readonly string[], { entries }: JavaMap): JavaMap {
  const selected = new Map<JavaValue, JavaValue>();
  for (const name of names) {
    const value = entries.get(name);
    if (value !== undefined) selected.set(name, value);
  }
  return new JavaMap(selected);
}
