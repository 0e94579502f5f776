import {
  isDeployTime,
  type DeployTimeValue,
  type Document,
  type Json,
  type Reference,
  type ValuePart,
} from '../model/index.js';

/**
 * Writes a document with CloudFormation's functions in the places of the values that only deployment knows: `Ref` and
 * `Fn::GetAtt` alone, `Fn::Sub` where text stands around them.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
 */
export function printIntrinsics(document: Document): Json {
  if (isDeployTime(document)) return printValue(document);
  if (Array.isArray(document)) return (document as readonly Document[]).map(printIntrinsics);
  if (typeof document !== 'object' || document === null) return document;
  return Object.fromEntries(Object.entries(document).map(([key, member]) => [key, printIntrinsics(member)]));
}

function printValue({ parts }: DeployTimeValue): Json {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return printPart(only);
  return parts.some((part) => typeof part === 'string' && cannotBeEscaped(part))
    ? { 'Fn::Join': ['', parts.map(printPart)] }
    : printSub(parts);
}

function printPart(part: ValuePart): Json {
  if (typeof part === 'string') return part;
  if (part.kind === 'intrinsic') return { [part.name]: printIntrinsics(part.argument) };
  return part.attribute === undefined ? { Ref: part.logicalId } : { 'Fn::GetAtt': [part.logicalId, part.attribute] };
}

function printSub(parts: readonly ValuePart[]): Json {
  const variables: Record<string, Json> = {};
  const taken = new Set(parts.map((part) => (isReference(part) ? part.logicalId : '')));
  const text = parts.map((part) => {
    if (typeof part === 'string') return part.replaceAll('${', '${!');
    if (isReference(part)) return `\${${part.logicalId}${part.attribute === undefined ? '' : `.${part.attribute}`}}`;
    let number = Object.keys(variables).length + 1;
    while (taken.has(`Value${number}`)) number++;
    taken.add(`Value${number}`);
    variables[`Value${number}`] = printPart(part);
    return `\${Value${number}}`;
  });
  return { 'Fn::Sub': Object.keys(variables).length === 0 ? text.join('') : [text.join(''), variables] };
}

// `${!text}` stands for `${text}`: it needs its closing brace in the same literal, and no second one opened before.
function cannotBeEscaped(literal: string): boolean {
  return literal.replaceAll(/\$\{[^${}]*\}/g, '').includes('${');
}

function isReference(part: ValuePart): part is Reference {
  return typeof part === 'object' && part.kind === 'reference';
}
