import type { Json } from '../model/index.js';
import { isList } from '../support/is-list.js';
import { isObject } from '../support/is-object.js';

/** `Ref`, `Fn::Sub` and their like; also functions that a later version of CloudFormation brings. */
export function isFunctionName(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

/** The function that an object calls, and its argument; undefined for an object with other members too, or with none. */
export function callOf<T>(members: Readonly<Record<string, T>>): readonly [name: string, argument: T] | undefined {
  const [name, ...others] = Object.keys(members);
  if (name === undefined || others.length > 0 || !isFunctionName(name)) return undefined;
  const argument = members[name];
  return argument === undefined ? undefined : [name, argument];
}

/** A call of a function, and where it stands below the value that was searched. */
export interface FunctionCall {
  readonly name: string;
  readonly path: readonly (string | number)[];
}

/** Every call in a value, outer ones first. An object that maps a property named `Ref` to its schema calls nothing. */
export function functionCalls(value: Json, path: FunctionCall['path'] = []): readonly FunctionCall[] {
  if (isList(value)) return value.flatMap((item, index) => functionCalls(item, [...path, index]));
  if (!isObject(value)) return [];
  const [name, argument] = callOf(value) ?? [];
  const isCall = name !== undefined && (name !== 'Ref' || typeof argument === 'string');
  const inner = Object.entries(value).flatMap(([key, member]) => functionCalls(member, [...path, key]));
  return isCall ? [{ name, path }, ...inner] : inner;
}
