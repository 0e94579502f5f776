import { JavaMap, type JavaValue } from '../../support/java/collections.js';
import { JavaArray } from '../../support/java/objects.js';
import { LOOP, callMethod, hasMethod, tableOf } from './index.js';
import { LoopScope } from './loop.js';
import { selectMethod, type CallContext, type MethodRow, type MethodTable } from './method-table.js';

type Present = Exclude<JavaValue, null>;

const NO_VALUES: readonly JavaValue[] = [];

/** Reads `$target.name` of any target. */
export type ReadProperty = (target: Present, context: CallContext) => JavaValue;

/**
 * Compiles the reading of a property: a getter, a map's value, `isName()`.
 *
 * Observed: a getter goes before a map's key, which only shows in `class` (docs/aws/vtl.md section 5). An array has
 * methods but no properties.
 */
export function compileProperty(name: string): ReadProperty {
  const isClass = name === 'class' || name === 'Class';
  const getters = accessors('get', name);
  const predicates = accessors('is', name);
  // Nearly always the same class is met at one place of a template.
  let known: MethodTable | undefined;
  let getter: MethodRow | undefined;
  return (target, context) => {
    if (!isClass && target instanceof JavaMap && !target.hasGetters) return target.entries.get(name) ?? null;
    const table = target instanceof LoopScope ? LOOP : tableOf(target);
    if (table !== known) {
      known = table;
      getter = target instanceof JavaArray && !isClass ? undefined : findGetter(table, getters);
    }
    if (getter !== undefined) return getter.invoke(target, NO_VALUES, context) ?? null;
    if (target instanceof JavaArray) return null;
    if (target instanceof LoopScope) return target.find(name, context);
    if (hasMethod(target, 'get', [name])) return callMethod(target, 'get', [name], context);
    const value = findGetter(table, predicates)?.invoke(target, NO_VALUES, context);
    return typeof value === 'boolean' ? value : null;
  };
}

function findGetter(table: MethodTable, names: readonly string[]): MethodRow | undefined {
  for (const name of names) {
    const row = selectMethod(table, name, NO_VALUES);
    if (row !== undefined) return row;
  }
  return undefined;
}

/** `#set($target.name = value)`: a setter, or a map's `put`. Anything else is left alone. */
export function writeProperty(target: Present, name: string, value: JavaValue, context: CallContext): void {
  for (const setter of accessors('set', name)) {
    if (hasMethod(target, setter, [value])) {
      callMethod(target, setter, [value], context);
      return;
    }
  }
  callMethod(target, 'put', [name, value], context);
}

/** The accessor's name as the property is written, then with its first letter in the other case. */
function accessors(prefix: string, name: string): readonly [string, string] {
  const first = name.charAt(0);
  const upper = first.toUpperCase();
  return [prefix + name, prefix + (first === upper ? first.toLowerCase() : upper) + name.slice(1)];
}
