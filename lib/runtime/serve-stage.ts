import { serveHttpApiSide } from './http-api/serve-side.js';
import type { Observation, ObservedStage } from './observe/observation.js';
import { serveRestSide } from './rest/serve-side.js';
import type { Deployment, ServedSide, ServedStage } from './served-api.js';
import type { StageMemory } from './stages/stage-memory.js';
import type { SideRecord, StagePointer, StageRecord } from './stage-record.js';
import { serveWebSocketSide } from './websocket/serve-side.js';

/** Makes a stage serve what its record says. */
export function serveStage(
  stage: StageRecord,
  findDeployment: (id: string) => Deployment,
  memory: StageMemory,
  names: ObservedStage,
  observation: Observation,
): ServedStage {
  const { name, cacheClusterEnabled, canary } = stage;
  const serve = (pointer: StagePointer, usesCache: boolean, isCanary?: boolean): ServedSide => {
    const side = { stage, pointer, usesCache, isCanary };
    return serveSide(findDeployment(pointer.deploymentId), side, memory, names, observation);
  };
  if (canary === undefined) return { name, main: serve(stage, cacheClusterEnabled) };
  // Observed: `$context.isCanaryRequest` is there on a stage that has a canary, and on no other.
  // Assumed: a canary that does not use the cache of its stage has none.
  const beside = serve(
    { ...canary, variables: { ...stage.variables, ...canary.variables } },
    cacheClusterEnabled && canary.useStageCache,
    true,
  );
  return { name, main: serve(stage, cacheClusterEnabled, false), canary: { percent: canary.percent, side: beside } };
}

function serveSide(
  deployment: Deployment,
  side: SideRecord,
  memory: StageMemory,
  names: ObservedStage,
  observation: Observation,
): ServedSide {
  switch (deployment.protocol) {
    case 'REST':
      return serveRestSide(deployment, side, memory, names, observation);
    case 'HTTP':
      return serveHttpApiSide(deployment, side, memory, names, observation);
    case 'WEBSOCKET':
      return serveWebSocketSide(deployment, side, memory, names, observation);
  }
}
