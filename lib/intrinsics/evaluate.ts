import { intrinsic, reference, type Document, type Json, type JsonObject, type Value } from '../model/index.js';
import { asText } from '../model/scalar.js';
import { isList } from '../support/is-list.js';
import { isObject } from '../support/is-object.js';
import { own } from '../support/own.js';
import { callOf } from './call.js';
import { splitDynamicReferences } from './dynamic-reference.js';
import { canEvaluate, evaluateFunction } from './functions.js';
import { parseGetAtt, splitAttribute } from './get-att.js';
import { substitute, variableText } from './sub.js';

/** What the functions of a template look up in it and around it. */
export interface TemplateLookup {
  /** Whether there is a parameter or a resource of a name; the name may have an attribute: `Orders.Arn`. */
  readonly hasName: (name: string) => boolean;
  /** What a parameter, a resource or an attribute stands for. */
  readonly reference: (logicalId: string, attribute?: string) => Document;
  readonly condition: (name: string) => boolean;
  readonly mapping: (name: string) => Json | undefined;
  /** What another stack exports. */
  readonly importedValue: (name: string) => Document | undefined;
  /** A value as it is on a local gateway: keys of mappings, names of exports must be known now. */
  readonly localValue: (document: Document) => Document;
  readonly report: (code: 'unresolved-reference' | 'not-read', message: string) => void;
}

/**
 * Evaluates the functions at any depth of a piece of a template. What only deployment knows stays a value with its
 * reference or function.
 *
 * @returns undefined where the piece comes to `AWS::NoValue`
 */
export function evaluate(value: Json, lookup: TemplateLookup): Document | undefined {
  if (typeof value === 'string') return splitDynamicReferences(value);
  if (isList(value)) {
    return value.flatMap((item) => {
      const result = evaluate(item, lookup);
      return result === undefined ? [] : [result];
    });
  }
  if (!isObject(value)) return value;
  const call = callOf(value);
  if (call === undefined) return evaluateMembers(value, lookup);
  const result = evaluateCall(...call, lookup);
  return typeof result === 'string' ? splitDynamicReferences(result) : result;
}

function evaluateMembers(value: JsonObject, lookup: TemplateLookup): Document {
  const members: [string, Document][] = [];
  for (const [key, member] of Object.entries(value)) {
    const result = evaluate(member, lookup);
    if (result !== undefined) members.push([key, result]);
  }
  return Object.fromEntries(members);
}

function evaluateCall(name: string, argument: Json, lookup: TemplateLookup): Document | undefined {
  switch (name) {
    case 'Ref':
      return typeof argument === 'string' ? lookUp([argument], lookup) : unevaluated(name, argument, lookup);
    case 'Fn::GetAtt':
      return getAttribute(argument, lookup);
    case 'Fn::Sub':
      return substituteNames(argument, lookup);
    case 'Fn::If':
      return chooseBranch(argument, lookup);
    case 'Fn::FindInMap':
      return findInMap(argument, lookup);
    case 'Fn::ImportValue':
      return importValue(argument, lookup);
    case 'Fn::Transform':
      // A macro, or an include that failed: reported where transforms are applied.
      return unevaluated(name, argument, lookup);
  }
  if (!canEvaluate(name)) {
    lookup.report('not-read', `Cannot evaluate ${name}: it is no function that Sluice knows`);
  }
  return evaluateFunction(name, evaluate(argument, lookup) ?? null);
}

function unevaluated(name: string, argument: Json, lookup: TemplateLookup): Document {
  return intrinsic(name, evaluate(argument, lookup) ?? null);
}

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html */
function lookUp(
  [logicalId, attribute]: readonly [logicalId: string, attribute?: string],
  lookup: TemplateLookup,
): Document | undefined {
  if (logicalId === 'AWS::NoValue') return undefined;
  if (logicalId === 'AWS::NotificationARNs') return [];
  return logicalId.startsWith('AWS::') ? reference(logicalId) : lookup.reference(logicalId, attribute);
}

function getAttribute(argument: Json, lookup: TemplateLookup): Document | undefined {
  const names = evaluate(argument, lookup) ?? null;
  const known = parseGetAtt(lookup.localValue(names));
  return known === undefined ? intrinsic('Fn::GetAtt', names) : lookUp(known, lookup);
}

function substituteNames(argument: Json, lookup: TemplateLookup): Document {
  const [text, variables] = isList(argument) ? argument : [argument];
  if (typeof text !== 'string') return unevaluated('Fn::Sub', argument, lookup);
  return substitute(text, (name) => {
    const variable = isObject(variables) ? own(variables, name) : undefined;
    return variable === undefined ? valueOfName(name, lookup) : variableText(name, evaluate(variable, lookup));
  });
}

/** What `${name}` stands for; undefined where it stays as text, which stage variables and foreign tokens do. */
function valueOfName(name: string, lookup: TemplateLookup): Value<string> | undefined {
  if (/^(?:stageVariables|context|input|method|integration)\b/.test(name)) return undefined;
  if (!name.startsWith('AWS::') && !lookup.hasName(name)) {
    const message = `Cannot find "${name}" of Fn::Sub: the template has no such name; it stays as text`;
    lookup.report('unresolved-reference', message);
    return undefined;
  }
  return asText(lookUp(splitAttribute(name), lookup)) ?? intrinsic('Fn::Sub', `\${${name}}`);
}

function chooseBranch(argument: Json, lookup: TemplateLookup): Document | undefined {
  const [condition, whenTrue, whenFalse] = isList(argument) ? argument : [];
  if (typeof condition !== 'string' || whenTrue === undefined || whenFalse === undefined) {
    return unevaluated('Fn::If', argument, lookup);
  }
  return evaluate(lookup.condition(condition) ? whenTrue : whenFalse, lookup);
}

function findInMap(argument: Json, lookup: TemplateLookup): Document | undefined {
  const [name, first, second, options] = isList(argument) ? argument : [];
  const keys = [name, first, second].map((key) => evaluateLocally(key, lookup));
  const [mapping, ...path] = keys.map(asText);
  let found = typeof mapping === 'string' ? lookup.mapping(mapping) : undefined;
  for (const key of path) found = isObject(found) && typeof key === 'string' ? own(found, key) : undefined;
  if (found !== undefined) return evaluate(found, lookup);
  if (isObject(options) && options.DefaultValue !== undefined) return evaluate(options.DefaultValue, lookup);
  return intrinsic(
    'Fn::FindInMap',
    keys.map((key) => key ?? null),
  );
}

function importValue(argument: Json, lookup: TemplateLookup): Document {
  const name = evaluate(argument, lookup) ?? null;
  const known = lookup.localValue(name);
  const imported = typeof known === 'string' ? lookup.importedValue(known) : undefined;
  return imported ?? intrinsic('Fn::ImportValue', name);
}

/** What a piece of a template is on a local gateway. */
export function evaluateLocally(value: Json | undefined, lookup: TemplateLookup): Document | undefined {
  const result = value === undefined ? undefined : evaluate(value, lookup);
  return result === undefined ? undefined : lookup.localValue(result);
}
