import type { Document } from '../model/index.js';
import { isList } from '../support/is-list.js';

/** `Orders.Arn` is the attribute `Arn` of `Orders`, `Nested.Outputs.Url` the attribute `Outputs.Url` of `Nested`. */
export function splitAttribute(name: string): readonly [logicalId: string, attribute?: string] {
  const dot = name.indexOf('.');
  return dot === -1 ? [name] : [name.slice(0, dot), name.slice(dot + 1)];
}

/**
 * What an argument of `Fn::GetAtt` names, be it a string or a list; undefined where that is not known.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html
 */
export function parseGetAtt(argument: Document): readonly [logicalId: string, attribute: string] | undefined {
  const names = isList(argument) ? argument : [argument];
  if (!names.every((name) => typeof name === 'string')) return undefined;
  const [logicalId, attribute] = splitAttribute(names.join('.'));
  return attribute === undefined ? undefined : [logicalId, attribute];
}
