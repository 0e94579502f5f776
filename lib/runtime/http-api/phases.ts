import { printCaller } from '../caller.js';
import type { HttpResponse } from '../http-message.js';
import { EXCHANGE_VIEW } from '../integrations/exchange-view.js';
import type { IntegrationRequest, IntegrationResult } from '../integrations/invoke-integration.js';
import { RESPONSE_VIEW } from '../observe/response-view.js';
import type { PhaseViews } from '../observe/trace.js';
import type { AuthorizedInvocation, Invocation, MappedResponse, RoutedInvocation } from './invocation.js';

/** What each phase of a request of an HTTP API returns, in their order; a fault ends them with an error response. */
export interface HttpApiPhases {
  readonly 'accept-request': Invocation;
  /** Of a preflight request, which ends here. */
  readonly cors: HttpResponse;
  readonly 'select-route': RoutedInvocation;
  readonly authorize: AuthorizedInvocation;
  readonly 'integration-request': IntegrationRequest;
  readonly integration: IntegrationResult;
  readonly 'integration-response': MappedResponse;
  readonly response: HttpResponse;
  readonly 'error-response': HttpResponse;
}

/** How a trace shows each of them. */
export const HTTP_API_PHASES: PhaseViews<HttpApiPhases> = {
  'accept-request': {
    secretsIn: ({ request }) => [...request.message.headers, ...request.query],
    print: ({ stage, arrival: { place, httpMethod, requestId } }) => ({
      httpMethod,
      requestId,
      domainName: place.domainName,
      routedPath: place.routedPath,
      stage: stage.name,
      deploymentId: stage.deployment.id,
    }),
  },
  cors: RESPONSE_VIEW,
  'select-route': { print: ({ route, pathParameters }) => ({ routeKey: route.routeKey, pathParameters }) },
  authorize: { print: ({ caller }) => printCaller(caller) },
  'integration-request': EXCHANGE_VIEW,
  integration: EXCHANGE_VIEW,
  'integration-response': RESPONSE_VIEW,
  response: RESPONSE_VIEW,
  'error-response': RESPONSE_VIEW,
};
