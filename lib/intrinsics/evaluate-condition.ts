import { isDeployTime, type Document, type Json } from '../model/index.js';
import { asText } from '../model/scalar.js';
import { canonicalJson } from '../support/canonical-json.js';
import { isList } from '../support/is-list.js';
import { isObject } from '../support/is-object.js';
import { evaluateLocally, type TemplateLookup } from './evaluate.js';

export interface ConditionResult {
  readonly holds: boolean;
  /** What was compared although only deployment knows it: such a comparison does not hold. */
  readonly unknown: ReadonlySet<string>;
}

/**
 * Evaluates a condition, or an assertion of a rule.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 * and https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-rules.html
 */
export function evaluateCondition(body: Json, lookup: TemplateLookup): ConditionResult {
  const evaluation = { lookup, unknown: new Set<string>() };
  return { holds: holds(body, evaluation), unknown: evaluation.unknown };
}

interface Evaluation {
  readonly lookup: TemplateLookup;
  readonly unknown: Set<string>;
}

function holds(body: Json, evaluation: Evaluation): boolean {
  if (!isObject(body)) return isTrue(body);
  const { lookup } = evaluation;
  const [[name, argument] = ['', null]] = Object.entries(body);
  const items = isList(argument) ? argument : [argument];
  const [first, second] = items;
  switch (name) {
    case 'Condition':
      return typeof argument === 'string' && lookup.condition(argument);
    case 'Fn::And':
      return items.every((item) => holds(item, evaluation));
    case 'Fn::Or':
      return items.some((item) => holds(item, evaluation));
    case 'Fn::Not':
      return first !== undefined && !holds(first, evaluation);
    case 'Fn::Equals':
      return areEqual(evaluateLocally(first, lookup), evaluateLocally(second, lookup), evaluation);
    case 'Fn::Contains':
      return areIn(evaluateLocally(second, lookup), evaluateLocally(first, lookup), evaluation);
    case 'Fn::EachMemberIn':
      return areIn(evaluateLocally(first, lookup), evaluateLocally(second, lookup), evaluation);
    default: {
      const value = evaluateLocally(body, lookup);
      noteUnknown(value, evaluation);
      return isTrue(value);
    }
  }
}

function isTrue(value: Document | undefined): boolean {
  return value === true || value === 'true';
}

function areEqual(left: Document | undefined, right: Document | undefined, evaluation: Evaluation): boolean {
  if (isSame(left, right)) return true;
  noteUnknown(left, evaluation);
  noteUnknown(right, evaluation);
  return false;
}

/** Whether a value, or each value of a list, is in a list. */
function areIn(wanted: Document | undefined, list: Document | undefined, evaluation: Evaluation): boolean {
  const items = isList(wanted) ? wanted : [wanted];
  return items.every((item) => {
    if (isList(list) && list.some((member) => isSame(member, item))) return true;
    noteUnknown(item, evaluation);
    return false;
  });
}

function isSame(a: Document | undefined, b: Document | undefined): boolean {
  const [left, right] = [asText(a), asText(b)];
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  return a !== undefined && canonicalJson(a) === canonicalJson(b);
}

function noteUnknown(value: Document | undefined, { unknown }: Evaluation): void {
  if (!isDeployTime(value)) return;
  for (const part of value.parts) {
    if (typeof part !== 'string') unknown.add(part.kind === 'reference' ? `"${part.logicalId}"` : part.name);
  }
}
