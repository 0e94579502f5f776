import { callOf, expandLoops, hasLoops, isPureFunction, parseGetAtt, textItems } from '../../intrinsics/index.js';
import { isDeployTime, type Document, type Json, type JsonObject } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import type { Stack } from './stack.js';

const LANGUAGE_EXTENSIONS = 'AWS::LanguageExtensions';

/**
 * What the transform `AWS::LanguageExtensions` does before other transforms see the template: writes out loops, evaluates
 * the names in `Ref` and `Fn::GetAtt`, and replaces functions of literals and parameters by their values.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-languageextensions.html
 *
 * @param stack - evaluates what loops are over and what names come from, and takes the findings
 */
export function expandLanguageExtensions(template: JsonObject, stack: Stack): JsonObject {
  const written = hasLoops(template) ? writeOutLoops(template, stack) : template;
  if (![template.Transform ?? []].flat().includes(LANGUAGE_EXTENSIONS)) return written;
  const evaluated = evaluateKnown(written, stack);
  return isObject(evaluated) ? evaluated : written;
}

/** Loops are over parameters and literals. */
function writeOutLoops(template: JsonObject, stack: Stack): JsonObject {
  const expanded = expandLoops(template, {
    items: (collection, name) => {
      const place = { element: `loop ${name}` };
      const items = textItems(stack.resolveLocally(collection, place));
      if (items !== undefined) return items;
      stack.report('unresolved-value', place, `Cannot write out the loop ${name}: the list it is over has no value`);
      return [];
    },
    refuse: (name, reason) => {
      stack.report('invalid-value', { element: `loop ${name}` }, `Cannot write out the loop ${name}: ${reason}`);
    },
  });
  return isObject(expanded) ? expanded : template;
}

function evaluateKnown(value: Json, stack: Stack): Json {
  if (isList(value)) return value.map((item) => evaluateKnown(item, stack));
  if (!isObject(value)) return value;
  const [name, argument] = callOf(value) ?? [];
  const known = name === undefined || argument === undefined ? undefined : evaluateCall(name, argument, stack);
  if (known !== undefined) return known;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, evaluateKnown(member, stack)]));
}

/** The call with its name evaluated, or the value that it comes to; undefined where it stays as it is. */
function evaluateCall(name: string, argument: Json, stack: Stack): Json | undefined {
  switch (name) {
    case 'Ref': {
      const id = isObject(argument) ? stack.resolveLocally(argument, {}) : undefined;
      return typeof id === 'string' ? { Ref: id } : undefined;
    }
    case 'Fn::GetAtt': {
      const isWritten = typeof argument === 'string' || (isList(argument) && !argument.some(isObject));
      const names = isWritten ? undefined : parseGetAtt(stack.resolveLocally(argument, {}) ?? null);
      return names && { 'Fn::GetAtt': names };
    }
    case 'Fn::FindInMap':
    case 'Fn::Sub':
      return literal(stack.resolve({ [name]: argument }, {}));
    default:
      return isPureFunction(name) ? literal(stack.resolve({ [name]: argument }, {})) : undefined;
  }
}

/** A value that is a scalar or a list of them, unless only deployment knows it. */
function literal(value: Document | undefined): Json | undefined {
  if (!isList(value)) return typeof value === 'object' || isDeployTime(value) ? undefined : value;
  const items = value.map(literal);
  return items.every((item) => item !== undefined) ? items : undefined;
}
