import {
  isDeployTime,
  isDocumentObject,
  joinValues,
  printValue,
  reference,
  type Document,
  type Value,
  type Severity,
} from '../../model/index.js';
import { asBoolean, asInteger, asText } from '../../model/scalar.js';
import { isList } from '../../support/is-list.js';
import { item, keysOf, member, type Cursor } from './cursor.js';
import type { Reading } from './reading.js';

/*
 * Members of an object as the type that the model has for them. What has another type is reported and left out, but for
 * what API Gateway takes as well: numbers for texts, texts for numbers.
 */

export function readText(reading: Reading, from: Cursor, key: string): Value<string> | undefined {
  const found = present(from, key);
  return found && readScalar(reading, found, asText, 'text');
}

/**
 * A text in which `${AWS::AccountId}`, `${AWS::Partition}` and `${AWS::Region}` stand for what they say.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/import-api-aws-variables.html
 * Assumed: in ARNs and URIs alone; elsewhere such a text is rather a template's.
 */
export function readExpandedText(reading: Reading, from: Cursor, key: string): Value<string> | undefined {
  const text = readText(reading, from, key);
  return text === undefined ? undefined : expandVariables(text);
}

export function expandVariables(text: Value<string>): Value<string> {
  if (typeof text !== 'string' || !text.includes('${AWS::')) return text;
  // Every second piece is a name.
  const pieces = text.split(/\$\{(AWS::(?:AccountId|Partition|Region))\}/);
  return joinValues(pieces.map((piece, index) => (index % 2 === 0 ? piece : reference(piece))));
}

/** A text that must be known before deployment. */
export function readKnownText(reading: Reading, from: Cursor, key: string): string | undefined {
  const found = present(from, key);
  const text = found && readScalar(reading, found, asText, 'text');
  if (found === undefined || text === undefined || typeof text === 'string') return text as string | undefined;
  reportUnresolved(reading, found);
  return undefined;
}

export function readInteger(reading: Reading, from: Cursor, key: string): Value<number> | undefined {
  const found = present(from, key);
  return found && readScalar(reading, found, asInteger, 'a whole number');
}

export function readBoolean(reading: Reading, from: Cursor, key: string): Value<boolean> | undefined {
  const found = present(from, key);
  return found && readScalar(reading, found, asBoolean, 'true or false');
}

export function readKnownBoolean(reading: Reading, from: Cursor, key: string): boolean | undefined {
  const value = readBoolean(reading, from, key);
  if (!isDeployTime(value)) return value;
  reportUnresolved(reading, member(from, key) ?? from);
  return undefined;
}

/** What stands where true or false belongs and is neither; undefined where the flag can be read or is absent. */
export function unreadableFlag(from: Cursor, key: string): Document | undefined {
  const found = present(from, key);
  const value = found && asBoolean(found.value);
  return value === undefined || isDeployTime(value) ? found?.value : undefined;
}

/** A list of texts; a single text is a list of one. */
export function readTexts(reading: Reading, from: Cursor, key: string): readonly Value<string>[] | undefined {
  const found = present(from, key);
  if (found === undefined) return undefined;
  if (!isList(found.value)) {
    const only = readScalar(reading, found, asText, 'text');
    return only === undefined ? undefined : [only];
  }
  return found.value.flatMap((value, index) => readScalar(reading, item(found, index, value), asText, 'text') ?? []);
}

export function readKnownTexts(reading: Reading, from: Cursor, key: string): readonly string[] | undefined {
  return readTexts(reading, from, key)?.filter((text): text is string => {
    if (!isDeployTime(text)) return true;
    reportUnresolved(reading, member(from, key) ?? from);
    return false;
  });
}

/** A map of texts, such as templates by content type. */
export function readTextMap(
  reading: Reading,
  from: Cursor,
  key: string,
): Readonly<Record<string, Value<string>>> | undefined {
  const found = readObject(reading, from, key);
  if (found === undefined) return undefined;
  return Object.fromEntries(
    keysOf(found).flatMap((name): [string, Value<string>][] => {
      const text = readText(reading, found, name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

/** One of AWS's words, in any case. */
export function readWord<T extends string>(
  reading: Reading,
  from: Cursor,
  key: string,
  words: readonly T[],
): T | undefined {
  const text = readKnownText(reading, from, key);
  if (text === undefined) return undefined;
  const word = words.find((candidate) => candidate === text.toUpperCase());
  if (word === undefined) {
    reading.report('invalid-value', member(from, key) ?? from, `Cannot read "${text}": expected ${words.join(', ')}`);
  }
  return word;
}

/** A member that must be an object; references to other places are followed. */
export function readObject(reading: Reading, from: Cursor, key: string): Cursor | undefined {
  const found = present(from, key);
  const target = found && reading.dereference(found);
  if (target === undefined) return undefined;
  if (isDocumentObject(target.value)) return target;
  reportType(reading, target, 'an object');
  return undefined;
}

/** Each object of a list; references are followed, what is no object is reported. */
export function readObjects(reading: Reading, from: Cursor, key: string): readonly Cursor[] {
  const found = present(from, key);
  if (found === undefined) return [];
  if (!isList(found.value)) {
    reportType(reading, found, 'a list');
    return [];
  }
  return found.value.flatMap((value, index) => {
    const target = reading.dereference(item(found, index, value));
    if (target === undefined) return [];
    if (isDocumentObject(target.value)) return [target];
    reportType(reading, target, 'an object');
    return [];
  });
}

/** Every member of an object that is an object itself; references are followed. */
export function readObjectMap(reading: Reading, from: Cursor | undefined): readonly (readonly [string, Cursor])[] {
  if (from === undefined) return [];
  return keysOf(from).flatMap((name): [string, Cursor][] => {
    const target = readObject(reading, from, name);
    return target === undefined ? [] : [[name, target]];
  });
}

/** A member as it is written; null is as good as absent. */
export function readAny(from: Cursor, key: string): Document | undefined {
  return present(from, key)?.value;
}

export function reportType(reading: Reading, cursor: Cursor, wanted: string, severity?: Severity): void {
  if (isDeployTime(cursor.value)) {
    const text = printValue(cursor.value);
    reading.report(
      'unresolved-value',
      cursor,
      `Cannot read "${text}": expected ${wanted}, and only deployment knows it`,
    );
    return;
  }
  reading.report('invalid-value', cursor, `Cannot read ${describe(cursor.value)}: expected ${wanted}`, severity);
}

function present(from: Cursor, key: string): Cursor | undefined {
  const found = member(from, key);
  return found === undefined || found.value === null ? undefined : found;
}

function readScalar<T>(
  reading: Reading,
  cursor: Cursor,
  read: (value: Document) => T | undefined,
  wanted: string,
): T | undefined {
  const scalar = read(cursor.value);
  if (scalar === undefined) reportType(reading, cursor, wanted);
  return scalar;
}

function reportUnresolved(reading: Reading, cursor: Cursor): void {
  reading.report('unresolved-value', cursor, 'Cannot read a value here that only deployment knows');
}

function describe(value: Document): string {
  if (isList(value)) return 'a list';
  return isDocumentObject(value) ? 'an object' : JSON.stringify(value);
}

/** An empty text says nothing. */
export function unlessEmptyText(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
