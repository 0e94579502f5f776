import type { Environment } from '../environment.js';
import { GatewayFault } from '../fault.js';
import { findKey } from '../metering/find-key.js';
import { MeteredInvocation, type AuthorizedInvocation } from './invocation.js';

/**
 * Asks for the API key of a route that requires one, and counts the event against the usage plan of the key.
 *
 * Documented: `$connect` may require a key
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-route-request.html).
 * Assumed: so may any other route, whose messages are refused without it and count as requests; a plan has no limits for single
 * routes.
 *
 * @throws {GatewayFault} invalid-api-key, throttled, quota-exceeded, not-simulated
 */
export function applyUsagePlan(invocation: AuthorizedInvocation, env: Environment): MeteredInvocation {
  const { route, stage } = invocation;
  if (route.readApiKey === undefined) return new MeteredInvocation(invocation, undefined);
  const meter = findKey(route.readApiKey(invocation), stage);
  const outcome = meter.take(env.clock.now());
  if (outcome !== 'admitted') throw new GatewayFault({ kind: outcome });
  return new MeteredInvocation(invocation, meter.key);
}
