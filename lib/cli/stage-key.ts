import type { ObservedStage } from '../runtime/observe/observation.js';

/**
 * Whether a member of `sluice.json` is for a stage: it names the stage (`prod`), the API and the stage (`Pets/prod`), or
 * has `*` in the place of either.
 */
export function namesStage(key: string, stage: ObservedStage): boolean {
  const slash = key.lastIndexOf('/');
  const [api, name] = slash === -1 ? ['*', key] : [key.slice(0, slash), key.slice(slash + 1)];
  return ['*', stage.stage].includes(name) && ['*', stage.api, stage.apiName, stage.apiId].includes(api);
}

/** The first settings that are for a stage. */
export function settingsOfStage<T>(settings: Readonly<Record<string, T>>, stage: ObservedStage): T | undefined {
  return Object.entries(settings).find(([key]) => namesStage(key, stage))?.[1];
}
