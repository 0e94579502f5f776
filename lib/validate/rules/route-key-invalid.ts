import { diagnostic, walkRoutes, type Diagnostic } from '../../model/index.js';
import { defineRule } from '../rule.js';

const EXPECTED = {
  HTTP: 'expected a method and a path, such as GET /pets, or $default',
  WEBSOCKET: 'expected $connect, $disconnect, $default or a name that does not begin with a dollar',
};

/** Route keys that API Gateway refuses. */
export const routeKeyInvalid = defineRule({
  codes: ['invalid-value'],
  protocols: ['HTTP', 'WEBSOCKET'],
  summary: 'API Gateway refuses a route key',
  fix: 'Write a method and a path for an HTTP API, a name without a leading dollar for a WebSocket API',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkRoutes(api, ({ routeKey }, place) => {
      if (routeKey.kind !== 'invalid') return;
      const message = `"${routeKey.text}" is not a route key; ${EXPECTED[api.protocol]}`;
      found.push(diagnostic('invalid-value', place, message));
    });
    return found;
  },
});
