import {
  intrinsic,
  isDeployTime,
  joinValues,
  reference,
  type DeployTimeValue,
  type Document,
  type Json,
  type Reference,
  type Value,
  type ValuePart,
} from '../../model/index.js';

/**
 * Writes a document with CloudFormation's functions in the places of the values that only deployment knows: `Ref` and
 * `Fn::GetAtt` alone, `Fn::Sub` where text stands around them.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
 */
export function renderIntrinsics(document: Document): Json {
  if (isDeployTime(document)) return renderDeployTimeValue(document);
  if (Array.isArray(document)) return (document as readonly Document[]).map(renderIntrinsics);
  if (typeof document !== 'object' || document === null) return document;
  return Object.fromEntries(Object.entries(document).map(([key, member]) => [key, renderIntrinsics(member)]));
}

/** Reads CloudFormation's functions at any depth of a document; what is read already is kept. */
export function parseIntrinsics(document: Document): Document {
  if (isDeployTime(document)) return document;
  if (Array.isArray(document)) return (document as readonly Document[]).map(parseIntrinsics);
  if (typeof document !== 'object' || document === null) return document;
  const entries = Object.entries(document).map(([key, member]) => [key, parseIntrinsics(member)] as const);
  const [only] = entries;
  return (
    (entries.length === 1 && only !== undefined ? parseFunction(only[0], only[1]) : undefined) ??
    Object.fromEntries(entries)
  );
}

function renderDeployTimeValue({ parts }: DeployTimeValue): Json {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return renderPart(only);
  return parts.some((part) => typeof part === 'string' && cannotBeEscaped(part))
    ? { 'Fn::Join': ['', parts.map(renderPart)] }
    : renderSub(parts);
}

function renderPart(part: ValuePart): Json {
  if (typeof part === 'string') return part;
  if (part.kind === 'intrinsic') return { [part.name]: renderIntrinsics(part.argument) };
  return part.attribute === undefined ? { Ref: part.logicalId } : { 'Fn::GetAtt': [part.logicalId, part.attribute] };
}

function renderSub(parts: readonly ValuePart[]): Json {
  const variables: Record<string, Json> = {};
  const taken = new Set(parts.map((part) => (isReference(part) ? part.logicalId : '')));
  const text = parts.map((part) => {
    if (typeof part === 'string') return part.replaceAll('${', '${!');
    if (isReference(part)) return `\${${part.logicalId}${part.attribute === undefined ? '' : `.${part.attribute}`}}`;
    let number = Object.keys(variables).length + 1;
    while (taken.has(`Value${number}`)) number++;
    taken.add(`Value${number}`);
    variables[`Value${number}`] = renderPart(part);
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

/** The value of a function; undefined for an object that is none. */
function parseFunction(name: string, argument: Document): DeployTimeValue | string | undefined {
  switch (name) {
    case 'Ref':
      return typeof argument === 'string' ? reference(argument) : intrinsic(name, argument);
    case 'Fn::GetAtt':
      return parseGetAtt(argument) ?? intrinsic(name, argument);
    case 'Fn::Join':
      return parseJoin(argument) ?? intrinsic(name, argument);
    case 'Fn::Sub':
      return parseSub(argument) ?? intrinsic(name, argument);
    default:
      return name.startsWith('Fn::') ? intrinsic(name, argument) : undefined;
  }
}

function parseGetAtt(argument: Document): DeployTimeValue | undefined {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return dot === -1 ? undefined : reference(argument.slice(0, dot), argument.slice(dot + 1));
  }
  if (!Array.isArray(argument)) return undefined;
  const [logicalId, attribute] = argument as readonly Document[];
  return typeof logicalId === 'string' && typeof attribute === 'string' ? reference(logicalId, attribute) : undefined;
}

function parseJoin(argument: Document): Value<string> | undefined {
  if (!Array.isArray(argument)) return undefined;
  const [separator, items] = argument as readonly Document[];
  if (typeof separator !== 'string' || !Array.isArray(items)) return undefined;
  const texts = (items as readonly Document[]).map(asText);
  if (!texts.every((text) => text !== undefined)) return undefined;
  return joinValues(texts.flatMap((text, index) => (index === 0 ? [text] : [separator, text])));
}

function parseSub(argument: Document): Value<string> | undefined {
  const [text, variables = {}] = (Array.isArray(argument) ? argument : [argument]) as readonly Document[];
  if (typeof text !== 'string' || typeof variables !== 'object' || variables === null) return undefined;
  const values = new Map(Object.entries(variables).map(([name, value]) => [name, asText(value as Document)]));
  const parts: (Value<string> | undefined)[] = text.split(/(\$\{[^}]+\})/).map((part) => {
    const name = /^\$\{([^}]+)\}$/.exec(part)?.[1];
    if (name === undefined) return part;
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (values.has(name)) return values.get(name);
    return parseGetAtt(name) ?? reference(name);
  });
  return parts.every((part) => part !== undefined) ? joinValues(parts) : undefined;
}

function asText(document: Document): Value<string> | undefined {
  if (typeof document === 'string' || isDeployTime(document)) return document;
  return typeof document === 'number' || typeof document === 'boolean' ? String(document) : undefined;
}
