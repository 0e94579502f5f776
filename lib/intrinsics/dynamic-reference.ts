import { intrinsic, joinValues, type Intrinsic, type Value, type ValuePart } from '../model/index.js';

// The end may be missing: texts that are joined in a template hold a reference in pieces.
const DYNAMIC_REFERENCE = /\{\{resolve:([a-z-]+)(?::([^{}]*)\}\})?/g;

/** The name that a dynamic reference has among functions. */
const NAME = 'resolve';

export interface DynamicReference {
  /** `ssm`, `ssm-secure` or `secretsmanager`. */
  readonly service: string;
  readonly text: string;
  readonly index: number;
  /** What follows `{{resolve:`; undefined for one whose end is not in the text. */
  readonly argument?: string;
}

/**
 * The dynamic references in a text, such as `{{resolve:ssm:/pets/url}}`, which CloudFormation replaces when it deploys.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function findDynamicReferences(text: string): readonly DynamicReference[] {
  if (!text.includes('{{resolve:')) return [];
  return [...text.matchAll(DYNAMIC_REFERENCE)].map(({ 0: found, 1: service = '', 2: key, index }) => ({
    service,
    text: found,
    index,
    ...(key !== undefined && { argument: `${service}:${key}` }),
  }));
}

/** A text with its dynamic references as values that only deployment knows. */
export function splitDynamicReferences(text: string): Value<string> {
  const parts: (Value<string> | ValuePart)[] = [];
  let end = 0;
  for (const { text: found, index, argument } of findDynamicReferences(text)) {
    if (argument === undefined) continue;
    parts.push(text.slice(end, index), intrinsic(NAME, argument));
    end = index + found.length;
  }
  return end === 0 ? text : joinValues([...parts, text.slice(end)]);
}

/** The text of a dynamic reference that a text was split at; undefined for any other function. */
export function printDynamicReference({ name, argument }: Intrinsic): string | undefined {
  return name === NAME && typeof argument === 'string' ? `{{resolve:${argument}}}` : undefined;
}
