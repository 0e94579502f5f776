import { JavaList } from '../../support/java/collections.js';
import type { JavaArray } from '../../support/java/objects.js';
import { JavaThrowable } from '../../support/java/throwable.js';
import { LIST_METHODS } from './list.js';
import { method, type MethodRow } from './method-table.js';
import { int, object } from './parameter-types.js';

/** What would change an array's length. */
const RESIZING: ReadonlySet<string> = new Set(['add', 'addAll', 'remove', 'removeAll', 'retainAll', 'clear']);

/** What the list that Velocity makes of an array does not have, or has otherwise. */
const NOT_INHERITED: ReadonlySet<string> = new Set(['get', 'set', 'clone', 'ensureCapacity', 'trimToSize']);

/** Java arrays, which Velocity lets templates use as lists of a fixed size. */
export const ARRAY_METHODS: readonly MethodRow[] = [
  method('get', [int], (array: JavaArray, [index]) => itemAt(array, index)),
  method('set', [int, object], (array: JavaArray, [index, item]) => {
    const before = itemAt(array, index);
    if (array.className === '[Ljava.lang.String;' && typeof item !== 'string' && item !== null) {
      throw new JavaThrowable('IllegalArgumentException', 'array element type mismatch');
    }
    array.items[index] = item;
    return before;
  }),
  ...LIST_METHODS.filter(({ name }) => !NOT_INHERITED.has(name)).map(asArrayMethod),
];

function asArrayMethod(row: MethodRow): MethodRow {
  return {
    ...row,
    invoke: (array, values, context) => {
      if (RESIZING.has(row.name)) {
        throw new JavaThrowable('UnsupportedOperationException', 'the length of an array cannot change');
      }
      // The same items: what is set in a part of the list is set in the array.
      return row.invoke(new JavaList((array as JavaArray).items), values, context);
    },
  };
}

function itemAt(array: JavaArray, index: number): JavaArray['items'][number] {
  const item = array.items[index];
  if (item !== undefined) return item;
  throw new JavaThrowable(
    'ArrayIndexOutOfBoundsException',
    `Index ${index} out of bounds for length ${array.items.length}`,
  );
}
