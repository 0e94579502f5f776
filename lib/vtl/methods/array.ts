import type { JavaArray } from '../../support/java/objects.js';
import { iteratorOf } from '../../support/java/objects.js';
import { JavaThrowable } from '../../support/java/throwable.js';
import { equalJava } from '../../support/java/equality.js';
import { method, type MethodRow } from './method-table.js';
import { int, object } from './parameter-types.js';

/** Java arrays, which Velocity lets templates use as lists of a fixed size. */
export const ARRAY_METHODS: readonly MethodRow[] = [
  method('size', [], (array: JavaArray) => array.items.length),
  method('isEmpty', [], (array: JavaArray) => array.items.length === 0),
  method('get', [int], (array: JavaArray, [index]) => {
    const item = array.items[index];
    if (item === undefined) throw outOfBounds(array, index);
    return item;
  }),
  method('set', [int, object], (array: JavaArray, [index, item]) => {
    const before = array.items[index];
    if (before === undefined) throw outOfBounds(array, index);
    if (array.className === '[Ljava.lang.String;' && typeof item !== 'string' && item !== null) {
      throw new JavaThrowable('IllegalArgumentException', 'array element type mismatch');
    }
    array.items[index] = item;
    return before;
  }),
  method('contains', [object], (array: JavaArray, [item], context) => {
    context.spend(array.items.length / 8);
    return array.items.some((candidate) => equalJava(candidate, item, context));
  }),
  method('indexOf', [object], (array: JavaArray, [item], context) => {
    context.spend(array.items.length / 8);
    return array.items.findIndex((candidate) => equalJava(candidate, item, context));
  }),
  method('iterator', [], (array: JavaArray) => iteratorOf(array.items, undefined)),
];

function outOfBounds(array: JavaArray, index: number): JavaThrowable {
  return new JavaThrowable(
    'ArrayIndexOutOfBoundsException',
    `Index ${index} out of bounds for length ${array.items.length}`,
  );
}
