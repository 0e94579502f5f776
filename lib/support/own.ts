/** A member of a table by a name that somebody else chose: `constructor` and `__proto__` are no members. */
export function own<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
