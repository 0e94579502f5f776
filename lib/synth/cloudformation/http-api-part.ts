import type { HttpApi, HttpApiStage, RouteSettings } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { openApiPart } from '../openapi/open-api-part.js';
import { referencesAsParameters } from './parameters.js';

/** See `cloudFormationPart`. */
export function httpApiBodyPart(api: HttpApi): HttpApi {
  return referencesAsParameters({ ...openApiPart({ ...api, stages: [] }), stages: stageParts(api) });
}

/** The stage of an API that has none of its own. */
export const DEFAULT_HTTP_API_STAGE: HttpApiStage = { name: '$default', autoDeploy: true };

export function stageParts({ stages }: HttpApi): readonly HttpApiStage[] {
  return stages.length === 0 ? [DEFAULT_HTTP_API_STAGE] : stages.map(routeStagePart);
}

/** Settings of routes stand by their keys, which must be known. */
function routeStagePart({ defaultRouteSettings, routeSettings, ...rest }: HttpApiStage): HttpApiStage {
  return {
    ...rest,
    ...defined({
      defaultRouteSettings: defaultRouteSettings && routeSettingsPart(defaultRouteSettings),
      routeSettings: routeSettings
        ?.filter(({ routeKey }) => routeKey.kind !== 'deploy-time')
        .map(({ routeKey, ...settings }) => ({ routeKey, ...routeSettingsPart(settings) })),
    }),
  };
}

/** An empty throttle is left out. */
function routeSettingsPart({ throttle, ...rest }: RouteSettings): RouteSettings {
  return { ...rest, ...(throttle !== undefined && Object.keys(throttle).length > 0 && { throttle }) };
}
