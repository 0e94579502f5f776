import {
  DEFAULT_WEBSOCKET_TIMEOUT_MS,
  type NormalizedWebSocketIntegration,
} from '../../../model/normalize-websocket-api.js';
import { appendQuery } from '../../integrations/endpoint.js';
import { compileHttpTarget } from '../../integrations/http-target.js';
import { overlayHeaders } from '../../integrations/mapped-headers.js';
import { ownHeaders } from '../../integrations/own-headers.js';
import { compileTimeout } from '../../integrations/timeout.js';
import { payloadBytes } from '../../mapping/content-handling.js';
import { clientMethodOf } from '../client-method.js';
import type { IntegrationContext } from '../integration-context.js';
import { compileParameters, compileRequestBody } from '../integration-request.js';
import { compileIntegrationResponses } from '../integration-response.js';
import type { RouteIntegration } from '../invocation.js';

type Http = Extract<NormalizedWebSocketIntegration, { readonly type: 'HTTP' }>;

/**
 * HTTP: a request of the gateway's own, made of mapped parameters and the transformed message.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
 * Assumed: as in REST APIs nothing of the handshake's headers is sent.
 */
export function compileHttp(integration: Http, context: IntegrationContext): RouteIntegration {
  const target = compileHttpTarget(integration, clientMethodOf, context);
  const readBody = compileRequestBody(integration, context);
  const readParameters = compileParameters(integration.requestParameters, context);
  const timeoutMs = compileTimeout(integration.timeoutMs, DEFAULT_WEBSOCKET_TIMEOUT_MS, context);
  return {
    type: 'HTTP',
    buildRequest(invocation) {
      const { payload } = readBody(invocation);
      const parameters = readParameters(invocation);
      const body = payloadBytes(payload);
      return {
        kind: 'http',
        ...target.address(invocation, parameters, (uri) => appendQuery(uri, parameters.query)),
        headers: overlayHeaders(ownHeaders(invocation, body.length > 0), parameters.headers),
        body,
        timeoutMs,
      };
    },
    mapResponse: compileIntegrationResponses(integration, context),
  };
}
