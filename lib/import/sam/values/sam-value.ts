import type { Json } from '../../../model/json.js';
import { canonicalJson } from '../../../support/canonical-json.js';

/** A map of JSON. */
export type JsonMap = Readonly<Record<string, Json>>;

/** A part of a template while it is being translated: lists and maps change in place. */
export type SamValue = null | boolean | number | string | SamValue[] | SamMap;

/** A map of a template: its keys may be anything, `__proto__` included, and keep their order. */
export class SamMap extends Map<string, SamValue> {
  getString(key: string): string | undefined {
    return stringOf(this.get(key));
  }

  getMap(key: string): SamMap | undefined {
    const value = this.get(key);
    return value instanceof SamMap ? value : undefined;
  }

  getList(key: string): SamValue[] | undefined {
    const value = this.get(key);
    return Array.isArray(value) ? value : undefined;
  }

  /** The value of a key unless it is empty (`isTruthy`). */
  getTrue(key: string): Exclude<SamValue, null> | undefined {
    return firstTrue(this.get(key));
  }

  /** The value of a key, set to `value` first if there is none. */
  setDefault(key: string, value: SamValue): SamValue {
    const present = this.get(key);
    if (present !== undefined) return present;
    this.set(key, value);
    return value;
  }

  /** Sets every member of another map. */
  update(other: SamMap): this {
    for (const [key, value] of other) this.set(key, value);
    return this;
  }
}

/** A map of these members; those that are undefined are left out. */
export function mapOf(members: Readonly<Record<string, SamValue | undefined>>): SamMap {
  const map = new SamMap();
  for (const [key, value] of Object.entries(members)) if (value !== undefined) map.set(key, value);
  return map;
}

/** A deep copy. */
export function copyOf<T extends SamValue>(value: T): T;
export function copyOf(value: SamValue): SamValue {
  if (value instanceof SamMap) return new SamMap([...value].map(([key, member]) => [key, copyOf(member)]));
  return Array.isArray(value) ? value.map((item) => copyOf(item)) : value;
}

/** A string as it is; undefined for any other value. */
export function stringOf(value: SamValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Whether Python takes a value for true: not null, false, zero or anything empty. */
export function isTruthy(value: SamValue | undefined): value is Exclude<SamValue, null> {
  if (value instanceof SamMap) return value.size > 0;
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** The first value that is not empty (`isTruthy`). */
export function firstTrue(...values: readonly (SamValue | undefined)[]): Exclude<SamValue, null> | undefined {
  return values.find(isTruthy);
}

/** A list as it is, any other value as a list of it, and nothing as an empty list. */
export function asList(value: SamValue | undefined): SamValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Takes over a part of the author's template, which stays as it is. */
export function fromJson(json: JsonMap): SamMap;
export function fromJson(json: Json): SamValue;
export function fromJson(json: Json): SamValue {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return (json as readonly Json[]).map((item) => fromJson(item));
  return new SamMap(Object.entries(json).map(([key, member]) => [key, fromJson(member)]));
}

/** Plain JSON again. */
export function toJson(value: SamMap): JsonMap;
export function toJson(value: SamValue): Json;
export function toJson(value: SamValue): Json {
  if (value instanceof SamMap) return Object.fromEntries([...value].map(([key, member]) => [key, toJson(member)]));
  return Array.isArray(value) ? value.map((item) => toJson(item)) : value;
}

/** Equality by content; the order of keys makes no difference. */
export function areEqual(a: SamValue, b: SamValue): boolean {
  return canonicalJson(toJson(a)) === canonicalJson(toJson(b));
}
