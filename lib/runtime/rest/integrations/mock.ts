import type { MockIntegration } from '../../../model/integration.js';
import type { Normalized } from '../../../model/normalize.js';
import { mockStatusReader } from '../../integrations/mock-status.js';
import { compileRequestBody } from '../integration-request.js';
import { compileIntegrationResponses } from '../integration-response.js';
import { compileRequestParameters } from '../../mapping/request-parameters.js';
import type { IntegrationContext } from '../integration-context.js';
import type { RouteIntegration } from '../invocation.js';

/**
 * MOCK: the rendered request template names the status; nothing is called.
 *
 * Observed: the text of the request template does not reach the response template.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export function compileMock(integration: Normalized<MockIntegration>, context: IntegrationContext): RouteIntegration {
  const readBody = compileRequestBody(integration, context);
  // Nothing is sent, yet a mapping that cannot be evaluated is a mistake all the same.
  compileRequestParameters(integration.requestParameters, context);
  const mapAnswer = compileIntegrationResponses(integration, context);
  const readStatus = mockStatusReader();
  return {
    type: 'MOCK',
    buildRequest: (invocation) => ({ kind: 'mock', statusCode: readStatus(readBody(invocation).payload) }),
    mapResponse: (invocation, result) => mapAnswer(invocation, result),
  };
}
