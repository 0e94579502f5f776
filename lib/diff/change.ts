import type { Document, Place } from '../model/index.js';
import { ACCOUNT_CHANGES } from './kinds/account.js';
import { API_CHANGES } from './kinds/api.js';
import { INTEGRATION_CHANGES } from './kinds/integration.js';
import { ROUTE_CHANGES } from './kinds/route.js';
import { SHARED_PART_CHANGES } from './kinds/shared-parts.js';
import { STAGE_CHANGES } from './kinds/stage.js';

export type { Breaking, ChangeDescription } from './kinds/description.js';

/** Every kind of change with its classification; `docs/diff.md` is this table. */
export const CHANGE_KINDS = {
  ...API_CHANGES,
  ...SHARED_PART_CHANGES,
  ...ROUTE_CHANGES,
  ...INTEGRATION_CHANGES,
  ...STAGE_CHANGES,
  ...ACCOUNT_CHANGES,
};

export type ChangeKind = keyof typeof CHANGE_KINDS;

/** One difference between two definitions. Its kind says whether it breaks clients. */
export type Change = { readonly [K in ChangeKind]: ChangeOf<K> }[ChangeKind];

/** A change of one kind. */
export interface ChangeOf<K extends ChangeKind> {
  readonly kind: K;
  /** The API, the route or other element, and the property of it that changed. */
  readonly place: Place;
  /** Absent where there was nothing, and where the value is a secret. Expressions stand in AWS's spelling. */
  readonly before?: Document;
  readonly after?: Document;
  readonly breaking: (typeof CHANGE_KINDS)[K]['breaking'];
  /** Whether it takes effect only with a new deployment of its API. */
  readonly needsDeployment: boolean;
}

/** A change as it is found, before its place among the APIs is known. */
export interface Difference {
  readonly kind: ChangeKind;
  readonly place: Place;
  readonly before?: Document;
  readonly after?: Document;
}

/** Classifies what was found in an API's definition (`needsDeployment`), or beside it. */
export function classify(
  differences: readonly Difference[],
  needsDeployment: boolean,
  api?: string,
): readonly Change[] {
  return differences.map(({ kind, place, ...values }) => {
    const { breaking } = CHANGE_KINDS[kind];
    const classified = { kind, place: { ...(api !== undefined && { api }), ...place }, ...values, breaking };
    return { ...classified, needsDeployment } as Change;
  });
}
