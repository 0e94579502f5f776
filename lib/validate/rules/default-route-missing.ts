import { diagnostic } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * A WebSocket API without a route for messages that no other route takes.
 *
 * Observed: their sender gets the frame Forbidden; docs/aws/websocket-api.md, section 7.
 */
export const defaultRouteMissing = defineRule({
  codes: ['default-route-missing'],
  protocols: ['WEBSOCKET'],
  summary: 'The API has no $default route',
  fix: 'Add a route $default that replies to messages which no other route takes',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-routes-integrations.html',
  check: ({ routes }) => {
    const isComplete = routes.length === 0 || routes.some(({ routeKey }) => MAY_BE_DEFAULT.has(routeKey.kind));
    if (isComplete) return [];
    const message = 'The API has no $default route: a message that no other route takes gets a Forbidden frame';
    return [diagnostic('default-route-missing', { element: 'the API' }, message)];
  },
});

/** A key that only deployment knows may be that of the `$default` route. */
const MAY_BE_DEFAULT: ReadonlySet<string> = new Set(['default', 'deploy-time']);
