import type { WebSocketEvent, WebSocketRequestContext } from '../../formats/lambda-event-websocket.js';
import { own, setOwn } from '../../support/own.js';
import { LambdaPayload } from '../lambda-payload.js';
import { commonLogTime } from '../observe/dates.js';
import { authorizerContext, knownIdentity } from './context.js';
import { hasMembers, messageEvent } from './message-event.js';
import type { MeteredInvocation } from './invocation.js';

/**
 * The event for the function of a Lambda proxy integration.
 *
 * Documented and observed: docs/aws/websocket-api.md section 4.
 */
export function proxyPayload(invocation: MeteredInvocation): LambdaPayload {
  return invocation.arrival.event.type === 'MESSAGE'
    ? LambdaPayload.ofEvent(messageEvent(invocation))
    : LambdaPayload.ofValue(connectionEvent(invocation));
}

/** The event of a connection's beginning or end. */
export function connectionEvent(invocation: MeteredInvocation): WebSocketEvent {
  const { variables } = invocation.stage;
  return {
    ...(invocation.arrival.event.type === 'CONNECT' ? handshakeMembers(invocation) : disconnectHeaders(invocation)),
    ...(hasMembers(variables) && { stageVariables: { ...variables } }),
    requestContext: requestContextOf(invocation),
    isBase64Encoded: false,
  };
}

/** Assumed: `identity` has the members of `$context.identity` that have a value. */
function requestContextOf(invocation: MeteredInvocation): WebSocketRequestContext {
  const { stage, connection, arrival, route, caller } = invocation;
  const { event, requestId, startMs } = arrival;
  const authorizer = authorizerContext(caller);
  return {
    routeKey: route.routeKey,
    ...(event.type === 'DISCONNECT' && { disconnectStatusCode: event.statusCode, disconnectReason: event.reason }),
    ...(authorizer !== undefined && { authorizer }),
    eventType: event.type,
    extendedRequestId: requestId,
    requestTime: commonLogTime(startMs),
    messageDirection: 'IN',
    stage: stage.name,
    connectedAt: connection.connectedAtMs,
    requestTimeEpoch: startMs,
    identity: knownIdentity(invocation),
    requestId,
    domainName: connection.place.host,
    connectionId: connection.id,
    apiId: stage.deployment.apiId,
  };
}

/** Observed: query members are there only where the URL has a query string. */
function handshakeMembers({
  request,
}: MeteredInvocation): Pick<
  WebSocketEvent,
  'headers' | 'multiValueHeaders' | 'queryStringParameters' | 'multiValueQueryStringParameters'
> {
  return {
    headers: Object.fromEntries(request.headers),
    multiValueHeaders: allOfEach(request.headers),
    ...(request.query.length > 0 && {
      queryStringParameters: Object.fromEntries(request.query),
      multiValueQueryStringParameters: allOfEach(request.query),
    }),
  };
}

/** Observed: four headers, three of them empty; docs/aws/websocket-api.md section 13. */
function disconnectHeaders({ connection }: MeteredInvocation): Pick<WebSocketEvent, 'headers' | 'multiValueHeaders'> {
  const headers = { Host: connection.place.host, 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' };
  return {
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
  };
}

/** All values of each name, in their order. */
export function allOfEach(
  lines: readonly (readonly [name: string, value: string])[],
): Record<string, readonly string[]> {
  const all: Record<string, string[]> = {};
  for (const [name, value] of lines) {
    const known = own(all, name);
    if (known === undefined) setOwn(all, name, [value]);
    else known.push(value);
  }
  return all;
}
