/** Closes a `switch` over a union: a variant that is not handled breaks the build, and at run time is named. */
export function assertNever(value: never): never {
  throw new Error(`Cannot handle ${JSON.stringify(value)}: it is no variant that this build knows`);
}
