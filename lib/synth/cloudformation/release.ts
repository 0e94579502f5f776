import type { Document, StageRelease } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { RELEASE_METADATA } from '../../formats/cloudformation.js';
import { logicalId } from './logical-id.js';

export { RELEASE_STATE_PATH, UNPINNED } from '../../formats/cloudformation.js';

/**
 * The metadata of a stage's resource that says how its releases go live: API Gateway's words for a canary, where
 * CloudFormation does not act on them.
 */
export function renderReleaseMetadata({ canary }: StageRelease): Readonly<Record<string, Document>> {
  return {
    [RELEASE_METADATA]: {
      CanarySetting: defined({
        PercentTraffic: canary.percentTraffic,
        StageVariableOverrides: canary.stageVariableOverrides,
        UseStageCache: canary.useStageCache,
      }) as Readonly<Record<string, Document>>,
    },
  };
}

/** What a controlled stage adds to a template: the parameter that pins it, and the output that says what it serves. */
export interface ReleaseNames {
  readonly parameter: string;
  readonly condition: string;
  readonly output: string;
}

/** The names of a stage's pin. @param texts the API's and the stage's */
export function releaseNames(...texts: readonly string[]): ReleaseNames {
  return {
    parameter: logicalId(...texts, 'Deployment'),
    condition: logicalId(...texts, 'Pinned'),
    output: logicalId(...texts, 'Serves'),
  };
}

/** What a controlled stage's parameter is for, for who deploys. */
export function describePin(stageName: string): string {
  return `The deployment that the stage ${stageName} serves; empty for the one of this template`;
}

/** The output of a controlled stage, for who deploys. */
export function describeServes(stageName: string): string {
  return `The deployment that the stage ${stageName} serves`;
}
