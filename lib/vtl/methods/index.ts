import { JavaList, JavaMap, type JavaObject, type JavaValue } from '../../support/java/collections.js';
import { JavaBigDecimal, JavaDouble, JavaLong } from '../../support/java/numbers.js';
import {
  JavaArray,
  JavaCharacter,
  JavaClass,
  JavaEntry,
  JavaFloat,
  JavaIterator,
  JavaMapView,
  JavaShort,
} from '../../support/java/objects.js';
import { ARRAY_METHODS } from './array.js';
import { HostObject } from './host-object.js';
import { JSON_LIST_METHODS, LIST_METHODS } from './list.js';
import { LOOP_INFO_METHODS, LOOP_METHODS, LoopInfo, LoopScope } from './loop.js';
import { ENTRY_METHODS, ITERATOR_METHODS, MAP_METHODS, MAP_VIEW_METHODS } from './map.js';
import { methodTable, selectMethod, type CallContext, type MethodTable } from './method-table.js';
import { classesOfNotSimulated, refuseNotSimulated } from './not-simulated.js';
import {
  BIG_DECIMAL_METHODS,
  BIG_INTEGER_METHODS,
  DOUBLE_METHODS,
  FLOAT_METHODS,
  INTEGER_METHODS,
  LONG_METHODS,
  NUMBER_METHODS,
  SHORT_METHODS,
} from './numbers.js';
import { CLASS_METHODS, OBJECT_METHODS } from './object.js';
import { BOOLEAN_METHODS, CHARACTER_METHODS } from './primitives.js';
import { JavaStream, STREAM_METHODS } from './stream.js';
import { STRING_REGEX_METHODS } from './string-regex.js';
import { STRING_METHODS } from './string.js';

const STRING = methodTable('java.lang.String', STRING_METHODS, STRING_REGEX_METHODS, OBJECT_METHODS);
const BOOLEAN = methodTable('java.lang.Boolean', BOOLEAN_METHODS, OBJECT_METHODS);
const CHARACTER = methodTable('java.lang.Character', CHARACTER_METHODS, OBJECT_METHODS);
const INTEGER = methodTable('java.lang.Integer', INTEGER_METHODS, NUMBER_METHODS, OBJECT_METHODS);
const LONG = methodTable('java.lang.Long', LONG_METHODS, NUMBER_METHODS, OBJECT_METHODS);
const DOUBLE = methodTable('java.lang.Double', DOUBLE_METHODS, NUMBER_METHODS, OBJECT_METHODS);
const FLOAT = methodTable('java.lang.Float', FLOAT_METHODS, NUMBER_METHODS, OBJECT_METHODS);
const SHORT = methodTable('java.lang.Short', SHORT_METHODS, NUMBER_METHODS, OBJECT_METHODS);
const BIG_INTEGER = methodTable('java.math.BigInteger', BIG_INTEGER_METHODS, NUMBER_METHODS, OBJECT_METHODS);
const BIG_DECIMAL = methodTable('java.math.BigDecimal', BIG_DECIMAL_METHODS, NUMBER_METHODS, OBJECT_METHODS);
const LIST = methodTable('java.util.ArrayList', LIST_METHODS, OBJECT_METHODS);
const JSON_LIST = methodTable('net.minidev.json.JSONArray', LIST_METHODS, JSON_LIST_METHODS, OBJECT_METHODS);
const MAP = methodTable('java.util.LinkedHashMap', MAP_METHODS, OBJECT_METHODS);
export const LOOP = methodTable('org.apache.velocity.runtime.directive.ForeachScope', LOOP_METHODS, OBJECT_METHODS);
const LOOP_INFO = methodTable('org.apache.velocity.runtime.directive.Scope$Info', LOOP_INFO_METHODS, OBJECT_METHODS);
const MAP_VIEW = methodTable('java.util.Collection', MAP_VIEW_METHODS, OBJECT_METHODS);
const ENTRY = methodTable('java.util.Map$Entry', ENTRY_METHODS, OBJECT_METHODS);
const ITERATOR = methodTable('java.util.Iterator', ITERATOR_METHODS, OBJECT_METHODS);
const ARRAY = methodTable('Object[]', ARRAY_METHODS, OBJECT_METHODS);
const STREAM = methodTable('java.util.stream.Stream', STREAM_METHODS, OBJECT_METHODS);
const CLASS = methodTable('java.lang.Class', CLASS_METHODS);
const OTHER = methodTable('java.lang.Object', OBJECT_METHODS);

/** Every class whose methods templates can call, but for what a host binds. */
export const METHOD_TABLES: readonly MethodTable[] = [
  STRING,
  BOOLEAN,
  CHARACTER,
  INTEGER,
  LONG,
  DOUBLE,
  FLOAT,
  SHORT,
  BIG_INTEGER,
  BIG_DECIMAL,
  LIST,
  JSON_LIST,
  MAP,
  LOOP,
  LOOP_INFO,
  MAP_VIEW,
  ENTRY,
  ITERATOR,
  ARRAY,
  STREAM,
  CLASS,
  OTHER,
];

export function tableOf(value: Exclude<JavaValue, null>): MethodTable {
  switch (typeof value) {
    case 'string':
      return STRING;
    case 'number':
      return INTEGER;
    case 'boolean':
      return BOOLEAN;
    case 'bigint':
      return BIG_INTEGER;
  }
  if (value instanceof JavaMap) return value instanceof LoopScope ? LOOP : MAP;
  if (value instanceof JavaList) return value.style === 'json' ? JSON_LIST : LIST;
  if (value instanceof JavaLong) return LONG;
  if (value instanceof JavaDouble) return DOUBLE;
  if (value instanceof JavaBigDecimal) return BIG_DECIMAL;
  return tableOfObject(value);
}

function tableOfObject(value: JavaObject): MethodTable {
  if (value instanceof HostObject) return value.methods;
  if (value instanceof JavaMapView) return MAP_VIEW;
  if (value instanceof JavaEntry) return ENTRY;
  if (value instanceof JavaIterator) return ITERATOR;
  if (value instanceof JavaArray) return ARRAY;
  if (value instanceof JavaCharacter) return CHARACTER;
  if (value instanceof JavaFloat) return FLOAT;
  if (value instanceof JavaClass) return CLASS;
  if (value instanceof JavaStream) return STREAM;
  if (value instanceof LoopInfo) return LOOP_INFO;
  return value instanceof JavaShort ? SHORT : OTHER;
}

/**
 * Calls a method.
 *
 * @returns null where Velocity finds no method for these arguments, `""` for a method without a result
 * @throws {JavaThrowable} what the method throws
 * @throws {NotSimulatedMethod} where Java has a method of that name and it is not simulated
 */
export function callMethod(
  target: Exclude<JavaValue, null>,
  name: string,
  values: readonly JavaValue[],
  context: CallContext,
): JavaValue {
  context.spend(1);
  const table = tableOf(target);
  const row = selectMethod(table, name, values);
  if (row === undefined) {
    refuseNotSimulated(table, name);
    return null;
  }
  const result = row.invoke(target, values, context);
  return result === undefined ? '' : result;
}

/** Whether there is a method that takes these arguments. */
export function hasMethod(target: Exclude<JavaValue, null>, name: string, values: readonly JavaValue[]): boolean {
  return selectMethod(tableOf(target), name, values) !== undefined;
}

/** The classes that a call in a template can mean where no class has that method simulated. */
export function notSimulatedClasses(name: string): readonly string[] {
  return classesOfNotSimulated(name, METHOD_TABLES);
}
