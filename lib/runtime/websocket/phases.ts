import { printCaller } from '../caller.js';
import type { HttpResponse } from '../http-message.js';
import { EXCHANGE_VIEW } from '../integrations/exchange-view.js';
import type { IntegrationRequest, IntegrationResult } from '../integrations/invoke-integration.js';
import { apiKeyLine } from '../observe/redact.js';
import { RESPONSE_VIEW } from '../observe/response-view.js';
import type { PhaseViews } from '../observe/trace.js';
import type { Invocation, MappedMessage, MeteredInvocation, RoutedInvocation } from './invocation.js';

/** What each phase of an event of a connection returns, in their order. */
export interface WebSocketPhases {
  readonly accept: Invocation;
  readonly 'select-route': RoutedInvocation;
  readonly authorize: MeteredInvocation;
  readonly 'integration-request': IntegrationRequest;
  readonly integration: IntegrationResult;
  readonly 'integration-response': MappedMessage;
  /** The frame of a two-way route. */
  readonly 'route-response': string;
  readonly 'error-frame': string;
  /** Of a handshake that is refused, or of a request that opens none. */
  readonly 'handshake-response': HttpResponse;
}

/** How a trace shows each of them. */
export const WEBSOCKET_PHASES: PhaseViews<WebSocketPhases> = {
  accept: {
    secretsIn: ({ connection: { handshake } }) => [...handshake.message.headers, ...handshake.query],
    print: ({ stage, connection, arrival: { event, requestId } }) => ({
      ...event,
      requestId,
      connectionId: connection.id,
      domainName: connection.place.host,
      stage: stage.name,
      deploymentId: stage.deployment.id,
    }),
  },
  'select-route': { print: ({ route }) => ({ routeKey: route.routeKey }) },
  authorize: { print: ({ caller }) => printCaller(caller), secretsIn: ({ apiKey }) => apiKeyLine(apiKey) },
  'integration-request': EXCHANGE_VIEW,
  integration: EXCHANGE_VIEW,
  'integration-response': {
    print: ({ status, headers, body }) => ({ status, headers, body }),
    secretsIn: ({ headers }) => headers,
    bodyBytes: ({ body }) => body?.length ?? 0,
  },
  'route-response': { print: (frame) => frame, bodyBytes: ({ length }) => length },
  'error-frame': { print: (frame) => frame },
  'handshake-response': RESPONSE_VIEW,
};
