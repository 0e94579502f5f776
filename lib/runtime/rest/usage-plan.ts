import { MeteredInvocation, type AuthorizedInvocation } from './invocation.js';
import type { NotSimulated } from '../not-simulated.js';

/**
 * Counts nothing yet: a method that requires an API key is refused when the deployment is compiled.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export function applyUsagePlan(invocation: AuthorizedInvocation): MeteredInvocation {
  return new MeteredInvocation(invocation, undefined);
}

export function unsupportedUsagePlan(apiKeyRequired: boolean): readonly NotSimulated[] {
  return apiKeyRequired ? [{ feature: 'api-key', detail: 'a required API key', optional: true }] : [];
}
