import type { Document, Json, JsonObject } from '../model/index.js';
import { isList } from '../support/is-list.js';
import { isObject } from '../support/is-object.js';

/** A loop over loops may make more than any template holds; CloudFormation stops it at its own limits. */
const MOST_EXPANSIONS = 10_000;

const LOOP = 'Fn::ForEach::';

/** What loops take from the template around them. */
export interface LoopEvaluation {
  /** The items of a loop's collection: a list, or a function that gives one. */
  readonly items: (collection: Json, name: string) => readonly string[];
  /** Takes the reason, completing "Cannot write out the loop …: ", why a loop is left out or cut. */
  readonly refuse: (name: string, reason: string) => void;
}

/**
 * Writes out the loops of a template (`Fn::ForEach::Name: [variable, items, body]`), the outermost first.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 *
 * @param loops - evaluates the collections, and takes what is refused
 */
export function expandLoops(value: Json, loops: LoopEvaluation): Json {
  const budget = { left: MOST_EXPANSIONS };
  const expand = (part: Json): Json => {
    if (isList(part)) return part.map(expand);
    if (!isObject(part)) return part;
    const members: [string, Json][] = [];
    for (const [key, member] of Object.entries(part)) {
      if (!key.startsWith(LOOP)) {
        members.push([key, expand(member)]);
        continue;
      }
      const name = key.slice(LOOP.length);
      const loop = readLoop(member);
      if (loop === undefined) {
        loops.refuse(name, 'it must be a list of a variable, a list and an object');
        continue;
      }
      for (const item of loops.items(loop.collection, name)) {
        if (budget.left-- <= 0) {
          loops.refuse(name, `the template has more than ${MOST_EXPANSIONS} rounds of loops`);
          break;
        }
        members.push(...Object.entries(expand(substitute(loop.body, loop.variable, item)) as JsonObject));
      }
    }
    return Object.fromEntries(members);
  };
  return expand(value);
}

/** Whether a value has a loop at any depth: most templates have none, and are spared the copy. */
export function hasLoops(value: Json): boolean {
  if (isList(value)) return value.some(hasLoops);
  return isObject(value) && Object.entries(value).some(([key, member]) => key.startsWith(LOOP) || hasLoops(member));
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

/** The items of a list of strings and numbers; undefined for anything else, such as a list that only deployment knows. */
export function textItems(document: Document | undefined): readonly string[] | undefined {
  if (!isList(document)) return undefined;
  const items = document.filter((item) => typeof item === 'string' || typeof item === 'number').map(String);
  return items.length === document.length ? items : undefined;
}
