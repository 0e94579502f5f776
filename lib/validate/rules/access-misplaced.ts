import { diagnostic, walkRoutes, type Diagnostic } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Access control of WebSocket routes other than `$connect`: API Gateway refuses authorization there, and documents API keys
 * for `$connect` alone.
 *
 * Observed: docs/aws/websocket-api.md section 10.
 */
export const accessMisplaced = defineRule({
  codes: ['access-misplaced'],
  protocols: ['WEBSOCKET'],
  summary: 'Access control stands on a route other than $connect',
  fix: 'Move the authorizer and the API key requirement to the route $connect',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkRoutes(api, ({ routeKey: { kind }, authorization, apiKeyRequired }, place) => {
      if (kind === 'connect' || kind === 'deploy-time' || kind === 'invalid') return;
      if (authorization !== undefined && authorization.type !== 'NONE') {
        const message = `The authorization is ${authorization.type}; API Gateway takes authorization on $connect only`;
        found.push(diagnostic('access-misplaced', { ...place, property: 'authorization' }, message));
      }
      if (apiKeyRequired === true) {
        const message =
          'An API key is required here; API Gateway documents keys for $connect only, and may not check one for messages';
        found.push(diagnostic('access-misplaced', { ...place, property: 'apiKeyRequired' }, message, 'warning'));
      }
    });
    return found;
  },
});
