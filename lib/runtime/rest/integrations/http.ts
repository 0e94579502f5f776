import type { HttpIntegration } from '../../../model/integration.js';
import { DEFAULT_INTEGRATION_TIMEOUT_MS, type Normalized } from '../../../model/normalize.js';
import { appendQuery } from '../../integrations/endpoint.js';
import { payloadBytes } from '../../mapping/content-handling.js';
import { overlayHeaders } from '../../integrations/mapped-headers.js';
import { compileRequestBody } from '../integration-request.js';
import { compileIntegrationResponses } from '../integration-response.js';
import type { RouteIntegration, ValidatedInvocation } from '../invocation.js';
import { compileRequestParameters } from '../../mapping/request-parameters.js';
import type { IntegrationContext } from '../integration-context.js';
import { compileHttpTarget } from '../../integrations/http-target.js';
import { ownHeaders } from '../../integrations/own-headers.js';
import { compileTimeout } from '../../integrations/timeout.js';

/**
 * HTTP: a request of the gateway's own, made of mapped parameters and the transformed body.
 *
 * Observed: nothing of the client's headers is sent but the Content-Type of a body.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export function compileHttp(integration: Normalized<HttpIntegration>, context: IntegrationContext): RouteIntegration {
  const target = compileHttpTarget(integration, ({ arrival }: ValidatedInvocation) => arrival.httpMethod, context);
  const readBody = compileRequestBody(integration, context);
  const readParameters = compileRequestParameters(integration.requestParameters, context);
  const timeoutMs = compileTimeout(integration.timeoutMs, DEFAULT_INTEGRATION_TIMEOUT_MS, context);
  return {
    type: 'HTTP',
    buildRequest(invocation) {
      const { payload, override } = readBody(invocation);
      const parameters = readParameters(invocation, override);
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
