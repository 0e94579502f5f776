import { isList } from '../../support/is-list.js';
import type { Environment } from '../environment.js';
import type { HttpRequest } from '../http-message.js';
import type { RequestPlace } from '../request/request-place.js';
import type { ServedRoute } from '../served-route.js';
import type { SideRecord } from '../stage-record.js';
import type { StageMemory } from '../stages/stage-memory.js';
import { executeHttpApiRequest, type HttpApiExecution } from './execute.js';
import type { HttpApiDeployment, HttpApiStage } from './invocation.js';
import { compileStageSettings } from './stage-settings.js';

/** An HTTP API as a stage serves it. */
export interface HttpApiSide {
  readonly protocol: 'HTTP';
  readonly stage: HttpApiStage;
  readonly routes: readonly ServedRoute[];
  execute(request: HttpRequest, place: RequestPlace, env: Environment, isTraced: boolean): Promise<HttpApiExecution>;
}

/** Makes a side of a stage serve a deployment. */
export function serveHttpApiSide(
  deployment: HttpApiDeployment,
  { stage: { name }, pointer: { variables, settings } }: SideRecord,
  memory: StageMemory,
): HttpApiSide {
  const stage: HttpApiStage = {
    name,
    deployment,
    variables,
    settings: compileStageSettings(isList(settings) ? {} : settings, variables, deployment),
    memory,
  };
  const { functions } = deployment;
  return {
    protocol: 'HTTP',
    stage,
    routes: deployment.routes.map((route) => {
      const { refusals, unenforced } = stage.settings(route);
      const { httpMethod, path, integration } = route;
      return { httpMethod, path, integration: integration.type, refusals, unenforced };
    }),
    execute: (request, place, env, isTraced) =>
      executeHttpApiRequest(
        stage,
        request,
        place,
        functions === undefined ? env : { ...env, lambda: functions },
        isTraced,
      ),
  };
}
