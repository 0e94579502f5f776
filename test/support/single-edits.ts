import type { ChangeKind } from '../../lib/diff/index.js';
import { isObject } from '../../lib/support/is-object.js';
import { isList } from '../../lib/support/is-list.js';

/**
 * A part of the model that one edit changes, and the kinds that the edit may be reported as. The pattern is one of
 * `modelProperties()`; one that ends with `[]` or `{}` adds and removes items.
 */
export interface Unit {
  readonly pattern: string;
  readonly kinds: readonly ChangeKind[];
  /** The members that an item of a list is told from others by; default: `name`. Without any, the whole item. */
  readonly keys?: readonly string[];
  /** The item as one edit adds and removes it; undefined for one that takes several edits. */
  readonly single?: (item: Item) => Item | undefined;
  /** Whether one edit adds or removes it and no more. */
  readonly presence?: true;
}

export type Item = Readonly<Record<string, unknown>>;

/** What chooses among the edits of a unit. */
export type Choice = readonly [which: number, donated: number, remove: boolean];

type Path = readonly (string | number)[];

/** The model with one edit, its new value being one that another model has in the same part; undefined where none is. */
export function editOnce<A extends object>(model: A, donor: A, unit: Unit, choice: Choice): A | undefined {
  const suffix = /(\[\]|\{\})?$/.exec(unit.pattern)?.[0] ?? '';
  const member = unit.pattern.slice(0, unit.pattern.length - suffix.length);
  const dot = member.lastIndexOf('.');
  const name = member.slice(dot + 1);
  const parentsOf = (within: A): readonly Path[] => pathsOf(within, dot === -1 ? [] : member.slice(0, dot).split('.'));
  const parents = parentsOf(model);
  const parent = parents[choice[0] % Math.max(1, parents.length)];
  if (parent === undefined) return undefined;
  const path = [...parent, name];
  const donors = parentsOf(donor).map((at) => valueAt(donor, [...at, name]));
  const old = valueAt(model, path);
  const change = (value: unknown): A => setAt(model, path, value) as A;
  if (suffix === '[]') return editList(unit, (old ?? []) as readonly Item[], donors.flat() as Item[], choice, change);
  if (suffix === '{}') return editMap((old ?? {}) as Item, donors as Item[], choice, change);
  if (donors.length === 0) return undefined;
  const value = donors[choice[1] % donors.length];
  // Variants of a union have a list where others have one item.
  if (old !== undefined && value !== undefined && isList(old) !== isList(value)) return undefined;
  if (unit.presence === true && (old === undefined) === (value === undefined)) return undefined;
  return change(value);
}

function editList<A>(
  { keys = ['name'], single = (item) => item }: Unit,
  items: readonly Item[],
  donated: readonly (Item | undefined)[],
  [which, donor, remove]: Choice,
  change: (items: readonly unknown[]) => A,
): A | undefined {
  const keyOf = (item: Item): string => JSON.stringify(keys.length === 0 ? item : keys.map((key) => item[key]));
  if (remove) {
    const removable = items.filter((item) => JSON.stringify(single(item)) === JSON.stringify(item));
    const gone = removable[which % Math.max(1, removable.length)];
    return gone === undefined ? undefined : change(items.filter((item) => item !== gone));
  }
  const taken = new Set(items.map(keyOf));
  const added = donated
    .flatMap((item) => (item === undefined ? [] : [single(item)]))
    .filter((item): item is Item => item !== undefined && !taken.has(keyOf(item)));
  const item = added[donor % Math.max(1, added.length)];
  return item === undefined ? undefined : change([...items, item]);
}

function editMap<A>(
  members: Item,
  donated: readonly (Item | undefined)[],
  [which, donor, remove]: Choice,
  change: (members: Item) => A,
): A | undefined {
  if (remove) {
    const keys = Object.keys(members);
    const gone = keys[which % Math.max(1, keys.length)];
    return gone === undefined
      ? undefined
      : change(Object.fromEntries(Object.entries(members).filter(([key]) => key !== gone)));
  }
  const all = donated.flatMap((map) => Object.entries(map ?? {}));
  const entry = all[donor % Math.max(1, all.length)];
  return entry === undefined ? undefined : change({ ...members, [entry[0]]: entry[1] });
}

/** The paths of the objects that a pattern leads to. */
function pathsOf(value: unknown, steps: readonly string[]): readonly Path[] {
  const [step, ...rest] = steps;
  if (step === undefined) return isObject(value) ? [[]] : [];
  const name = step.replace(/(?:\[\]|\{\})*$/, '');
  if (!isObject(value) || !Object.hasOwn(value, name)) return [];
  const member = value[name];
  const below = (inner: unknown, at: Path): readonly Path[] => pathsOf(inner, rest).map((path) => [...at, ...path]);
  if (step.endsWith('[]')) return isList(member) ? member.flatMap((item, index) => below(item, [name, index])) : [];
  if (isList(member)) return [];
  return below(member, [name]);
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (within, key) =>
      isObject(within) || isList(within) ? (Object.hasOwn(within, key) ? (within as Item)[key] : undefined) : undefined,
    value,
  );
}

function setAt(value: unknown, [key, ...rest]: Path, given: unknown): unknown {
  if (key === undefined) return given;
  if (isList(value)) return value.map((item, index) => (index === key ? setAt(item, rest, given) : item));
  const members = new Map(Object.entries(value as Item));
  const changed = setAt(members.get(String(key)), rest, given);
  if (changed === undefined) members.delete(String(key));
  else members.set(String(key), changed);
  return Object.fromEntries(members);
}

/** The properties of the model that no unit edits, and that no item is told from others by. */
export function uneditedProperties(properties: ReadonlySet<string>, units: readonly Unit[]): readonly string[] {
  const isEdited = (property: string): boolean =>
    units.some(({ pattern, keys = ['name'] }) => {
      if (pattern === property || isBelow(pattern, property)) return true;
      if (pattern.endsWith('[]')) {
        return keys.some((key) =>
          [property].some((own) => own === `${pattern}.${key}` || isBelow(own, `${pattern}.${key}`)),
        );
      }
      return isBelow(property, pattern);
    });
  return [...properties].filter((property) => !isEdited(property));
}

function isBelow(inner: string, outer: string): boolean {
  return inner.startsWith(outer) && /^[.[{]/.test(inner.slice(outer.length));
}
