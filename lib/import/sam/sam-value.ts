import type { Json } from '../../model/json.js';
import { Dictionary, type KeyOrdering, type SamValue } from './dictionary.js';
import { AuthoredText, charactersOf, textOf } from './text.js';

/** What Python takes for true: neither null, false, zero nor anything empty. */
export function isTruthy(value: SamValue | undefined): value is Exclude<SamValue, null> {
  if (value instanceof Dictionary) return value.size > 0;
  if (Array.isArray(value)) return value.length > 0;
  const text = textOf(value);
  return text === undefined ? Boolean(value) : text !== '';
}

export function firstTrue(...values: readonly (SamValue | undefined)[]): Exclude<SamValue, null> | undefined {
  return values.find(isTruthy);
}

/** A list as it is, a value alone as a list of it, and nothing as none. */
export function asList(value: SamValue | undefined): SamValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/**
 * Takes over a part of the author's template.
 *
 * @param ordering `python27` where the translator keeps Python 2.7's order of keys and marks texts as authored,
 *   `insertion` elsewhere
 */
export function fromJson(json: Json, ordering: KeyOrdering): SamValue {
  if (typeof json === 'string') return ordering === 'python27' ? new AuthoredText(json) : json;
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return (json as readonly Json[]).map((item) => fromJson(item, ordering));
  const dictionary = new Dictionary(ordering);
  for (const [key, member] of Object.entries(json))
    dictionary.set(ordering === 'python27' ? new AuthoredText(key) : key, fromJson(member, ordering));
  return dictionary;
}

/** Plain JSON again, the keys in the order in which they were written. */
export function toJson(value: SamValue): Json {
  if (value instanceof Dictionary)
    return Object.fromEntries(value.writtenEntries().map(([key, member]) => [charactersOf(key), toJson(member)]));
  if (Array.isArray(value)) return value.map(toJson);
  return value instanceof AuthoredText ? value.text : value;
}

/** Equality by content; the order of keys and the origin of texts make no difference. */
export function areEqual(a: SamValue | undefined, b: SamValue | undefined): boolean {
  if (a instanceof Dictionary)
    return (
      b instanceof Dictionary &&
      a.size === b.size &&
      a.writtenEntries().every(([key, member]) => areEqual(member, b.get(key)) && b.has(key))
    );
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => areEqual(item, b[index]));
  }
  const text = textOf(a);
  return text === undefined ? a === b : text === textOf(b);
}
