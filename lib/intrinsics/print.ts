import {
  isDeployTime,
  isDocumentObject,
  joinValues,
  type DeployTimeValue,
  type Document,
  type Json,
  type ValuePart,
} from '../model/index.js';
import { isList } from '../support/is-list.js';
import { printDynamicReference } from './dynamic-reference.js';
import { printSub, type SubPiece } from './sub.js';

/**
 * Writes a document with CloudFormation's functions in the places of the values that only deployment knows: `Ref` and
 * `Fn::GetAtt` alone, `Fn::Sub` where text stands around them.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
 */
export function printIntrinsics(document: Document): Json {
  if (isDeployTime(document)) return printValue(document);
  if (isList(document)) return document.map(printIntrinsics);
  if (!isDocumentObject(document)) return document;
  return Object.fromEntries(Object.entries(document).map(([key, member]) => [key, printIntrinsics(member)]));
}

function printValue(value: DeployTimeValue): Json {
  const written = joinValues(value.parts.map(dynamicReferenceAsText));
  if (!isDeployTime(written)) return written;
  const [only, ...others] = written.parts;
  return only !== undefined && others.length === 0 ? printPart(only) : printTextAround(written.parts);
}

/** CloudFormation finds dynamic references in plain text. */
function dynamicReferenceAsText(part: ValuePart): ValuePart {
  return typeof part === 'object' && part.kind === 'intrinsic' ? (printDynamicReference(part) ?? part) : part;
}

function printPart(part: ValuePart): Json {
  if (typeof part === 'string') return part;
  if (part.kind === 'intrinsic') return { [part.name]: printIntrinsics(part.argument) };
  return part.attribute === undefined ? { Ref: part.logicalId } : { 'Fn::GetAtt': [part.logicalId, part.attribute] };
}

/** `Fn::Sub` with a variable for each function, or `Fn::Join` where its string cannot be written. */
function printTextAround(parts: readonly ValuePart[]): Json {
  const variables: Record<string, Json> = {};
  const taken = new Set(
    parts.map((part) => (typeof part === 'object' && part.kind === 'reference' ? part.logicalId : '')),
  );
  const text = printSub(
    parts.map((part): SubPiece => {
      if (typeof part === 'string') return part;
      if (part.kind === 'reference') {
        return { name: part.attribute === undefined ? part.logicalId : `${part.logicalId}.${part.attribute}` };
      }
      let number = Object.keys(variables).length + 1;
      while (taken.has(`Value${number}`)) number++;
      const name = `Value${number}`;
      taken.add(name);
      variables[name] = printPart(part);
      return { name };
    }),
  );
  if (text === undefined) return { 'Fn::Join': ['', parts.map(printPart)] };
  return { 'Fn::Sub': Object.keys(variables).length === 0 ? text : [text, variables] };
}
