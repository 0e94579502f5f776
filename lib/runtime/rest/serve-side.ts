import { isList } from '../../support/is-list.js';
import { withFunctions, type Environment } from '../environment.js';
import type { HttpRequest } from '../http-message.js';
import type { Observation, ObservedStage } from '../observe/observation.js';
import type { RequestPlace } from '../request/request-place.js';
import type { ServedRoute } from '../served-route.js';
import type { SideRecord } from '../stage-record.js';
import type { StageMemory } from '../stages/stage-memory.js';
import { executeRestRequest, type RestExecution } from './execute.js';
import type { RestDeployment, RestStage } from './invocation.js';
import { compileObservation } from './observe.js';
import { compileStageSettings } from './stage-settings.js';

/** A REST API as a stage or its canary serves it. */
export interface RestSide {
  readonly protocol: 'REST';
  readonly stage: RestStage;
  readonly routes: readonly ServedRoute[];
  execute(request: HttpRequest, place: RequestPlace, env: Environment, isTraced: boolean): Promise<RestExecution>;
}

/** Makes a side of a stage serve a deployment. Where nothing is observed, nothing is waited for or kept. */
export function serveRestSide(
  deployment: RestDeployment,
  { stage: record, pointer, usesCache, isCanary }: SideRecord,
  memory: StageMemory,
  names: ObservedStage,
  observation: Observation,
): RestSide {
  const { variables, settings } = pointer;
  const { name, clientCertificateId, accessLogFormat } = record;
  const stage: RestStage = {
    name,
    deployment,
    variables,
    settings: compileStageSettings(isList(settings) ? settings : [], variables, deployment, usesCache),
    memory,
    clientCertificateId,
    ...(isCanary !== undefined && { isCanary }),
  };
  const { functions } = deployment;
  const observe = compileObservation(stage, names, accessLogFormat, observation);
  return {
    protocol: 'REST',
    stage,
    routes: deployment.methods.map((method) => routeOf(stage, method)),
    execute:
      observe === undefined
        ? (request, place, env, isTraced) =>
            executeRestRequest(stage, request, place, withFunctions(env, functions), isTraced)
        : async (request, place, env) =>
            observe(await executeRestRequest(stage, request, place, withFunctions(env, functions), true), env.clock),
  };
}

function routeOf({ settings }: RestStage, method: RestDeployment['methods'][number]): ServedRoute {
  const { httpMethod, resourcePath: path, integration } = method;
  const { refusals, unenforced } = settings(method);
  return { httpMethod, path, integration: integration.type, refusals, unenforced };
}
