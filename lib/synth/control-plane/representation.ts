import { isDeployTime, type Document } from '../../model/index.js';

/** The JSON of one resource of API Gateway's control plane. */
export type Representation = Readonly<Record<string, Document>>;

/**
 * Leaves out the members that have no value.
 *
 * Observed: members without a value are omitted (docs/aws/control-plane.md section 7).
 */
export function representation(members: Readonly<Record<string, Document | undefined>>): Representation {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, Document] => entry[1] !== undefined),
  );
}

/** Undefined for a list or a map without members, which the control plane omits. */
export function unlessEmpty(document: Document | undefined): Document | undefined {
  if (typeof document !== 'object' || document === null || isDeployTime(document)) return document;
  return Object.keys(document).length === 0 ? undefined : document;
}
