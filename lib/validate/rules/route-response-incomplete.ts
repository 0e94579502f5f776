import { diagnostic, walkRoutes, type Diagnostic, type Severity, type WebSocketRoute } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Routes of a WebSocket API whose response is declared in part: it requires a route response and, without proxy
 * integration, an integration response. The expression that selects the route response may be left out
 * (docs/aws/websocket-api.md, section 10).
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
 */
export const routeResponseIncomplete = defineRule({
  codes: ['route-response-incomplete'],
  protocols: ['WEBSOCKET'],
  summary: 'A route declares a part of what a response requires',
  fix: 'Give the route the response $default and, without proxy integration, an integration response',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkRoutes(api, (route, place) => {
      for (const { property, message, severity } of problemsOf(route)) {
        found.push(diagnostic('route-response-incomplete', { ...place, property }, message, severity));
      }
    });
    return found;
  },
});

interface Problem {
  readonly property: string;
  readonly message: string;
  readonly severity?: Severity;
}

function problemsOf({
  responses = [],
  routeResponseSelectionExpression,
  integration,
}: WebSocketRoute): readonly Problem[] {
  const isSelected = routeResponseSelectionExpression !== undefined;
  const hasDefault = responses.some(({ routeResponseKey }) => routeResponseKey === '$default');
  const isProxy = integration?.type === 'AWS_PROXY' || integration?.type === 'HTTP_PROXY';
  const problems: Problem[] = [];
  if (isSelected && responses.length === 0)
    problems.push({
      property: 'responses',
      message: 'The route selects a response and has none, so that nothing is sent; add the route response $default',
    });
  if (responses.length > 0 && !hasDefault)
    problems.push({
      property: 'responses',
      message: 'The route has responses, and not $default, the only one that API Gateway sends',
    });
  if (hasDefault && integration !== undefined && !isProxy && (integration.responses ?? []).length === 0)
    problems.push({
      property: 'integration',
      message: `The route sends a response, and the ${integration.type} integration has none; add the integration response $default`,
    });
  if (isProxy && (integration.responses ?? []).length > 0)
    problems.push({
      property: 'integration',
      message: `The integration responses have no effect: ${integration.type} sends the response of the integration as it is`,
      severity: 'info',
    });
  return problems;
}
