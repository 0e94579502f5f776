import type { Change } from '../../diff/index.js';
import { printIntrinsics } from '../../intrinsics/index.js';
import type { Diagnostic, Json, Place } from '../../model/index.js';
import { summarizeChanges, type ChangeSummary } from './change-groups.js';

/** What `sluice diff --json` writes. */
export interface ChangeDocument {
  readonly summary: ChangeSummary;
  readonly changes: readonly {
    readonly kind: string;
    readonly place: Place;
    /** In the form of a template, with `Ref` and the like. */
    readonly before?: Json;
    readonly after?: Json;
    readonly breaking: string;
    readonly needsDeployment: boolean;
  }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Changes for machines. */
export function changeDocument(changes: readonly Change[], diagnostics: readonly Diagnostic[]): ChangeDocument {
  return {
    summary: summarizeChanges(changes),
    changes: changes.map(({ kind, place, before, after, breaking, needsDeployment }) => ({
      ...{ kind, place },
      ...(before !== undefined && { before: printIntrinsics(before) }),
      ...(after !== undefined && { after: printIntrinsics(after) }),
      ...{ breaking, needsDeployment },
    })),
    diagnostics,
  };
}
