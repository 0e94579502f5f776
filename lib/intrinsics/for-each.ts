import type { Document, Json, JsonObject } from '../model/index.js';
import { isList } from '../support/is-list.js';
import { isObject } from '../support/is-object.js';

/** A loop over loops may make more than any template holds; CloudFormation stops it at its own limits. */
const MOST_EXPANSIONS = 10_000;

/**
 * Writes out the loops of a template (`Fn::ForEach::Name: [variable, items, body]`), the outermost first.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 *
 * @param items - evaluates a loop's collection: a list, or a function that gives one
 */
export function expandLoops(value: Json, items: (collection: Json) => readonly string[]): Json {
  const budget = { left: MOST_EXPANSIONS };
  const expand = (part: Json): Json => {
    if (isList(part)) return part.map(expand);
    if (!isObject(part)) return part;
    const members: [string, Json][] = [];
    for (const [key, member] of Object.entries(part)) {
      const loop = key.startsWith('Fn::ForEach::') ? readLoop(member) : undefined;
      if (loop === undefined) members.push([key, expand(member)]);
      else {
        for (const item of items(loop.collection)) {
          if (budget.left-- <= 0) break;
          members.push(...Object.entries(expand(substitute(loop.body, loop.variable, item)) as JsonObject));
        }
      }
    }
    return Object.fromEntries(members);
  };
  return expand(value);
}

/** Whether a value has a loop at any depth: most templates have none, and are spared the copy. */
export function hasLoops(value: Json): boolean {
  if (isList(value)) return value.some(hasLoops);
  return (
    isObject(value) &&
    Object.entries(value).some(([key, member]) => key.startsWith('Fn::ForEach::') || hasLoops(member))
  );
}

interface Loop {
  readonly variable: string;
  readonly collection: Json;
  readonly body: JsonObject;
}

function readLoop(argument: Json): Loop | undefined {
  const [variable, collection, body] = isList(argument) ? argument : [];
  if (typeof variable !== 'string' || collection === undefined || !isObject(body)) return undefined;
  return { variable, collection, body };
}

function substitute(value: Json, variable: string, item: string): Json {
  if (typeof value === 'string') return fillIn(value, variable, item);
  if (isList(value)) return value.map((member) => substitute(member, variable, item));
  if (!isObject(value)) return value;
  if (value.Ref === variable && Object.keys(value).length === 1) return item;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [fillIn(key, variable, item), substitute(member, variable, item)]),
  );
}

/** `&{variable}` leaves out what is no letter or digit, as logical ids must. */
function fillIn(text: string, variable: string, item: string): string {
  return text
    .replaceAll(`\${${variable}}`, () => item)
    .replaceAll(`&{${variable}}`, () => item.replaceAll(/[^A-Za-z0-9]/g, ''));
}

export function textItems(document: Document | undefined): readonly string[] {
  return isList(document)
    ? document.filter((item) => typeof item === 'string' || typeof item === 'number').map(String)
    : [];
}
