import { JavaMap, type JavaValue } from '../../support/java/collections.js';
import { equalJava, findKey } from '../../support/java/equality.js';
import { JavaArray, JavaMapView, iteratorOf, type JavaEntry, type JavaIterator } from '../../support/java/objects.js';
import { JavaThrowable } from '../../support/java/throwable.js';
import type { WorkMeter } from '../../support/java/work-meter.js';
import { method, type MethodRow } from './method-table.js';
import { collection, map as mapType, object } from './parameter-types.js';

/** `java.util.LinkedHashMap`. */
export const MAP_METHODS: readonly MethodRow[] = [
  method('size', [], (map: JavaMap) => map.entries.size),
  method('isEmpty', [], (map: JavaMap) => map.entries.size === 0),
  method('get', [object], (map: JavaMap, [key], context) => getValue(map, key, context)),
  method('getOrDefault', [object, object], (map: JavaMap, [key, value], context) =>
    findKey(map, key, context) === undefined ? value : getValue(map, key, context),
  ),
  method('put', [object, object], (map: JavaMap, [key, value], context) => putValue(map, key, value, context)),
  method('putIfAbsent', [object, object], (map: JavaMap, [key, value], context) => {
    const present = getValue(map, key, context);
    if (present === null) putValue(map, key, value, context);
    return present;
  }),
  method('putAll', [mapType], (map: JavaMap, [other], context) => {
    for (const [key, value] of [...other.entries]) putValue(map, key, value, context);
    return undefined;
  }),
  method('replace', [object, object], (map: JavaMap, [key, value], context) =>
    findKey(map, key, context) === undefined ? null : putValue(map, key, value, context),
  ),
  method('replace', [object, object, object], (map: JavaMap, [key, before, value], context) => {
    const isSame = findKey(map, key, context) !== undefined && equalJava(getValue(map, key, context), before, context);
    if (isSame) putValue(map, key, value, context);
    return isSame;
  }),
  method('remove', [object], (map: JavaMap, [key], context) => removeKey(map, key, context)),
  method('remove', [object, object], (map: JavaMap, [key, value], context) => {
    const isSame = findKey(map, key, context) !== undefined && equalJava(getValue(map, key, context), value, context);
    if (isSame) removeKey(map, key, context);
    return isSame;
  }),
  method('clear', [], (map: JavaMap) => {
    clear(map);
    return undefined;
  }),
  method('containsKey', [object], (map: JavaMap, [key], context) => findKey(map, key, context) !== undefined),
  method('containsValue', [object], (map: JavaMap, [value], context) => {
    context.spend(map.entries.size / 8);
    return [...map.entries.values()].some((candidate) => equalJava(candidate, value, context));
  }),
  method('keySet', [], (map: JavaMap) => new JavaMapView(map, 'keys')),
  method('values', [], (map: JavaMap) => new JavaMapView(map, 'values')),
  method('entrySet', [], (map: JavaMap) => new JavaMapView(map, 'entries')),
  method('clone', [], (map: JavaMap, _, context) => {
    context.spend(map.entries.size);
    return new JavaMap(new Map(map.entries));
  }),
];

/** `keySet()`, `values()`, `entrySet()`. */
export const MAP_VIEW_METHODS: readonly MethodRow[] = [
  method('size', [], (view: JavaMapView) => view.map.entries.size),
  method('isEmpty', [], (view: JavaMapView) => view.map.entries.size === 0),
  method('contains', [object], (view: JavaMapView, [item], context) => contains(view, item, context)),
  method('containsAll', [collection], (view: JavaMapView, [items], context) =>
    items.items.every((item) => contains(view, item, context)),
  ),
  method('remove', [object], (view: JavaMapView, [item], context) => {
    const items = view.items;
    context.spend(items.length);
    const index = items.findIndex((candidate) => equalJava(candidate, item, context));
    const key = [...view.map.entries.keys()][index];
    if (key !== undefined) removeKey(view.map, key, context);
    return key !== undefined;
  }),
  method('clear', [], (view: JavaMapView) => {
    clear(view.map);
    return undefined;
  }),
  method('iterator', [], (view: JavaMapView, _, context) => {
    context.spend(view.map.entries.size);
    const keys = [...view.map.entries.keys()];
    return iteratorOf(view.items, view.map, (index) => {
      const key = keys[index];
      if (key !== undefined) removeKey(view.map, key, context);
    });
  }),
  method('toArray', [], (view: JavaMapView, _, context) => {
    context.spend(view.map.entries.size);
    return new JavaArray([...view.items], '[Ljava.lang.Object;');
  }),
  method('add', [object], () => {
    throw new JavaThrowable('UnsupportedOperationException', 'a view of a map takes no new items');
  }),
];

/** `Map.Entry`. */
export const ENTRY_METHODS: readonly MethodRow[] = [
  method('getKey', [], (entry: JavaEntry) => entry.key),
  method('getValue', [], (entry: JavaEntry) => entry.value),
  method('setValue', [object], (entry: JavaEntry, [value], context) => putValue(entry.map, entry.key, value, context)),
];

/** `java.util.Iterator`. */
export const ITERATOR_METHODS: readonly MethodRow[] = [
  method('hasNext', [], (iterator: JavaIterator) => iterator.hasNext()),
  method('next', [], (iterator: JavaIterator) => iterator.next()),
  method('remove', [], (iterator: JavaIterator) => {
    iterator.remove();
    return undefined;
  }),
];

function contains(view: JavaMapView, item: JavaValue, meter: WorkMeter): boolean {
  if (view.part === 'keys') return findKey(view.map, item, meter) !== undefined;
  meter.spend(view.map.entries.size);
  return view.items.some((candidate) => equalJava(candidate, item, meter));
}

/** `Map.get`. */
export function getValue(map: JavaMap, key: JavaValue, meter: WorkMeter): JavaValue {
  const direct = map.entries.get(key);
  if (direct !== undefined) return direct;
  if (key === null || typeof key !== 'object') return null;
  const found = findKey(map, key, meter);
  return found === undefined ? null : (map.entries.get(found) ?? null);
}

/** `Map.put`: a known key keeps its place. Returns what was there. */
export function putValue(map: JavaMap, key: JavaValue, value: JavaValue, meter: WorkMeter): JavaValue {
  meter.spend(1);
  const found = findKey(map, key, meter);
  const before = found === undefined ? null : (map.entries.get(found) ?? null);
  if (found === undefined) map.modifications++;
  map.entries.set(found ?? key, value);
  return before;
}

function removeKey(map: JavaMap, key: JavaValue, meter: WorkMeter): JavaValue {
  const found = findKey(map, key, meter);
  if (found === undefined) return null;
  const before = map.entries.get(found) ?? null;
  map.entries.delete(found);
  map.modifications++;
  return before;
}

function clear(map: JavaMap): void {
  map.entries.clear();
  map.modifications++;
}
