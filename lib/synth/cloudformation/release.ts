import type { Document, StageRelease } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { RELEASE_METADATA } from '../../formats/cloudformation.js';
import { logicalId } from './logical-id.js';

export { RELEASE_STATE_PATH, UNPINNED } from '../../formats/cloudformation.js';

/**
 * Renders the metadata of a controlled stage's resource: canary settings in API Gateway's words, where CloudFormation does
 * not act on them.
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

/** The names that a controlled stage adds to a template. */
export interface ReleaseNames {
  readonly parameter: string;
  readonly condition: string;
  readonly output: string;
}

/**
 * The names of a stage's pin.
 *
 * @param texts the API's and the stage's name
 */
export function releaseNames(...texts: readonly string[]): ReleaseNames {
  return {
    parameter: logicalId(...texts, 'Deployment'),
    condition: logicalId(...texts, 'Pinned'),
    output: logicalId(...texts, 'Serves'),
  };
}

/** The description of a controlled stage's parameter. */
export function describePin(stageName: string): string {
  return `The deployment that the stage ${stageName} serves; empty for the one of this template`;
}

/** The description of a controlled stage's output. */
export function describeServes(stageName: string): string {
  return `The deployment that the stage ${stageName} serves`;
}
