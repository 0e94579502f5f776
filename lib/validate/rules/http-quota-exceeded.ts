import {
  diagnostic,
  printAccessLogFormat,
  quotaValue,
  sharedIntegrations,
  walkIntegrations,
  walkRoutes,
  type Diagnostic,
  type HttpApi,
} from '../../model/index.js';
import { measureVariables, quotaMeasure, type Measure } from '../quotas.js';
import { defineRule } from '../rule.js';

/**
 * More than API Gateway allows an HTTP API: an error where the quota is fixed, a warning where AWS raises it on request.
 */
export const httpQuotaExceeded = defineRule({
  codes: ['quota-exceeded'],
  protocols: ['HTTP'],
  summary: 'The API has more than API Gateway allows',
  fix: 'Reduce it, or have AWS raise the quota and say so in quotas',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html',
  check: (api, { quotas = {} }) => {
    const found: Diagnostic[] = [];
    const measure = quotaMeasure(found, quotas);
    const whole = { element: 'the API' };
    measure('routesPerHttpApi', api.routes.length, whole);
    measure('integrationsPerHttpApi', sharedIntegrations(api.routes).length, whole);
    measure('authorizersPerApi', api.authorizers.length, whole);
    measure('stagesPerApi', api.stages.length, whole);
    measureAuthorization(api, measure);
    measureTimeouts(api, measure, found);
    measureStages(api, measure);
    return found;
  },
});

function measureAuthorization(api: HttpApi, measure: Measure): void {
  for (const authorizer of api.authorizers) {
    const element = `authorizer ${authorizer.name}`;
    if (authorizer.type === 'JWT') measure('audiencesPerAuthorizer', authorizer.audience.length, { element });
    else if (typeof authorizer.resultTtlSeconds === 'number')
      measure('authorizerTtl', authorizer.resultTtlSeconds, { element, property: 'result TTL' });
  }
  walkRoutes(api, ({ authorization }, place) => {
    if (authorization?.type === 'JWT') measure('scopesPerRoute', authorization.scopes?.length ?? 0, place);
  });
}

function measureTimeouts(api: HttpApi, measure: Measure, found: Diagnostic[]): void {
  const shortestMs = quotaValue('integrationTimeoutMinimum');
  walkIntegrations(api, ({ timeoutMs }, place) => {
    if (typeof timeoutMs !== 'number') return;
    const at = { ...place, property: 'integration timeout' };
    measure('httpApiIntegrationTimeout', timeoutMs, at);
    if (timeoutMs >= shortestMs) return;
    const message = `The integration timeout is ${timeoutMs} ms; API Gateway requires at least ${shortestMs} ms`;
    found.push(diagnostic('quota-exceeded', at, message));
  });
}

function measureStages({ stages }: HttpApi, measure: Measure): void {
  for (const { name, variables = {}, accessLog, tags = {} } of stages) {
    const element = `stage ${name}`;
    measureVariables(variables, element, measure);
    measure('tagsPerHttpApiStage', Object.keys(tags).length, { element });
    const format = accessLog?.format === undefined ? undefined : printAccessLogFormat(accessLog.format);
    if (typeof format === 'string')
      measure('httpApiAccessLogFormat', Buffer.byteLength(format), { element, property: 'access log format' });
  }
}
