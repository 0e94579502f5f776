import { JavaList, JavaMap, type JavaValue } from '../../support/java/collections.js';
import { JavaBigDecimal, JavaDouble, JavaLong } from '../../support/java/numbers.js';
import { JavaArray, JavaCharacter, JavaFloat, JavaMapView, JavaShort } from '../../support/java/objects.js';
import { JavaThrowable } from '../../support/java/throwable.js';
import { isNumber, toDouble, type JavaNumber } from '../arithmetic.js';
import type { ParameterType } from './method-table.js';

function type<T>(
  name: string,
  accepts: (value: JavaValue) => boolean,
  widerTypes: readonly string[],
  read: (value: JavaValue) => T,
): ParameterType<T> {
  return { name, accepts, read, widerTypes };
}

function isInt(value: JavaValue): boolean {
  return typeof value === 'number' || value instanceof JavaShort;
}

function isLong(value: JavaValue): boolean {
  return isInt(value) || value instanceof JavaLong;
}

/** `Object`: anything. */
export const object = type(
  'Object',
  () => true,
  [],
  (value) => value,
);

export const int = type('int', isInt, ['long', 'float', 'double', 'Object'], (value) =>
  typeof value === 'number' ? value : (value as JavaShort).value,
);

export const long = type('long', isLong, ['float', 'double', 'Object'], (value) =>
  value instanceof JavaLong ? value.value : BigInt(int.read(value)),
);

export const float = type(
  'float',
  (value) => isLong(value) || value instanceof JavaFloat,
  ['double', 'Object'],
  (value) => Math.fround(toDouble(value as JavaFloat)),
);

export const double = type(
  'double',
  (value) => float.accepts(value) || value instanceof JavaDouble,
  ['Object'],
  (value) => toDouble(value as JavaDouble),
);

export const boolean = type(
  'boolean',
  (value) => typeof value === 'boolean',
  ['Object'],
  (value) => value === true,
);
export const character = type(
  'char',
  (value) => value instanceof JavaCharacter,
  ['int', 'long', 'Object'],
  (value) => (value as JavaCharacter).toString(),
);

// Classes: null fits all of them, as it does in Java, and then the method throws.

function reference<T extends JavaValue>(
  name: string,
  is: (value: JavaValue) => boolean,
  widerTypes: readonly string[],
): ParameterType<T> {
  return type(
    name,
    (value) => value === null || is(value),
    widerTypes,
    (value) => {
      if (value === null) throw new JavaThrowable('NullPointerException', 'an argument is null');
      return value as T;
    },
  );
}

function isString(value: JavaValue): boolean {
  return typeof value === 'string';
}

export const string = reference<string>('String', isString, ['CharSequence', 'Comparable', 'Object']);
/** A String where null is as good as any other: nothing equals it. */
export const stringOrNull = type<string | null>(
  'String',
  (value) => value === null || isString(value),
  ['CharSequence', 'Comparable', 'Object'],
  (value) => (typeof value === 'string' ? value : null),
);
export const charSequence = reference<string>('CharSequence', isString, ['Object']);
export const number = reference<JavaNumber>('Number', isNumber, ['Object']);
export const integerObject = reference<number>('Integer', (value) => typeof value === 'number', ['Number', 'Object']);
export const longObject = reference<JavaLong>('Long', (value) => value instanceof JavaLong, ['Number', 'Object']);
export const doubleObject = reference<JavaDouble>('Double', (value) => value instanceof JavaDouble, [
  'Number',
  'Object',
]);
export const floatObject = reference<JavaFloat>('Float', (value) => value instanceof JavaFloat, ['Number', 'Object']);
export const bigInteger = reference<bigint>('BigInteger', (value) => typeof value === 'bigint', ['Number', 'Object']);
export const bigDecimal = reference<JavaBigDecimal>('BigDecimal', (value) => value instanceof JavaBigDecimal, [
  'Number',
  'Object',
]);
export const booleanObject = reference<boolean>('Boolean', (value) => typeof value === 'boolean', ['Object']);
export const characterObject = reference<JavaCharacter>('Character', (value) => value instanceof JavaCharacter, [
  'Object',
]);
export const collection = reference<JavaList | JavaMapView>(
  'Collection',
  (value) => value instanceof JavaList || value instanceof JavaMapView,
  ['Iterable', 'Object'],
);
export const map = reference<JavaMap>('Map', (value) => value instanceof JavaMap, ['Object']);

function array(name: string, isOf: (className: string) => boolean): ParameterType<JavaArray> {
  return reference<JavaArray>(name, (value) => value instanceof JavaArray && isOf(value.className), ['Object']);
}

export const objectArray = array('Object[]', (className) => className.startsWith('[L'));
export const charArray = array('char[]', (className) => className === '[C');
export const byteArray = array('byte[]', (className) => className === '[B');
