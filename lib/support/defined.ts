/** The members that are there: `{ a: 1, b: undefined }` becomes `{ a: 1 }`, so that it can be spread into exact types. */
export function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** As `defined`, or undefined when nothing is there. */
export function someDefined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } | undefined {
  const some = defined(members);
  return Object.keys(some).length === 0 ? undefined : some;
}

/** As `someDefined`, for a record whose names are data. */
export function someEntries<T>(
  record: Readonly<Record<string, T | undefined>>,
): Readonly<Record<string, T>> | undefined {
  return someDefined(record) as Readonly<Record<string, T>> | undefined;
}
