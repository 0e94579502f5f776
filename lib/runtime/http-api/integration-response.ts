import type { IntegrationResult } from '../integrations/invoke-integration.js';
import type { AuthorizedInvocation, MappedResponse } from './invocation.js';

/**
 * Maps what the backend returned to the response.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function mapIntegrationResponse(invocation: AuthorizedInvocation, result: IntegrationResult): MappedResponse {
  return invocation.route.integration.mapResponse(invocation, result);
}
