import { diagnostic, walkRoutes, type Diagnostic, type HttpApi, type WebSocketApi } from '../../model/index.js';
import type { Rule } from '../rule.js';

const EXPECTED = {
  HTTP: 'expected a method and a path, such as GET /pets, or $default',
  WEBSOCKET: 'expected $connect, $disconnect, $default or a name that does not begin with a dollar',
};

/** Route keys that API Gateway refuses. */
export const routeKeyInvalid: Rule<HttpApi | WebSocketApi> = (api) => {
  const found: Diagnostic[] = [];
  walkRoutes(api, ({ routeKey }, place) => {
    if (routeKey.kind !== 'invalid') return;
    const message = `"${routeKey.text}" is not a route key; ${EXPECTED[api.protocol]}`;
    found.push(diagnostic('invalid-value', place, message));
  });
  return found;
};
