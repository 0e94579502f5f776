import { Tokenization, type CfnResource } from 'aws-cdk-lib';
import type { Document } from '../../model/index.js';
import { canonicalJson } from '../../support/canonical-json.js';
import type { TokenReader } from '../tokens.js';

/**
 * The properties of a resource as the template has them in the end: escape hatches, aspects and changes of the L1 object
 * count.
 */
export function resolvedProperties(resource: CfnResource, read: TokenReader): Readonly<Record<string, Document>> {
  const fragment = read(resource._toCloudFormation()) as {
    readonly Resources: Readonly<Record<string, { readonly Properties?: Readonly<Record<string, Document>> }>>;
  };
  return Object.values(fragment.Resources)[0]?.Properties ?? {};
}

/** The properties that a resource was made with, or that were set on its object since, under the names of the CDK. */
export function ownProperties(resource: CfnResource): Readonly<Record<string, unknown>> {
  // The CDK keeps these to subclasses, and there is no other way to see what users changed.
  return resource['cfnProperties'];
}

/** The escape hatches used on the properties of a resource, `addPropertyOverride` and its like; comparable as text. */
export function printOverrides(resource: CfnResource, read: TokenReader): string {
  const { Properties = {} } = resource['rawOverrides'] as { readonly Properties?: unknown };
  return canonicalJson(printable(Properties, read));
}

/** A deletion is an override by `undefined`, which JSON has no place for. */
function printable(value: unknown, read: TokenReader): Document {
  if (value === undefined) return { deleted: true };
  if (typeof value !== 'object' || value === null || Tokenization.isResolvable(value)) return read(value) ?? null;
  if (Array.isArray(value)) return value.map((item) => printable(item, read));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, printable(member, read)]));
}

/** The names that users gave a resource: `functionName`, an alias's `name`. Most resources are replaced with their name. */
export function givenNames(resource: CfnResource, read: TokenReader): Readonly<Record<string, Document>> {
  return Object.fromEntries(
    Object.entries(ownProperties(resource)).flatMap(([key, value]) => {
      const name = /name$/i.test(key) && value !== undefined ? read(value) : undefined;
      return typeof name === 'string' ? [[key, name]] : [];
    }),
  );
}
