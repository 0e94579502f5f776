import {
  isDeployTime,
  isDocumentObject,
  joinValues,
  type DeployTimeValue,
  type Document,
  type Value,
  type ValuePart,
} from '../model/index.js';
import { asText } from '../model/scalar.js';
import { isList } from '../support/is-list.js';
import { evaluateFunction } from './functions.js';

/** What a reference stands for, by `LogicalId`, `LogicalId.Attribute` or a pseudo parameter's name. */
export type ValueLookup = (key: string) => Document | undefined;

/** Puts in what `lookup` knows, at every place of a document, and evaluates the functions that this makes possible. */
export function fillDocument(document: Document, lookup: ValueLookup): Document {
  return fill(document, { lookup, open: new Set(), budget: { left: MOST_LOOKUPS } });
}

/** The text of a value, as far as `lookup` makes it known. */
export function fillText(value: Value<string>, lookup: ValueLookup): Value<string> {
  return asText(fillDocument(value, lookup)) ?? value;
}

/** The name under which what a part stands for can be given: `Orders.Arn`, `Fn::ImportValue pool`. */
export function referenceKey(part: Exclude<ValuePart, string>): string {
  if (part.kind === 'reference') {
    return part.attribute === undefined ? part.logicalId : `${part.logicalId}.${part.attribute}`;
  }
  return typeof part.argument === 'string' ? `${part.name} ${part.argument}` : part.name;
}

// Known values may name each other, as names of functions do; a template that makes them grow without end is left as is.
const MOST_LOOKUPS = 100_000;

interface Filling {
  readonly lookup: ValueLookup;
  /** The keys whose values are being filled just now: a value that names itself stays a reference. */
  readonly open: ReadonlySet<string>;
  readonly budget: { left: number };
}

function fill(document: Document, filling: Filling): Document {
  if (isDeployTime(document)) return fillValue(document, filling);
  if (isList(document)) return document.map((item) => fill(item, filling));
  if (!isDocumentObject(document)) return document;
  return Object.fromEntries(Object.entries(document).map(([key, member]) => [key, fill(member, filling)]));
}

function fillValue(value: DeployTimeValue, filling: Filling): Document {
  const parts = value.parts.map((part): Document => {
    if (typeof part === 'string') return part;
    const key = referenceKey(part);
    const known = filling.open.has(key) || filling.budget.left-- <= 0 ? undefined : filling.lookup(key);
    if (known !== undefined) return fill(known, { ...filling, open: new Set([...filling.open, key]) });
    if (part.kind === 'reference') return { kind: 'deploy-time', parts: [part] };
    return evaluateFunction(part.name, fill(part.argument, filling));
  });
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const texts = parts.map(asText);
  return texts.every((text) => text !== undefined) ? joinValues(texts) : value;
}
