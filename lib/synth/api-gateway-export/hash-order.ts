/**
 * Items in the order of a `java.util.HashMap` that has their keys, as the members of an export stand.
 *
 * Observed: the order of paths and schemas in the recorded export of an OpenAPI 3.0 document, of the parameters of a method
 * and of the headers of a response, is that of the hashes of these keys.
 */
export function hashOrder<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  let buckets = 16;
  while (items.length > buckets * 0.75) buckets *= 2;
  const mask = buckets - 1;
  return items
    .map((item) => ({ item, bucket: spread(hashCode(key(item))) & mask }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ item }) => item);
}

/** A record with its members in that order. */
export function hashOrdered<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(hashOrder(Object.entries(record), ([key]) => key));
}

/** `String.hashCode`. */
function hashCode(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}

function spread(hash: number): number {
  return hash ^ (hash >>> 16);
}
