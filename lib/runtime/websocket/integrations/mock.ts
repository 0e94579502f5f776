import type { NormalizedWebSocketIntegration } from '../../../model/normalize-websocket-api.js';
import { mockStatusReader } from '../../integrations/mock-status.js';
import type { IntegrationContext } from '../integration-context.js';
import { compileParameters, compileRequestBody } from '../integration-request.js';
import { compileIntegrationResponses } from '../integration-response.js';
import type { RouteIntegration } from '../invocation.js';

type Mock = Extract<NormalizedWebSocketIntegration, { readonly type: 'MOCK' }>;

/**
 * MOCK: the rendered request template names the status; nothing is called.
 *
 * Observed: without request templates the status is 200 (aws-cdk's `integ.mock.ts`).
 * Assumed: it is, too, for a message that none of the templates fits.
 */
export function compileMock(integration: Mock, context: IntegrationContext): RouteIntegration {
  const readBody = compileRequestBody(integration, context);
  // Nothing is sent, yet a mapping that cannot be evaluated is a mistake all the same.
  compileParameters(integration.requestParameters, context);
  const readStatus = mockStatusReader();
  return {
    type: 'MOCK',
    buildRequest(invocation) {
      const { payload, isRendered } = readBody(invocation);
      return { kind: 'mock', statusCode: isRendered ? readStatus(payload) : 200 };
    },
    mapResponse: compileIntegrationResponses(integration, context),
  };
}
