import type { Environment } from '../environment.js';
import { GatewayFault } from '../fault.js';
import { findHeader } from '../header-lines.js';
import { findKey } from '../metering/find-key.js';
import { MeteredInvocation, type AuthorizedInvocation } from './invocation.js';

/**
 * Asks for the API key of a method that requires one, and counts the request against the usage plan of the key.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 *
 * @throws {GatewayFault} invalid-api-key, throttled, quota-exceeded, not-simulated
 */
export function applyUsagePlan(invocation: AuthorizedInvocation, env: Environment): MeteredInvocation {
  const { method } = invocation;
  if (method.apiKeySource === undefined) return new MeteredInvocation(invocation, undefined);
  const meter = findKey(keyValueOf(invocation), invocation.stage);
  const outcome = meter.take(env.clock.now(), { declared: method, httpMethod: invocation.arrival.httpMethod });
  if (outcome !== 'admitted') throw new GatewayFault({ kind: outcome });
  return new MeteredInvocation(invocation, meter.key);
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html */
function keyValueOf({ method, caller, request }: AuthorizedInvocation): string | undefined {
  if (method.apiKeySource === 'HEADER') return findHeader(request.message.headers, 'x-api-key');
  return caller.kind === 'lambda' ? caller.usageIdentifierKey : undefined;
}
