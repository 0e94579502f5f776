import { printCaller } from '../caller.js';
import type { HttpResponse } from '../http-message.js';
import { EXCHANGE_VIEW } from '../integrations/exchange-view.js';
import type { IntegrationRequest, IntegrationResult } from '../integrations/invoke-integration.js';
import { apiKeyLine } from '../observe/redact.js';
import { RESPONSE_VIEW } from '../observe/response-view.js';
import type { PhaseViews } from '../observe/trace.js';
import type {
  AuthorizedInvocation,
  Invocation,
  MappedResponse,
  MeteredInvocation,
  RoutedInvocation,
  ValidatedInvocation,
} from './invocation.js';
import type { CacheLookup } from './response-cache.js';

/** What each phase of a REST request returns, in their order; a fault ends them with a gateway response. */
export interface RestPhases {
  readonly 'accept-request': Invocation;
  readonly 'match-resource': RoutedInvocation;
  readonly authorize: AuthorizedInvocation;
  /** Of a method that requires an API key. */
  readonly 'usage-plan': MeteredInvocation;
  readonly 'method-request': ValidatedInvocation;
  /** Of a method that its stage caches; a hit ends the request with the method response. */
  readonly 'response-cache': CacheLookup;
  readonly 'integration-request': IntegrationRequest;
  readonly integration: IntegrationResult;
  readonly 'integration-response': MappedResponse;
  readonly 'method-response': HttpResponse;
  readonly 'gateway-response': HttpResponse;
}

/** How a trace shows each of them. */
export const REST_PHASES: PhaseViews<RestPhases> = {
  'accept-request': {
    secretsIn: ({ request }) => [...request.message.headers, ...request.query],
    print: ({ stage, arrival: { place, httpMethod, requestId } }) => ({
      httpMethod,
      requestId,
      domainName: place.domainName,
      routedPath: place.routedPath,
      contextPath: place.contextPath,
      stage: stage.name,
      deploymentId: stage.deployment.id,
      ...(stage.isCanary !== undefined && { isCanaryRequest: stage.isCanary }),
    }),
  },
  'match-resource': {
    print: ({ method, pathParameters }) => ({ resourcePath: method.resourcePath, pathParameters }),
  },
  authorize: { print: ({ caller }) => printCaller(caller) },
  'usage-plan': {
    print: ({ apiKey }) => ({ apiKeyId: apiKey?.apiKeyId }),
    secretsIn: ({ apiKey }) => apiKeyLine(apiKey),
  },
  'method-request': { print: () => ({}) },
  'response-cache': { print: ({ kind, cacheControl }) => ({ outcome: kind, cacheControl }) },
  'integration-request': EXCHANGE_VIEW,
  integration: EXCHANGE_VIEW,
  'integration-response': RESPONSE_VIEW,
  'method-response': RESPONSE_VIEW,
  'gateway-response': RESPONSE_VIEW,
};
