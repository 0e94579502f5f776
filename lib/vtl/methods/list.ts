import { JavaList, type JavaValue } from '../../support/java/collections.js';
import { equalJava } from '../../support/java/equality.js';
import { printJson } from '../../support/java/json.js';
import { JavaArray, iteratorOf, type JavaIterator } from '../../support/java/objects.js';
import { JavaThrowable } from '../../support/java/throwable.js';
import type { WorkMeter } from '../../support/java/work-meter.js';
import { method, type CallContext, type MethodRow } from './method-table.js';
import { collection, int, object } from './parameter-types.js';
import { JavaStream } from './stream.js';
import { JavaSubList } from './sub-list.js';

/** `java.util.ArrayList`, and json-smart's `JSONArray`, which extends it. */
export const LIST_METHODS: readonly MethodRow[] = [
  method('size', [], (list: JavaList) => itemsOf(list).length),
  method('isEmpty', [], (list: JavaList) => itemsOf(list).length === 0),
  method('get', [int], (list: JavaList, [index]) => itemAt(list, index)),
  method('set', [int, object], (list: JavaList, [index, item]) => {
    const before = itemAt(list, index);
    replaceItem(list, index, item);
    return before;
  }),
  method('add', [object], (list: JavaList, [item], context) => {
    insert(list, itemsOf(list).length, [item], context);
    return true;
  }),
  method('add', [int, object], (list: JavaList, [index, item], context) => {
    insert(list, index, [item], context);
    return undefined;
  }),
  method('addAll', [collection], (list: JavaList, [items], context) => {
    insert(list, itemsOf(list).length, items.items, context);
    return items.items.length > 0;
  }),
  method('addAll', [int, collection], (list: JavaList, [index, items], context) => {
    insert(list, index, items.items, context);
    return items.items.length > 0;
  }),
  method('remove', [int], (list: JavaList, [index], context) => {
    const item = itemAt(list, index);
    context.spend((list.items.length - index) / 32);
    removeItem(list, index);
    return item;
  }),
  method('remove', [object], (list: JavaList, [item], context) => {
    const index = indexOf(itemsOf(list), item, context);
    if (index >= 0) removeItem(list, index);
    return index >= 0;
  }),
  method('removeAll', [collection], (list: JavaList, [items], context) =>
    retain(list, (item) => indexOf(items.items, item, context) < 0),
  ),
  method('retainAll', [collection], (list: JavaList, [items], context) =>
    retain(list, (item) => indexOf(items.items, item, context) >= 0),
  ),
  method('clear', [], (list: JavaList) => {
    retain(list, () => false);
    return undefined;
  }),
  method('contains', [object], (list: JavaList, [item], context) => indexOf(itemsOf(list), item, context) >= 0),
  method('containsAll', [collection], (list: JavaList, [items], context) =>
    items.items.every((item) => indexOf(itemsOf(list), item, context) >= 0),
  ),
  method('indexOf', [object], (list: JavaList, [item], context) => indexOf(itemsOf(list), item, context)),
  method('lastIndexOf', [object], (list: JavaList, [item], context) => {
    const items = itemsOf(list);
    const index = indexOf([...items].reverse(), item, context);
    return index < 0 ? -1 : items.length - 1 - index;
  }),
  method('subList', [int, int], (list: JavaList, [from, to], context) => {
    const { length } = itemsOf(list);
    if (from < 0) throw new JavaThrowable('IndexOutOfBoundsException', `fromIndex = ${from}`);
    if (to > length) throw new JavaThrowable('IndexOutOfBoundsException', `toIndex = ${to}`);
    if (from > to) throw new JavaThrowable('IllegalArgumentException', `fromIndex(${from}) > toIndex(${to})`);
    context.spend(to - from);
    return new JavaSubList(list, from, to);
  }),
  method('toArray', [], (list: JavaList, _, context) => {
    context.spend(list.items.length);
    return new JavaArray([...itemsOf(list)], '[Ljava.lang.Object;');
  }),
  method('iterator', [], (list: JavaList) => iterator(list)),
  method('listIterator', [], (list: JavaList) => iterator(list)),
  method('stream', [], (list: JavaList) => new JavaStream(itemsOf(list))),
  method('clone', [], (list: JavaList, _, context) => {
    context.spend(list.items.length);
    return new JavaList([...itemsOf(list)], list.style);
  }),
  method('ensureCapacity', [int], () => undefined),
  method('trimToSize', [], () => undefined),
];

/** What json-smart's `JSONArray` adds. */
export const JSON_LIST_METHODS: readonly MethodRow[] = [
  method('toJSONString', [], (list: JavaList, _, context) => {
    const text = printJson(list, 'json-smart');
    context.allowText(text.length);
    return text;
  }),
];

function iterator(list: JavaList): JavaIterator {
  return iteratorOf(itemsOf(list), list, (index) => {
    removeItem(list, index);
  });
}

function itemsOf(list: JavaList): JavaValue[] {
  if (list instanceof JavaSubList) list.refresh();
  return list.items;
}

function itemAt(list: JavaList, index: number): JavaValue {
  const item = itemsOf(list)[index];
  if (item === undefined) {
    throw new JavaThrowable(
      'IndexOutOfBoundsException',
      `Index ${index} out of bounds for length ${list.items.length}`,
    );
  }
  return item;
}

function replaceItem(list: JavaList, index: number, item: JavaValue): void {
  list.items[index] = item;
  if (list instanceof JavaSubList) replaceItem(list.parent, list.from + index, item);
}

function removeItem(list: JavaList, index: number): void {
  list.items.splice(index, 1);
  list.modifications++;
  if (list instanceof JavaSubList) removeItem(list.parent, list.from + index);
}

function insert(list: JavaList, index: number, items: readonly JavaValue[], context: CallContext): void {
  const own = itemsOf(list);
  if (index < 0 || index > own.length) {
    throw new JavaThrowable('IndexOutOfBoundsException', `Index: ${index}, Size: ${own.length}`);
  }
  context.spend(items.length + (own.length - index) / 32);
  insertItems(list, index, [...items]);
}

const LARGEST_SPLICE = 10_000;

function insertItems(list: JavaList, index: number, items: readonly JavaValue[]): void {
  // An argument list has a limit, a list has none.
  for (let from = 0; from < items.length; from += LARGEST_SPLICE) {
    list.items.splice(index + from, 0, ...items.slice(from, from + LARGEST_SPLICE));
  }
  list.modifications++;
  if (list instanceof JavaSubList) insertItems(list.parent, list.from + index, items);
}

/** Keeps what a test accepts; tells whether anything was removed. */
function retain(list: JavaList, keep: (item: JavaValue) => boolean): boolean {
  const items = itemsOf(list);
  const removed: number[] = [];
  for (const [index, item] of items.entries()) if (!keep(item)) removed.push(index);
  for (const index of removed.reverse()) removeItem(list, index);
  return removed.length > 0;
}

function indexOf(items: readonly JavaValue[], item: JavaValue, meter: WorkMeter): number {
  meter.spend(items.length / 4);
  return items.findIndex((candidate) => equalJava(candidate, item, meter));
}
