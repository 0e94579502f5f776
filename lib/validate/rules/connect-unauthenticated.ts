import { diagnostic, routeName } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * WebSocket APIs that everybody may connect to and send messages: `$connect` alone can have authorization, and decides
 * for all messages of the connection.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html
 */
export const connectUnauthenticated = defineRule({
  codes: ['write-unauthenticated'],
  protocols: ['WEBSOCKET'],
  summary: 'Everybody may connect, and send messages to the routes',
  fix: 'Require authorization on $connect, or suppress the finding where the API is meant for everybody',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html',
  check: ({ id, routes }) => {
    const connect = routes.find(({ routeKey }) => routeKey.kind === 'connect');
    if ((connect?.authorization?.type ?? 'NONE') !== 'NONE' || connect?.apiKeyRequired === true) return [];
    const messages = routes.filter(
      ({ routeKey: { kind }, integration }) =>
        kind !== 'connect' && kind !== 'disconnect' && integration !== undefined && integration.type !== 'MOCK',
    );
    const [first, ...others] = messages.map(({ routeKey }) => routeName(routeKey));
    if (first === undefined) return [];
    const message = `Everybody may connect and send messages to ${others.length === 0 ? first : `${first} and ${others.length} more`}: $connect has no authorization`;
    return [diagnostic('write-unauthenticated', { element: connect === undefined ? id : '$connect' }, message)];
  },
});
