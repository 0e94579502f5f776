import type { AwsIntegration } from '../../../model/integration.js';
import { DEFAULT_INTEGRATION_TIMEOUT_MS, type Normalized } from '../../../model/normalize.js';
import { knownText } from '../../../model/value.js';
import { configurationFault } from '../../fault.js';
import { overlayHeaders } from '../../integrations/mapped-headers.js';
import { compileServiceTarget } from '../../integrations/service-target.js';
import { compileTimeout } from '../../integrations/timeout.js';
import { payloadBytes } from '../../mapping/content-handling.js';
import { compileRequestParameters } from '../../mapping/request-parameters.js';
import type { IntegrationContext } from '../integration-context.js';
import { compileRequestBody } from '../integration-request.js';
import { compileIntegrationResponses } from '../integration-response.js';
import type { RouteIntegration, ValidatedInvocation } from '../invocation.js';

/**
 * AWS with a service other than Lambda: the signed HTTP request that API Gateway makes, to the endpoint that the operator
 * gave for the service, or to AWS.
 *
 * Observed: services answer JSON because `Accept` asks for it.
 */
export function compileAwsService(
  integration: Normalized<AwsIntegration>,
  context: IntegrationContext,
): RouteIntegration {
  const target = compileServiceTarget(integration, ({ arrival }: ValidatedInvocation) => arrival.httpMethod, context);
  const readBody = compileRequestBody(integration, context);
  const readParameters = compileRequestParameters(integration.requestParameters, context);
  const timeoutMs = compileTimeout(integration.timeoutMs, DEFAULT_INTEGRATION_TIMEOUT_MS, context);
  const mapResponse = compileIntegrationResponses(integration, context);
  const credentials = knownText(integration.credentials);
  return {
    type: 'AWS',
    buildRequest(invocation) {
      if (target === undefined) throw configurationFault('Invalid AWS integration');
      const { payload, override } = readBody(invocation);
      const parameters = readParameters(invocation, override);
      const body = payloadBytes(payload);
      const { url, method, headers } = target.address(invocation, parameters, body.length > 0);
      return {
        kind: 'http',
        method,
        url,
        headers: overlayHeaders(headers, parameters.headers),
        body,
        timeoutMs,
        insecureSkipVerification: integration.insecureSkipVerification ?? false,
        sign: { service: target.service, region: target.region, ...(credentials !== undefined && { credentials }) },
      };
    },
    mapResponse,
  };
}
