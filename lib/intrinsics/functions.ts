import { intrinsic, isDeployTime, joinValues, type Document, type Value } from '../model/index.js';
import { asInteger, asText } from '../model/scalar.js';

/**
 * CloudFormation's functions that need nothing but their argument. Each gives undefined when the argument is not known
 * well enough yet; the caller then keeps the function as it stands.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
const PURE_FUNCTIONS: Readonly<Record<string, (argument: Document) => Document | undefined>> = {
  'Fn::Join': joinTexts,
  'Fn::Select': selectItem,
  'Fn::Split': splitText,
  'Fn::Base64': (text) => (typeof text === 'string' ? Buffer.from(text, 'utf8').toString('base64') : undefined),
  'Fn::Length': (list) => (Array.isArray(list) ? list.length : undefined),
  'Fn::ToJsonString': (document) => jsonText(document),
  'Fn::Cidr': divideCidr,
  'Fn::GetAZs': availabilityZones,
};

export function isPureFunction(name: string): boolean {
  return Object.hasOwn(PURE_FUNCTIONS, name);
}

/** What a function gives for `argument`; the function itself, unevaluated, where that is not known before deployment. */
export function evaluateFunction(name: string, argument: Document): Document {
  const evaluate = isPureFunction(name) ? PURE_FUNCTIONS[name] : undefined;
  return evaluate?.(argument) ?? intrinsic(name, argument);
}

function joinTexts(argument: Document): Value<string> | undefined {
  const [delimiter, items] = listOf(argument) ?? [];
  const list = listOf(items);
  if (typeof delimiter !== 'string' || list === undefined) return undefined;
  const texts: Value<string>[] = [];
  for (const item of list) {
    const text = asText(item);
    if (text === undefined) return undefined;
    if (texts.length > 0) texts.push(delimiter);
    texts.push(text);
  }
  return joinValues(texts);
}

function selectItem(argument: Document): Document | undefined {
  const [index, items] = listOf(argument) ?? [];
  const position = asInteger(index);
  return typeof position === 'number' ? listOf(items)?.[position] : undefined;
}

function splitText(argument: Document): Document | undefined {
  const [delimiter, text] = listOf(argument) ?? [];
  return typeof delimiter === 'string' && typeof text === 'string' ? text.split(delimiter) : undefined;
}

/** JSON text of a document; values that only deployment knows stand in it as texts, as CloudFormation puts them. */
export function jsonText(document: Document): Value<string> {
  return joinValues(jsonParts(document));
}

function jsonParts(document: Document): Value<string>[] {
  if (isDeployTime(document)) return ['"', document, '"'];
  if (Array.isArray(document)) {
    const items = (document as readonly Document[]).flatMap((item, index) => [
      ...(index === 0 ? [] : [',']),
      ...jsonParts(item),
    ]);
    return ['[', ...items, ']'];
  }
  if (typeof document !== 'object' || document === null) return [JSON.stringify(document)];
  const members = Object.entries(document).flatMap(([key, member], index) => [
    `${index === 0 ? '' : ','}${JSON.stringify(key)}:`,
    ...jsonParts(member),
  ]);
  return ['{', ...members, '}'];
}

/** Assumed: a region has three zones. Which of them an account sees only deployment knows. */
function availabilityZones(region: Document): Document | undefined {
  return typeof region === 'string' && region !== '' ? ['a', 'b', 'c'].map((zone) => region + zone) : undefined;
}

/** Documented: `Fn::Cidr` gives `count` blocks of `cidrBits` host bits each. IPv6 blocks are left to deployment. */
function divideCidr(argument: Document): Document | undefined {
  const [block, count, bits] = listOf(argument) ?? [];
  const match = typeof block === 'string' ? /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/\d+$/.exec(block) : null;
  if (match === null || Number(count) > 256) return undefined;
  const start = match.slice(1).reduce((address, part) => address * 256 + Number(part), 0);
  const hostBits = Number(bits ?? 8);
  return Array.from({ length: Number(count) }, (_, index) => {
    const address = start + index * 2 ** hostBits;
    const parts = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
    return `${parts.join('.')}/${32 - hostBits}`;
  });
}

export function listOf(document: Document | undefined): readonly Document[] | undefined {
  return Array.isArray(document) ? (document as readonly Document[]) : undefined;
}
