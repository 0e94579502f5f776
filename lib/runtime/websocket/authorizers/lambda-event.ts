import type { WebSocketAuthorizerEvent } from '../../../formats/lambda-event-websocket.js';
import { ANONYMOUS } from '../../caller.js';
import type { HeaderLine } from '../../http-message.js';
import { routeArn } from '../access-request.js';
import { AuthorizedInvocation, MeteredInvocation, type RoutedInvocation } from '../invocation.js';
import { allOfEach, connectionEvent } from '../proxy-event.js';

/**
 * The event of a Lambda authorizer.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 * Observed: it has headers that the event of `$connect` has not, and `stageVariables` that may be empty;
 * docs/aws/websocket-api.md section 10.
 * Assumed: the query members may be empty too.
 */
export function authorizerEvent(invocation: RoutedInvocation): WebSocketAuthorizerEvent {
  const event = connectionEvent(new MeteredInvocation(new AuthorizedInvocation(invocation, ANONYMOUS), undefined));
  const headers = [...OF_THE_HANDSHAKE, ...invocation.request.headers];
  return {
    type: 'REQUEST',
    methodArn: routeArn(invocation),
    headers: Object.fromEntries(headers),
    multiValueHeaders: allOfEach(headers),
    queryStringParameters: event.queryStringParameters ?? {},
    multiValueQueryStringParameters: event.multiValueQueryStringParameters ?? {},
    stageVariables: event.stageVariables ?? {},
    requestContext: event.requestContext,
  };
}

const OF_THE_HANDSHAKE: readonly HeaderLine[] = [
  ['Connection', 'upgrade'],
  ['content-length', '0'],
  ['Upgrade', 'websocket'],
];
