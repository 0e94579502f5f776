import {
  intrinsic,
  isDeployTime,
  isDocumentObject,
  reference,
  type Document,
  type DocumentObject,
  type Value,
} from '../model/index.js';
import { isList } from '../support/is-list.js';
import { own } from '../support/own.js';
import { callOf } from './call.js';
import { evaluateFunction } from './functions.js';
import { parseGetAtt, splitAttribute } from './get-att.js';
import { substitute, variableText } from './sub.js';

/**
 * Reads CloudFormation's functions at any depth of a document, without a template to look anything up in. What is read
 * already is kept.
 */
export function parseIntrinsics(document: Document): Document {
  if (isDeployTime(document)) return document;
  if (isList(document)) return document.map(parseIntrinsics);
  if (!isDocumentObject(document)) return document;
  const call = callOf(document);
  return call === undefined ? parseMembers(document) : parseCall(call[0], parseIntrinsics(call[1]));
}

function parseMembers(members: DocumentObject): Document {
  return Object.fromEntries(Object.entries(members).map(([key, member]) => [key, parseIntrinsics(member)]));
}

function parseCall(name: string, argument: Document): Document {
  switch (name) {
    case 'Ref':
      return typeof argument === 'string' ? reference(argument) : intrinsic(name, argument);
    case 'Fn::GetAtt': {
      const names = parseGetAtt(argument);
      return names === undefined ? intrinsic(name, argument) : reference(...names);
    }
    case 'Fn::Join':
      return evaluateFunction(name, argument);
    case 'Fn::Sub':
      return parseSubCall(argument) ?? intrinsic(name, argument);
    default:
      return intrinsic(name, argument);
  }
}

function parseSubCall(argument: Document): Value<string> | undefined {
  const [text, variables = {}] = isList(argument) ? argument : [argument];
  if (typeof text !== 'string' || !isDocumentObject(variables)) return undefined;
  return substitute(text, (name) => {
    const variable = own(variables, name);
    return variable === undefined ? reference(...splitAttribute(name)) : variableText(name, variable);
  });
}
