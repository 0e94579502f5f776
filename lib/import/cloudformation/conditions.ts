import { isDeployTime, type Document, type Json, type Place } from '../../model/index.js';
import { asText } from '../../model/scalar.js';
import { canonicalJson } from '../../support/canonical-json.js';
import { isObject } from '../../support/is-object.js';
import type { Stack } from './stack.js';

/**
 * Evaluates a condition. A comparison with something that only deployment knows does not hold, and is reported, so that
 * a condition and its negation never hold together.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 */
export function evaluateCondition(body: Json, stack: Stack, place: Place): boolean {
  const unknown: string[] = [];
  const holds = evaluate(body, stack, place, unknown);
  if (unknown.length > 0) {
    stack.report(
      'unresolved-value',
      place,
      `Cannot know before deployment whether ${place.element ?? 'the condition'} holds: ` +
        `${[...new Set(unknown)].join(', ')} has no value; it is read as ${holds ? 'true' : 'false'}`,
    );
  }
  return holds;
}

/** Whether an assertion of a rule fails for certain. */
export function failsForCertain(body: Json, stack: Stack, place: Place): boolean {
  const unknown: string[] = [];
  return !evaluate(body, stack, place, unknown) && unknown.length === 0;
}

function evaluate(body: Json, stack: Stack, place: Place, unknown: string[]): boolean {
  if (typeof body === 'boolean') return body;
  if (body === 'true') return true;
  if (!isObject(body)) return false;
  const [[name, argument] = ['', null]] = Object.entries(body);
  const items = Array.isArray(argument) ? (argument as readonly Json[]) : [argument];
  const holds = (item: Json): boolean => evaluate(item, stack, place, unknown);
  switch (name) {
    case 'Condition':
      return typeof argument === 'string' && stack.holds(argument);
    case 'Fn::And':
      return items.every(holds);
    case 'Fn::Or':
      return items.some(holds);
    case 'Fn::Not':
      return items[0] !== undefined && !holds(items[0]);
    case 'Fn::Equals':
      return equal(items[0], items[1], stack, place, unknown);
    case 'Fn::Contains':
    case 'Fn::EachMemberIn':
      return contains(name, items, stack, place, unknown);
    default:
      return holdsAsValue(body, stack, place, unknown);
  }
}

function equal(a: Json | undefined, b: Json | undefined, stack: Stack, place: Place, unknown: string[]): boolean {
  const [left, right] = [a, b].map((side) => (side === undefined ? undefined : stack.resolveLocally(side, place)));
  if (same(left, right)) return true;
  noteUnknown(left, unknown);
  noteUnknown(right, unknown);
  return false;
}

/** `Fn::Contains` of `[list, text]` and `Fn::EachMemberIn` of `[texts, list]`, both functions of rules. */
function contains(name: string, items: readonly Json[], stack: Stack, place: Place, unknown: string[]): boolean {
  const [first, second] = items.map((item) => stack.resolveLocally(item, place));
  const [wanted, list] = name === 'Fn::Contains' ? [second, first] : [first, second];
  const known = Array.isArray(list) ? (list as readonly Document[]) : [];
  const each = Array.isArray(wanted) ? (wanted as readonly Document[]) : [wanted];
  return each.every((item) => {
    if (known.some((member) => same(member, item))) return true;
    noteUnknown(item, unknown);
    return false;
  });
}

function holdsAsValue(body: Json, stack: Stack, place: Place, unknown: string[]): boolean {
  const value = stack.resolveLocally(body, place);
  noteUnknown(value, unknown);
  return value === true || value === 'true';
}

function same(a: Document | undefined, b: Document | undefined): boolean {
  const [left, right] = [asText(a), asText(b)];
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  return a !== undefined && canonicalJson(a) === canonicalJson(b);
}

function noteUnknown(value: Document | undefined, unknown: string[]): void {
  if (isDeployTime(value)) {
    for (const part of value.parts) {
      if (typeof part !== 'string') unknown.push(part.kind === 'reference' ? `"${part.logicalId}"` : part.name);
    }
  }
}
