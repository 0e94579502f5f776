/** As `Array.isArray`, which makes `any[]` of a readonly list. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
