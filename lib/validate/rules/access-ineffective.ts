import { diagnostic, walkRoutes, type Diagnostic, type WebSocketApi, type WebSocketRoute } from '../../model/index.js';
import type { Rule } from '../rule.js';

/**
 * Access control of WebSocket routes other than `$connect`: API Gateway stores it and checks a caller only while the
 * connection opens.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html
 * Reported by users: https://github.com/hashicorp/terraform-provider-aws/issues/40833
 */
export const accessIneffective: Rule<WebSocketApi> = (api) => {
  const found: Diagnostic[] = [];
  walkRoutes(api, (route, place) => {
    const { kind } = route.routeKey;
    if (kind === 'connect' || kind === 'deploy-time' || kind === 'invalid') return;
    for (const [property, what] of askedBy(route)) {
      const message = `${what} has no effect on this route: API Gateway checks callers at $connect only`;
      found.push(diagnostic('access-ineffective', { ...place, property }, message));
    }
  });
  return found;
};

function askedBy({ authorization, apiKeyRequired }: WebSocketRoute): readonly (readonly [string, string])[] {
  return [
    ...(authorization === undefined || authorization.type === 'NONE'
      ? []
      : [['authorization', `The authorization ${authorization.type}`] as const]),
    ...(apiKeyRequired === true ? [['apiKeyRequired', 'The required API key'] as const] : []),
  ];
}
