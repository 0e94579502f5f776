import {
  diagnostic,
  printAccessLogFormat,
  quotaValue,
  walkIntegrations,
  walkTemplates,
  type Diagnostic,
  type WebSocketApi,
} from '../../model/index.js';
import { measureVariables, quotaMeasure, type Measure } from '../quotas.js';
import { defineRule } from '../rule.js';

/**
 * More than API Gateway allows a WebSocket API: an error where the quota is fixed, a warning where AWS raises it on request.
 */
export const webSocketQuotaExceeded = defineRule({
  codes: ['quota-exceeded'],
  protocols: ['WEBSOCKET'],
  summary: 'The API has more than API Gateway allows',
  fix: 'Reduce it, or have AWS raise the quota and say so in quotas',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html',
  check: (api, { quotas = {} }) => {
    const found: Diagnostic[] = [];
    const measure = quotaMeasure(found, quotas);
    const whole = { element: 'the API' };
    measure('routesPerWebSocketApi', api.routes.length, whole);
    measure('authorizersPerApi', api.authorizers.length, whole);
    measure('stagesPerApi', api.stages.length, whole);
    measureTimeouts(api, measure, found);
    walkTemplates(api, (template, _role, place) => {
      // One with more characters does not parse, which is reported once.
      const isMeasured = typeof template === 'string' && template.length <= quotaValue('mappingTemplate');
      if (isMeasured) measure('mappingTemplate', Buffer.byteLength(template), place);
    });
    measureStages(api, measure);
    return found;
  },
});

function measureTimeouts(api: WebSocketApi, measure: Measure, found: Diagnostic[]): void {
  const shortestMs = quotaValue('integrationTimeoutMinimum');
  walkIntegrations(api, ({ timeoutMs }, place) => {
    if (typeof timeoutMs !== 'number') return;
    const at = { ...place, property: 'integration timeout' };
    measure('webSocketIntegrationTimeout', timeoutMs, at);
    if (timeoutMs >= shortestMs) return;
    const message = `The integration timeout is ${timeoutMs} ms; API Gateway requires at least ${shortestMs} ms`;
    found.push(diagnostic('quota-exceeded', at, message));
  });
}

function measureStages({ stages }: WebSocketApi, measure: Measure): void {
  for (const { name, variables = {}, accessLog } of stages) {
    const element = `stage ${name}`;
    measureVariables(variables, element, measure);
    const format = accessLog?.format === undefined ? undefined : printAccessLogFormat(accessLog.format);
    if (typeof format === 'string')
      measure('webSocketAccessLogFormat', Buffer.byteLength(format), { element, property: 'access log format' });
  }
}
