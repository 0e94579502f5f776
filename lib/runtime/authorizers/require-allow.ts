import { GatewayFault } from '../fault.js';
import type { AccessRequest, Decision } from '../policy/policy.js';

/**
 * Ends a request that policies do not allow.
 *
 * Observed: of the account the last four digits are shown. See docs/aws/authorization.md section 10.
 *
 * @param who an ARN, or `anonymous`
 * @throws {GatewayFault} access-denied
 */
export function requireAllow(decision: Decision, { action, resource }: AccessRequest, who = 'anonymous'): void {
  if (decision === 'allow') return;
  const shown = resource.replace(/:\d{8}(\d{4}):/, ':********$1:');
  const explicit = decision === 'deny' ? ' with an explicit deny' : '';
  const complaint = `User: ${who} is not authorized to perform: ${action} on resource: ${shown}${explicit}`;
  throw new GatewayFault({ kind: 'access-denied', complaint });
}
