import type { JavaValue } from '../../support/java/collections.js';
import { JavaThrowable } from '../../support/java/throwable.js';
import type { WorkMeter } from '../../support/java/work-meter.js';

/** What a method may use of the rendering that calls it. */
export interface CallContext extends WorkMeter {
  /** Accounts for a text of so many characters; throws if it is too long. */
  allowText(characters: number): void;
}

/** A Java type as a method declares it: which values fit, and how JavaScript sees them. */
export interface ParameterType<T> {
  readonly name: string;
  readonly accepts: (value: JavaValue) => boolean;
  readonly read: (value: JavaValue) => T;
  /** Types that this one is more specific than. */
  readonly widerTypes: readonly string[];
}

/** One overload of a Java method. */
export interface MethodRow {
  readonly name: string;
  readonly parameters: readonly ParameterType<unknown>[];
  /** Whether the last parameter takes any number of arguments. */
  readonly isVariadic: boolean;
  /** Undefined for a method without a result, which prints nothing. */
  readonly invoke: (target: JavaValue, values: readonly JavaValue[], context: CallContext) => JavaValue | undefined;
}

/** The methods of one Java class, overloads by name. */
export interface MethodTable {
  readonly className: string;
  readonly rows: ReadonlyMap<string, readonly MethodRow[]>;
}

type ParameterValues<P extends readonly ParameterType<unknown>[]> = {
  [I in keyof P]: P[I] extends ParameterType<infer T> ? T : never;
};

/**
 * Declares one overload. Its target is of the class in whose table the row stands, which only whoever fills the table
 * can know.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- names the class that the row is for
export function method<Target extends JavaValue, const P extends readonly ParameterType<unknown>[]>(
  name: string,
  parameters: P,
  invoke: (target: Target, values: ParameterValues<P>, context: CallContext) => JavaValue | undefined,
): MethodRow {
  const noValues = [] as unknown as ParameterValues<P>;
  return {
    name,
    parameters,
    isVariadic: false,
    invoke: (target, values, context) => {
      if (values.length > parameters.length) {
        throw new JavaThrowable('IllegalArgumentException', 'wrong number of arguments');
      }
      if (parameters.length === 0) return invoke(target as Target, noValues, context);
      const read: unknown[] = [];
      for (let i = 0; i < values.length; i++) read.push(parameters[i]?.read(values[i] ?? null));
      return invoke(target as Target, read as unknown as ParameterValues<P>, context);
    },
  };
}

/** Declares one overload whose last parameter takes any number of arguments. It gets the arguments as they are. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as above
export function variadic<Target extends JavaValue>(
  name: string,
  parameters: readonly ParameterType<unknown>[],
  invoke: (target: Target, values: readonly JavaValue[], context: CallContext) => JavaValue | undefined,
): MethodRow {
  return {
    name,
    parameters,
    isVariadic: true,
    invoke: (target, values, context) => invoke(target as Target, values, context),
  };
}

/** The methods of a class and of those it inherits from. */
export function methodTable(className: string, ...groups: readonly (readonly MethodRow[])[]): MethodTable {
  const rows = new Map<string, MethodRow[]>();
  for (const entry of groups.flat()) {
    const overloads = rows.get(entry.name);
    if (overloads === undefined) rows.set(entry.name, [entry]);
    else overloads.push(entry);
  }
  return { className, rows };
}

/**
 * The overload that Velocity calls for these arguments: the most specific one that takes them.
 *
 * Observed: test/conformance/vtl (method-*).
 *
 * @returns undefined if none takes them, or no single one is most specific
 */
export function selectMethod(table: MethodTable, name: string, values: readonly JavaValue[]): MethodRow | undefined {
  const overloads = table.rows.get(name);
  if (overloads === undefined) return undefined;
  const [only] = overloads;
  if (overloads.length === 1) return only !== undefined && isApplicable(only, values) ? only : undefined;
  let found: MethodRow | undefined;
  for (const candidate of overloads) {
    if (!isApplicable(candidate, values)) continue;
    if (found !== undefined) return mostSpecific(overloads.filter((row) => isApplicable(row, values)));
    found = candidate;
  }
  return found;
}

function mostSpecific(applicable: readonly MethodRow[]): MethodRow | undefined {
  return applicable.find((candidate) =>
    applicable.every((other) => other === candidate || isMoreSpecific(candidate, other)),
  );
}

function isApplicable({ parameters, isVariadic }: MethodRow, values: readonly JavaValue[]): boolean {
  // Velocity takes a method without parameters for any arguments, and Java refuses to call it with them.
  if (parameters.length === 0) return true;
  if (!isVariadic) {
    if (parameters.length !== values.length) return false;
    for (let i = 0; i < values.length; i++) {
      if (parameters[i]?.accepts(values[i] ?? null) !== true) return false;
    }
    return true;
  }
  const last = parameters.length - 1;
  if (values.length < last) return false;
  return values.every((value, index) => parameters[Math.min(index, last)]?.accepts(value) === true);
}

/** Velocity prefers more parameters, then narrower types, and a fixed number of parameters to any number. */
function isMoreSpecific(candidate: MethodRow, other: MethodRow): boolean {
  if (candidate.parameters.length !== other.parameters.length) {
    return candidate.parameters.length > other.parameters.length;
  }
  if (candidate.isVariadic !== other.isVariadic) return other.isVariadic;
  const pairs = candidate.parameters.map((parameter, index) => [parameter, other.parameters[index]] as const);
  return (
    pairs.some(([a, b]) => b !== undefined && a.widerTypes.includes(b.name)) &&
    !pairs.some(([a, b]) => b?.widerTypes.includes(a.name) === true)
  );
}
