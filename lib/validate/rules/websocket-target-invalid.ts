import {
  diagnostic,
  parseIntegrationUri,
  walkIntegrations,
  type Diagnostic,
  type Severity,
  type WebSocketIntegration,
} from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Integrations of WebSocket APIs that cannot be called as they are declared.
 *
 * Assumed: as for REST APIs, API Gateway refuses a service behind AWS_PROXY and an address that is not an HTTP URL.
 */
export const webSocketTargetInvalid = defineRule({
  codes: ['invalid-value'],
  protocols: ['WEBSOCKET'],
  summary: 'An integration cannot be called as it is declared',
  fix: 'Give it a URL of http or https, or a Lambda function that is invoked by POST',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkIntegrations(api, (integration, place) => {
      const problem = problemOf(integration);
      if (problem === undefined) return;
      const { property, message, severity } = problem;
      found.push(diagnostic('invalid-value', { ...place, property: `integration ${property}` }, message, severity));
    });
    return found;
  },
});

interface Problem {
  readonly property: string;
  readonly message: string;
  readonly severity?: Severity;
}

function problemOf(integration: WebSocketIntegration): Problem | undefined {
  switch (integration.type) {
    case 'MOCK':
      return undefined;
    case 'AWS':
    case 'AWS_PROXY': {
      const { type, uri, httpMethod } = integration;
      const target = parseIntegrationUri(uri);
      if (target.kind === 'service' && type === 'AWS_PROXY')
        return { property: 'uri', message: `AWS_PROXY is for Lambda functions; the URI names ${target.service}` };
      if (target.kind !== 'lambda' || typeof httpMethod !== 'string' || httpMethod === 'POST') return undefined;
      const message = `The method is ${httpMethod}; Lambda functions are invoked by POST only`;
      return { property: 'httpMethod', message, severity: 'warning' };
    }
    case 'HTTP':
    case 'HTTP_PROXY': {
      const { uri } = integration;
      if (typeof uri !== 'string' || /^(?:https?:\/\/|\$\{stageVariables\.)/i.test(uri)) return undefined;
      return { property: 'uri', message: `"${uri}" is not an address; expected a URL of http or https` };
    }
  }
}
