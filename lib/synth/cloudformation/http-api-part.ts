import type { HttpApi, HttpApiStage } from '../../model/index.js';
import { openApiPart } from '../openapi/open-api-part.js';
import { referencesAsParameters } from './parameters.js';
import { routeStagePart } from './route-stage-part.js';

/** See `cloudFormationPart`. */
export function httpApiBodyPart(api: HttpApi): HttpApi {
  return referencesAsParameters({ ...openApiPart({ ...api, stages: [] }), stages: stageParts(api) });
}

/** The stage of an API that has none of its own. */
export const DEFAULT_HTTP_API_STAGE: HttpApiStage = { name: '$default', autoDeploy: true };

export function stageParts({ stages }: HttpApi): readonly HttpApiStage[] {
  return stages.length === 0 ? [DEFAULT_HTTP_API_STAGE] : stages.map(routeStagePart);
}
