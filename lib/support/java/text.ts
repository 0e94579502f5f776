import { JavaList, JavaMap, type JavaObject, type JavaValue } from './collections.js';
import { MAX_JSON_DEPTH, MAX_PRINTED_CHARACTERS, printJson } from './json.js';
import { JavaBigDecimal, JavaDouble, JavaLong, printBigDecimal, printDouble } from './numbers.js';
import { JavaEntry, JavaMapView } from './objects.js';
import { JavaThrowable } from './throwable.js';
import { boundedMeter, type WorkMeter } from './work-meter.js';

/**
 * `String.valueOf`: the text of any value.
 *
 * Lists that came from JSON print as JSON, others as `[a, b]`, maps as `{a=b}`, null as `null`.
 *
 * Observed: docs/aws/vtl.md section 4, test/conformance/vtl/print.jsonl.
 *
 * @throws {JavaThrowable} StackOverflowError for lists and maps too deep inside each other, OutOfMemoryError for a text
 *   that is too long
 */
export function printJava(value: JavaValue, meter: WorkMeter = boundedMeter()): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    default:
      return printNested(value, meter, 0);
  }
}

function printNested(value: JavaValue, meter: WorkMeter, depth: number): string {
  if (value === null || typeof value !== 'object') return String(value);
  if (value instanceof JavaLong) return value.value.toString();
  if (value instanceof JavaDouble) return printDouble(value.value);
  if (value instanceof JavaBigDecimal) return printBigDecimal(value);
  if (depth > MAX_JSON_DEPTH) {
    throw new JavaThrowable('StackOverflowError', `more than ${MAX_JSON_DEPTH} lists and maps inside each other`);
  }
  if (value instanceof JavaList) {
    if (value.style === 'java') return printItems(value.items, value, meter, depth);
    const text = printJson(value, 'json-smart');
    meter.spend(text.length / 12);
    return text;
  }
  if (value instanceof JavaMap) return value.text ?? printEntries(value, meter, depth);
  if (value instanceof JavaMapView) return printItems(value.items, value, meter, depth);
  if (value instanceof JavaEntry) {
    return `${printNested(value.key, meter, depth + 1)}=${printNested(value.value, meter, depth + 1)}`;
  }
  return value.toString();
}

function printItems(items: readonly JavaValue[], self: JavaList | JavaObject, meter: WorkMeter, depth: number): string {
  let text = '[';
  for (const [index, item] of items.entries()) {
    const printed = item === self ? '(this Collection)' : printNested(item, meter, depth + 1);
    text = append(text, index === 0 ? printed : `, ${printed}`, meter);
  }
  return `${text}]`;
}

function printEntries(map: JavaMap, meter: WorkMeter, depth: number): string {
  let text = '{';
  for (const [key, value] of map.entries) {
    const name = key === map ? '(this Map)' : printNested(key, meter, depth + 1);
    const printed = value === map ? '(this Map)' : printNested(value, meter, depth + 1);
    text = append(text, `${text === '{' ? '' : ', '}${name}=${printed}`, meter);
  }
  return `${text}}`;
}

function append(text: string, more: string, meter: WorkMeter): string {
  meter.spend(1 + more.length / 32);
  if (text.length + more.length > MAX_PRINTED_CHARACTERS) {
    throw new JavaThrowable('OutOfMemoryError', `a text of more than ${MAX_PRINTED_CHARACTERS} characters`);
  }
  return text + more;
}
