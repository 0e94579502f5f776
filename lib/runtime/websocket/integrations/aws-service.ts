import {
  DEFAULT_WEBSOCKET_TIMEOUT_MS,
  type NormalizedWebSocketIntegration,
} from '../../../model/normalize-websocket-api.js';
import { knownText } from '../../../model/value.js';
import { defined } from '../../../support/defined.js';
import { configurationFault } from '../../fault.js';
import { overlayHeaders } from '../../integrations/mapped-headers.js';
import { compileServiceTarget } from '../../integrations/service-target.js';
import { compileTimeout } from '../../integrations/timeout.js';
import { payloadBytes } from '../../mapping/content-handling.js';
import { clientMethodOf } from '../client-method.js';
import type { IntegrationContext } from '../integration-context.js';
import { compileParameters, compileRequestBody } from '../integration-request.js';
import { compileIntegrationResponses } from '../integration-response.js';
import type { RouteIntegration } from '../invocation.js';

type AwsService = Extract<NormalizedWebSocketIntegration, { readonly type: 'AWS' }>;

/**
 * AWS with a service other than Lambda: the signed HTTP request that API Gateway makes, to the endpoint that the operator
 * gave for the service, or to AWS.
 *
 * Observed: SQS by a path, with a form as body; docs/aws/websocket-api.md section 10.
 */
export function compileAwsService(integration: AwsService, context: IntegrationContext): RouteIntegration {
  const target = compileServiceTarget(integration, clientMethodOf, context);
  const readBody = compileRequestBody(integration, context);
  const readParameters = compileParameters(integration.requestParameters, context);
  const timeoutMs = compileTimeout(integration.timeoutMs, DEFAULT_WEBSOCKET_TIMEOUT_MS, context);
  const credentials = knownText(integration.credentials);
  return {
    type: 'AWS',
    buildRequest(invocation) {
      if (target === undefined) throw configurationFault('Invalid AWS integration');
      const { payload } = readBody(invocation);
      const parameters = readParameters(invocation);
      const body = payloadBytes(payload);
      const { url, method, headers } = target.address(invocation, parameters, body.length > 0);
      return {
        kind: 'http',
        method,
        url,
        headers: overlayHeaders(headers, parameters.headers),
        body,
        timeoutMs,
        insecureSkipVerification: false,
        sign: { service: target.service, region: target.region, ...defined({ credentials }) },
      };
    },
    mapResponse: compileIntegrationResponses(integration, context),
  };
}
