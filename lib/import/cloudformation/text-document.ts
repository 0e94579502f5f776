import { isDeployTime, joinValues, type Document, type Json, type Value, type ValuePart } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';

// A value that only deployment knows stands in the text as a character that no JSON or YAML means anything by.
const PLACEHOLDER = '\u{F0001}';

/**
 * Parses JSON text that may hold values which only deployment knows, as `Fn::Sub` and `Fn::ToJsonString` make it. The
 * values stand in the texts of the result, where they stood in the whole.
 *
 * @returns undefined when the text is no JSON
 */
export function parseTextDocument(
  text: Value<string>,
  parse: (text: string) => Json | undefined = parseJson,
): Document | undefined {
  const parts: readonly ValuePart[] = isDeployTime(text) ? text.parts : [text];
  const unknowns: Exclude<ValuePart, string>[] = [];
  const plain = parts
    .map((part) => (typeof part === 'string' ? part : `${PLACEHOLDER}${unknowns.push(part) - 1}${PLACEHOLDER}`))
    .join('');
  const parsed = parse(plain);
  return parsed === undefined ? undefined : unknowns.length === 0 ? parsed : restore(parsed, unknowns);
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function restore(value: Json, unknowns: readonly Exclude<ValuePart, string>[]): Document {
  if (typeof value === 'string') {
    return joinValues(
      value.split(PLACEHOLDER).map((piece, index) => (index % 2 === 0 ? piece : (unknowns[Number(piece)] ?? piece))),
    );
  }
  if (isList(value)) return value.map((item) => restore(item, unknowns));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, restore(member, unknowns)]));
}
