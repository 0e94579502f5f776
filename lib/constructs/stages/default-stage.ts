import { AspectPriority, Aspects, type IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Makes a stage for an API that nobody gave one, late enough to know and early enough for tags and the user's aspects to
 * reach it.
 */
export function makeDefaultStage(api: IConstruct, ensureStage: () => void): void {
  const aspect: IAspect = {
    visit: (node) => {
      if (node === api) ensureStage();
    },
  };
  Aspects.of(api).add(aspect, { priority: AspectPriority.MUTATING });
}
