import {
  isDeployTime,
  isDocumentObject,
  LOCAL_ACCOUNT,
  LOCAL_REGION,
  parseLateText,
  type ApiCollection,
  type Document,
  type StackParts,
  type Value,
} from '../../model/index.js';
import {
  fillDocument,
  fillText,
  LOCAL_PSEUDO_PARAMETERS,
  pseudoParameters,
  referenceKey,
  type StackEnvironment,
  type ValueLookup,
} from '../../intrinsics/index.js';
import { isList } from '../../support/is-list.js';
import { own } from '../../support/own.js';
import type { Source } from './source.js';

/** What the place that a source is run in knows. */
export interface LocalValues extends StackEnvironment {
  /** What only deployment knows, by `LogicalId`, `LogicalId.Attribute` or pseudo parameter; wins over all else. */
  readonly values?: Readonly<Record<string, string>>;
}

/** Values that an operator gives, with the pseudo parameters of the place that is given laid over them. */
export function valuesAt(
  place: StackEnvironment,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return { ...values, ...pseudoParameters(place) };
}

/** Where a source is served: as `values` say, else as its assembly does, else the Region and account of every local gateway. */
export function environmentOf(
  { environment }: Pick<Source, 'environment'>,
  values: Readonly<Record<string, string>>,
): Required<StackEnvironment> {
  return {
    region: own(values, 'AWS::Region') ?? environment.region ?? LOCAL_REGION,
    accountId: own(values, 'AWS::AccountId') ?? environment.accountId ?? LOCAL_ACCOUNT,
  };
}

/**
 * The text that a value is on a local gateway: names and ARNs of the source's own resources, pseudo parameters, what the
 * user gave.
 *
 * @returns undefined where something remains that only deployment knows
 */
export function resolveValue(
  value: Value<string>,
  source: Pick<Source, 'knownReferences'>,
  local: LocalValues = {},
): string | undefined {
  const text = fillText(value, lookupIn(source, local));
  return typeof text === 'string' ? text : undefined;
}

/** The collection with every value that can be resolved as the text, number or boolean it is; others stay. */
export function resolveCollection(
  source: Pick<Source, 'collection' | 'knownReferences'>,
  local: LocalValues = {},
): ApiCollection {
  // Every member of the model is a document: readonly data with values in it.
  const collection = source.collection as unknown as Document;
  return parseLateTexts(fillDocument(collection, lookupIn(source, local))) as unknown as ApiCollection;
}

/** What stands around the APIs of a source, resolved in the same way. */
export function resolveStackParts(
  source: Pick<Source, keyof StackParts | 'knownReferences'>,
  local: LocalValues = {},
): StackParts {
  const { userPools, roles, permissions, accounts, webAclAssociations } = source;
  const parts: StackParts = { userPools, roles, permissions, accounts, webAclAssociations };
  return fillDocument(parts as unknown as Document, lookupIn(source, local)) as unknown as StackParts;
}

/** Parses what is known now: a parameter mapping whose source is the `Fn::Sub` of `'https://${Domain}'` is a literal. */
function parseLateTexts(document: Document): Document {
  if (isList(document)) return document.map(parseLateTexts);
  if (!isDocumentObject(document)) return document;
  const members = Object.fromEntries(Object.entries(document).map(([key, member]) => [key, parseLateTexts(member)]));
  return parseLateText(members) as Document;
}

/** The references and functions of a value that remain unknown, as `values` would name them. */
export function unresolvedKeys(
  value: Value<unknown>,
  source: Pick<Source, 'knownReferences'>,
  local: LocalValues = {},
): readonly string[] {
  const filled = isDeployTime(value) ? fillDocument(value, lookupIn(source, local)) : undefined;
  return isDeployTime(filled)
    ? filled.parts.flatMap((part) => (typeof part === 'string' ? [] : [referenceKey(part)]))
    : [];
}

function lookupIn(source: Pick<Source, 'knownReferences'>, local: LocalValues): ValueLookup {
  const pseudo: Readonly<Record<string, string>> = { ...LOCAL_PSEUDO_PARAMETERS, ...pseudoParameters(local) };
  return (key) => own(local.values, key) ?? own(source.knownReferences, key) ?? own(pseudo, key);
}
