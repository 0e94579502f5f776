import {
  intrinsic,
  isDeployTime,
  joinValues,
  reference,
  type DeployTimeValue,
  type Document,
  type Value,
} from '../model/index.js';

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
