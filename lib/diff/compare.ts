import type { Document, Place } from '../model/index.js';
import { canonicalJson } from '../support/canonical-json.js';
import { own } from '../support/own.js';
import type { ChangeKind, Difference } from './change.js';

/** Compares one part of two models, and reports each difference in it once. */
export type Compare<T> = (before: T, after: T, place: Place) => readonly Difference[];

/** A comparison for each member of a type, so that a new member of the model has to be given one. */
export type Members<T> = { readonly [K in keyof T]-?: Compare<T[K]> };

/** The members of all variants of a union. */
export type AnyMember<U> = { readonly [K in U extends unknown ? keyof U : never]?: MemberOf<U, K> };

type MemberOf<U, K extends PropertyKey> = U extends unknown ? (K extends keyof U ? U[K] : never) : never;

type KindOf<T> = ChangeKind | ((before: T, after: T) => ChangeKind);

/** Whether two values are the same data, in whatever order their members stand. */
export function isSame(before: unknown, after: unknown): boolean {
  return before === after || canonicalJson(before) === canonicalJson(after);
}

/** Makes a difference; `undefined` leaves a side out. */
export function difference(kind: ChangeKind, place: Place, before: unknown, after: unknown): Difference {
  return {
    ...{ kind, place },
    ...(before !== undefined && { before: before as Document }),
    ...(after !== undefined && { after: after as Document }),
  };
}

/** The place of a member or an item below a place. */
export function below(place: Place, member: string): Place {
  const { property } = place;
  const isItem = member.startsWith('[');
  return { ...place, property: property === undefined ? member : isItem ? property + member : `${property}.${member}` };
}

/** What is compared elsewhere, or is what both were matched by. */
export const elsewhere: Compare<unknown> = () => [];

/** Values that change as a whole. */
export function value<T>(
  kind: KindOf<T>,
  print: (given: NoInfer<Exclude<T, undefined>>) => unknown = (given) => given,
): Compare<T> {
  const printed = (given: T): unknown =>
    given === undefined ? undefined : print(given as NoInfer<Exclude<T, undefined>>);
  return (before, after, place) => {
    if (isSame(before, after)) return [];
    return [difference(kindOf(kind, before, after), place, printed(before), printed(after))];
  };
}

/** Objects, member by member; a member that the type does not have is reported as `changed`. */
export function members<T extends object>(table: Members<T>): Compare<T> {
  const known = table as Readonly<Record<string, Compare<unknown>>>;
  return (before, after, place) => {
    const [was, is] = [before, after] as unknown as readonly [Record<string, unknown>, Record<string, unknown>];
    const names = new Set([...Object.keys(known), ...Object.keys(was), ...Object.keys(is)]);
    return [...names].flatMap((name) =>
      (own(known, name) ?? value('changed'))(own(was, name), own(is, name), below(place, name)),
    );
  };
}

/** Variants of a union: member by member where `type` is the same. */
export function variants<U extends { readonly type: string }>(
  kind: ChangeKind,
  table: Members<Omit<AnyMember<U>, 'type'>>,
): Compare<U> {
  const sameType = members<object>({ ...table, type: elsewhere });
  return (before, after, place) =>
    before.type === after.type ? sameType(before, after, place) : [difference(kind, place, before, after)];
}

/** What may be absent on one side. */
export function present<T>(
  kinds: { readonly added: KindOf<T>; readonly removed: KindOf<T> },
  both: Compare<T>,
  print: (item: T) => unknown = (item) => item,
): Compare<T | undefined> {
  return (before, after, place) => {
    if (before !== undefined && after !== undefined) return both(before, after, place);
    if (after !== undefined) return [difference(kindOf(kinds.added, after, after), place, undefined, print(after))];
    if (before !== undefined)
      return [difference(kindOf(kinds.removed, before, before), place, print(before), undefined)];
    return [];
  };
}

/** Maps, key by key. */
export function entries<T>(each: Compare<T | undefined>): Compare<Readonly<Record<string, T>> | undefined> {
  return (before, after, place) => {
    const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
    if (names.size === 0) return rewritten(before, after, place);
    return [...names].flatMap((name) => each(own(before, name), own(after, name), below(place, `["${name}"]`)));
  };
}

/** Lists whose items have a name; items of one name are told apart by their order. */
export function list<T>(
  name: (item: T) => string,
  each: Compare<T | undefined>,
  at: (name: string, place: Place) => Place = (item, place) => below(place, `["${item}"]`),
): Compare<readonly T[] | undefined> {
  return (before, after, place) => {
    const [was, is] = [byName(before ?? [], name), byName(after ?? [], name)];
    const names = new Set([...is.keys(), ...was.keys()]);
    if (names.size === 0) return rewritten(before, after, place);
    const common = (some: ReadonlyMap<string, T>): readonly string[] =>
      [...some.keys()].filter((key) => was.has(key) && is.has(key));
    return [
      ...[...names].flatMap((key) => each(was.get(key), is.get(key), at(key, place))),
      ...(isSame(common(was), common(is)) ? [] : [difference('rewritten', place, common(was), common(is))]),
    ];
  };
}

function byName<T>(items: readonly T[], name: (item: T) => string): ReadonlyMap<string, T> {
  const named = new Map<string, T>();
  for (const item of items) {
    let key = name(item);
    for (let number = 2; named.has(key); number++) key = `${name(item)} #${number}`;
    named.set(key, item);
  }
  return named;
}

function rewritten(before: unknown, after: unknown, place: Place): readonly Difference[] {
  return value('rewritten')(before, after, place);
}

function kindOf<T>(kind: KindOf<T>, before: T, after: T): ChangeKind {
  return typeof kind === 'function' ? kind(before, after) : kind;
}
