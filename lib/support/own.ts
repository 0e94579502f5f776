/** A member of a table by a name that somebody else chose: `constructor` and `__proto__` are no members. */
export function own<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Gives a table a member of its own, whatever its name is. */
export function setOwn<T>(table: Record<string, T>, name: string, value: T): void {
  if (name === '__proto__')
    Object.defineProperty(table, name, { value, enumerable: true, configurable: true, writable: true });
  else table[name] = value;
}
