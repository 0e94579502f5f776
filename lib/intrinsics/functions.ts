import { intrinsic, isDeployTime, isDocumentObject, joinValues, type Document, type Value } from '../model/index.js';
import { asInteger, asText } from '../model/scalar.js';
import { isList } from '../support/is-list.js';
import { own } from '../support/own.js';

/** Gives undefined when the argument is not known well enough yet; the function then stays as it stands. */
type Evaluate = (argument: Document) => Document | undefined;

/**
 * Functions whose result follows from their argument alone.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
const PURE_FUNCTIONS: Readonly<Record<string, Evaluate>> = {
  'Fn::Join': joinTexts,
  'Fn::Select': selectItem,
  'Fn::Split': splitText,
  'Fn::Base64': (text) => (typeof text === 'string' ? Buffer.from(text, 'utf8').toString('base64') : undefined),
  'Fn::Length': (list) => (isList(list) ? list.length : undefined),
  'Fn::ToJsonString': (document) => jsonText(document),
  'Fn::Cidr': divideCidr,
};

const FUNCTIONS: Readonly<Record<string, Evaluate>> = { ...PURE_FUNCTIONS, 'Fn::GetAZs': availabilityZones };

/** Whether the result of a function follows from its argument alone, and changes only with it. */
export function isPureFunction(name: string): boolean {
  return Object.hasOwn(PURE_FUNCTIONS, name);
}

/** Whether `evaluateFunction` knows a function: one that needs nothing but its argument. */
export function canEvaluate(name: string): boolean {
  return Object.hasOwn(FUNCTIONS, name);
}

/** What a function gives for `argument`; the function itself, unevaluated, where that is not known before deployment. */
export function evaluateFunction(name: string, argument: Document): Document {
  return own(FUNCTIONS, name)?.(argument) ?? intrinsic(name, argument);
}

function joinTexts(argument: Document): Value<string> | undefined {
  const [delimiter, items] = isList(argument) ? argument : [];
  if (typeof delimiter !== 'string' || !isList(items)) return undefined;
  const texts = items.map(asText);
  if (!texts.every((text) => text !== undefined)) return undefined;
  return joinValues(texts.flatMap((text, index) => (index === 0 ? [text] : [delimiter, text])));
}

function selectItem(argument: Document): Document | undefined {
  const [index, items] = isList(argument) ? argument : [];
  const position = asInteger(index);
  return typeof position === 'number' && isList(items) ? items[position] : undefined;
}

function splitText(argument: Document): Document | undefined {
  const [delimiter, text] = isList(argument) ? argument : [];
  return typeof delimiter === 'string' && typeof text === 'string' ? text.split(delimiter) : undefined;
}

/** JSON text of a document; values that only deployment knows stand in it as texts, as CloudFormation puts them. */
export function jsonText(document: Document): Value<string> {
  return joinValues(jsonParts(document));
}

function jsonParts(document: Document): Value<string>[] {
  if (isDeployTime(document)) return ['"', document, '"'];
  if (isList(document)) {
    const items = document.flatMap((item, index) => [...(index === 0 ? [] : [',']), ...jsonParts(item)]);
    return ['[', ...items, ']'];
  }
  if (!isDocumentObject(document)) return [JSON.stringify(document)];
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
  const [block, count, bits] = isList(argument) ? argument : [];
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
