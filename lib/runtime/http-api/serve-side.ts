import { isList } from '../../support/is-list.js';
import { withFunctions, type Environment } from '../environment.js';
import type { HttpRequest } from '../http-message.js';
import type { Observation, ObservedStage } from '../observe/observation.js';
import type { RequestPlace } from '../request/request-place.js';
import type { ServedRoute } from '../served-route.js';
import type { SideRecord } from '../stage-record.js';
import { compileRouteSettings } from '../stages/route-settings.js';
import type { StageMemory } from '../stages/stage-memory.js';
import { executeHttpApiRequest, type HttpApiExecution } from './execute.js';
import type { HttpApiDeployment, HttpApiStage } from './invocation.js';
import { compileObservation } from './observe.js';

/** An HTTP API as a stage serves it. */
export interface HttpApiSide {
  readonly protocol: 'HTTP';
  readonly stage: HttpApiStage;
  readonly routes: readonly ServedRoute[];
  execute(request: HttpRequest, place: RequestPlace, env: Environment, isTraced: boolean): Promise<HttpApiExecution>;
}

/** Makes a side of a stage serve a deployment. Where nothing is observed, no phase is kept. */
export function serveHttpApiSide(
  deployment: HttpApiDeployment,
  { stage: { name, accessLogFormat }, pointer: { variables, settings } }: SideRecord,
  memory: StageMemory,
  names: ObservedStage,
  observation: Observation,
): HttpApiSide {
  const stage: HttpApiStage = {
    name,
    deployment,
    variables,
    settings: compileRouteSettings(isList(settings) ? {} : settings, variables, deployment),
    memory,
  };
  const { functions } = deployment;
  const observe = compileObservation(stage, names, accessLogFormat, observation);
  return {
    protocol: 'HTTP',
    stage,
    routes: deployment.routes.map((route) => {
      const { refusals, unenforced } = stage.settings(route);
      const { httpMethod, path, integration } = route;
      return { httpMethod, path, integration: integration.type, refusals, unenforced };
    }),
    execute:
      observe === undefined
        ? (request, place, env, isTraced) =>
            executeHttpApiRequest(stage, request, place, withFunctions(env, functions), isTraced)
        : async (request, place, env) => {
            const execution = await executeHttpApiRequest(stage, request, place, withFunctions(env, functions), true);
            observe(execution, env.clock);
            return execution;
          },
  };
}
