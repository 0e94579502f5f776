import { BoundedMap } from '../bounded-map.js';
import { JavaList, JavaMap, JavaObject, type JavaValue } from './collections.js';
import { MAX_JSON_DEPTH } from './json.js';
import { JavaBigDecimal, JavaDouble, JavaLong } from './numbers.js';
import { JavaEntry, JavaMapView } from './objects.js';
import { JavaThrowable } from './throwable.js';
import { boundedMeter, type WorkMeter } from './work-meter.js';

/**
 * `Objects.equals`: the same class and value. Lists are equal by items and maps by entries, whatever their style.
 *
 * @throws {JavaThrowable} StackOverflowError for lists and maps too deep inside each other
 */
export function equalJava(left: JavaValue, right: JavaValue, meter: WorkMeter = boundedMeter(), depth = 0): boolean {
  if (left === right) return true;
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return false;
  if (left instanceof JavaLong) return right instanceof JavaLong && left.value === right.value;
  if (left instanceof JavaDouble) return right instanceof JavaDouble && Object.is(left.value, right.value);
  if (left instanceof JavaBigDecimal) {
    return right instanceof JavaBigDecimal && left.unscaled === right.unscaled && left.scale === right.scale;
  }
  checkDepth(depth);
  if (left instanceof JavaList) {
    return right instanceof JavaList && equalItems(left.items, right.items, meter, depth);
  }
  if (left instanceof JavaMap) {
    if (!(right instanceof JavaMap) || left.entries.size !== right.entries.size) return false;
    for (const [key, value] of left.entries) {
      meter.spend(1);
      const found = findKey(right, key, meter);
      if (found === undefined || !equalJava(value, right.entries.get(found) ?? null, meter, depth + 1)) return false;
    }
    return true;
  }
  if (left instanceof JavaEntry) {
    if (!(right instanceof JavaEntry)) return false;
    return equalJava(left.key, right.key, meter, depth + 1) && equalJava(left.value, right.value, meter, depth + 1);
  }
  if (left instanceof JavaMapView) return right instanceof JavaMapView && equalViews(left, right, meter, depth);
  return left instanceof JavaObject && left.equals(right);
}

function equalItems(left: readonly JavaValue[], right: readonly JavaValue[], meter: WorkMeter, depth: number): boolean {
  if (left.length !== right.length) return false;
  meter.spend(left.length);
  return left.every((item, index) => equalJava(item, right[index] ?? null, meter, depth + 1));
}

/** Sets are equal when each has what the other has; `values()` is no set and equals itself only. */
function equalViews(left: JavaMapView, right: JavaMapView, meter: WorkMeter, depth: number): boolean {
  if (left.part === 'values' || right.part === 'values') return false;
  const others = right.items;
  const items = left.items;
  meter.spend(items.length * (others.length + 1));
  return (
    items.length === others.length &&
    items.every((item) => others.some((other) => equalJava(item, other, meter, depth + 1)))
  );
}

/**
 * The key of a map that equals a value: the value itself, if it is a string or another that JavaScript compares by
 * value.
 */
export function findKey(map: JavaMap, key: JavaValue, meter: WorkMeter = boundedMeter()): JavaValue | undefined {
  if (map.entries.has(key)) return key;
  if (key === null || typeof key !== 'object') return undefined;
  for (const candidate of map.entries.keys()) {
    meter.spend(1);
    if (typeof candidate === 'object' && equalJava(candidate, key, meter)) return candidate;
  }
  return undefined;
}

/** `Objects.hashCode`. */
export function hashJava(value: JavaValue, meter: WorkMeter = boundedMeter(), depth = 0): number {
  switch (typeof value) {
    case 'string':
      return hashString(value);
    case 'number':
      return value;
    case 'boolean':
      return value ? 1231 : 1237;
    case 'bigint':
      return hashBigInteger(value);
  }
  if (value === null) return 0;
  if (value instanceof JavaLong) return Number(BigInt.asIntN(32, value.value ^ (value.value >> 32n)));
  if (value instanceof JavaDouble) return hashDouble(value.value);
  if (value instanceof JavaBigDecimal) return (31 * hashBigInteger(value.unscaled) + value.scale) | 0;
  checkDepth(depth);
  if (value instanceof JavaList) {
    meter.spend(value.items.length);
    return value.items.reduce<number>((hash, item) => (Math.imul(31, hash) + hashJava(item, meter, depth + 1)) | 0, 1);
  }
  if (value instanceof JavaMap) {
    let sum = 0;
    for (const [key, item] of value.entries) {
      meter.spend(1);
      sum = (sum + (hashJava(key, meter, depth + 1) ^ hashJava(item, meter, depth + 1))) | 0;
    }
    return sum;
  }
  if (value instanceof JavaEntry)
    return hashJava(value.key, meter, depth + 1) ^ hashJava(value.value, meter, depth + 1);
  if (value instanceof JavaMapView && value.part !== 'values') {
    return value.items.reduce<number>((sum, item) => (sum + hashJava(item, meter, depth + 1)) | 0, 0);
  }
  return value.hashCode();
}

/** `String.hashCode`. */
export function hashString(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

function hashDouble(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getInt32(0) ^ view.getInt32(4);
}

function hashBigInteger(value: bigint): number {
  let hash = 0;
  const magnitude = (value < 0n ? -value : value).toString(16);
  const digits = magnitude.padStart(Math.ceil(magnitude.length / 8) * 8, '0');
  for (let i = 0; i < digits.length; i += 8) {
    hash = (Math.imul(31, hash) + Number.parseInt(digits.slice(i, i + 8), 16)) | 0;
  }
  return value < 0n ? -hash | 0 : hash;
}

function checkDepth(depth: number): void {
  if (depth > MAX_JSON_DEPTH) {
    throw new JavaThrowable('StackOverflowError', `more than ${MAX_JSON_DEPTH} lists and maps inside each other`);
  }
}

/**
 * The order in which a Java `HashMap` goes through string keys that were put into it.
 *
 * Observed: `$context` and `$context.identity` on AWS have this order (docs/aws/vtl.md section 3).
 *
 * @param keys in the order in which they were put
 */
export function hashMapOrder(keys: readonly string[]): readonly string[] {
  const joined = keys.join('\0');
  let order = orders.get(joined);
  if (order === undefined) {
    order = sortByBucket(keys);
    orders.set(joined, order);
  }
  return order;
}

/** Orders that were found already: requests have few different sets of keys. */
const orders = new BoundedMap<string, readonly string[]>(256);

function sortByBucket(keys: readonly string[]): readonly string[] {
  let capacity = 16;
  while (keys.length > capacity * 0.75) capacity *= 2;
  const bucket = (key: string): number => {
    const hash = hashString(key);
    return (hash ^ (hash >>> 16)) & (capacity - 1);
  };
  // Sorting is stable: keys of one bucket keep the order of their putting.
  return [...keys].sort((a, b) => bucket(a) - bucket(b));
}
