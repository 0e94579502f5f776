import type { StageRelease } from '../../model/index.js';
import { RELEASE_METADATA, type PropertyTable } from '../../formats/cloudformation.js';
import { defined } from '../../support/defined.js';
import { Properties, type PropertyLog } from './properties.js';
import type { ApiResource } from './resources.js';

/** Reads how a controlled stage is released from the metadata of its resource. */
export function readRelease({ id, template, stack }: ApiResource, log: PropertyLog): StageRelease | undefined {
  const { [RELEASE_METADATA]: metadata } = template.metadata;
  if (metadata === undefined) return undefined;
  const document = stack.resolve(metadata, { element: id, property: 'Metadata' });
  const canary = Properties.of(id, document, RELEASE_SHAPE, log).object('CanarySetting');
  if (canary === undefined) return undefined;
  const percentTraffic = canary.number('PercentTraffic');
  const stageVariableOverrides = canary.map('StageVariableOverrides');
  const useStageCache = canary.boolean('UseStageCache');
  return { canary: defined({ percentTraffic, stageVariableOverrides, useStageCache }) };
}

const RELEASE_SHAPE: PropertyTable = {
  CanarySetting: { PercentTraffic: 'value', StageVariableOverrides: 'map', UseStageCache: 'value' },
};
