import {
  diagnostic,
  documentationParts,
  parsePath,
  printPath,
  quotaValue,
  walkIntegrations,
  walkTemplates,
  type Diagnostic,
  type RestApi,
} from '../../model/index.js';
import { measureVariables, quotaMeasure, type Measure } from '../quotas.js';
import { defineRule } from '../rule.js';

/**
 * More than API Gateway allows: an error where the quota is fixed, a warning where AWS raises it on request.
 */
export const quotaExceeded = defineRule({
  codes: ['quota-exceeded'],
  protocols: ['REST'],
  summary: 'The API has more than API Gateway allows',
  fix: 'Reduce it, or have AWS raise the quota and say so in quotas',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html',
  check: (api, { quotas = {} }) => {
    const found: Diagnostic[] = [];
    const measure = quotaMeasure(found, quotas);
    measureApi(api, measure);
    measureIntegrations(api, measure, found);
    measureStages(api, measure);
    return found;
  },
});

function measureApi(api: RestApi, measure: Measure): void {
  const whole = { element: 'the API' };
  measure('resourcesPerApi', countResources(api), whole);
  measure('stagesPerApi', api.stages.length, whole);
  measure('authorizersPerApi', api.authorizers?.length ?? 0, whole);
  measure('documentationPartsPerApi', documentationParts(api).length, whole);
  for (const { name, resultTtlSeconds } of api.authorizers ?? []) {
    if (typeof resultTtlSeconds !== 'number') continue;
    measure('authorizerTtl', resultTtlSeconds, { element: `authorizer ${name}`, property: 'result TTL' });
  }
  if (api.models !== undefined) {
    const bytes = api.models.reduce((sum, { schema }) => sum + byteLength(JSON.stringify(schema)), 0);
    measure('modelsPerApi', bytes, { element: 'models' });
  }
  if (api.policy !== undefined) {
    measure('resourcePolicy', JSON.stringify(api.policy).length, { element: 'resource policy' });
  }
}

function measureIntegrations(api: RestApi, measure: Measure, found: Diagnostic[]): void {
  walkIntegrations(api, ({ timeoutMs, responseTransferMode }, place) => {
    if (typeof timeoutMs !== 'number') return;
    const at = { ...place, property: 'integration timeout' };
    const shortest = quotaValue('integrationTimeoutMinimum');
    if (timeoutMs < shortest) {
      const message = `Cannot wait ${timeoutMs} ms for an integration: API Gateway takes ${shortest} ms and more`;
      found.push(diagnostic('quota-exceeded', at, message));
    }
    if (responseTransferMode === 'STREAM') measure('streamingIntegrationTimeout', timeoutMs, at);
    // AWS raises it for regional and private APIs only.
    else measure('integrationTimeout', timeoutMs, at, (api.endpoint?.type ?? 'EDGE') === 'EDGE');
  });
  walkTemplates(api, (template, _role, place) => {
    if (typeof template === 'string') measure('mappingTemplate', byteLength(template), place);
  });
}

function measureStages(api: RestApi, measure: Measure): void {
  for (const { name: stage, variables = {}, methodSettings = [] } of api.stages) {
    const element = `stage ${stage}`;
    measureVariables(variables, element, measure);
    for (const { path, httpMethod, caching } of methodSettings) {
      if (typeof caching?.ttlSeconds === 'number') {
        measure('cacheTtl', caching.ttlSeconds, { element, property: `cache of ${httpMethod} ${path}` });
      }
    }
  }
}

/** Assumed: the root counts, as it does in a list of an API's resources. */
function countResources({ resources }: RestApi): number {
  const paths = new Set(['/']);
  for (const { path } of resources) {
    const parts = parsePath(path);
    for (const index of parts.keys()) paths.add(printPath(parts.slice(0, index + 1)));
  }
  return paths.size;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
