import type { IntegrationRequest } from '../integrations/invoke-integration.js';
import type { AuthorizedInvocation } from './invocation.js';

/**
 * Builds what goes to the backend.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html
 */
export function buildIntegrationRequest(invocation: AuthorizedInvocation): IntegrationRequest {
  return invocation.route.integration.buildRequest(invocation);
}
