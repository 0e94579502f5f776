import type { Environment } from '../environment.js';
import { GatewayFault } from '../fault.js';
import { findHeader } from '../header-lines.js';
import type { KeyMeter } from '../metering/usage-plans.js';
import { MeteredInvocation, type AuthorizedInvocation } from './invocation.js';

/**
 * Asks for the API key of a method that requires one, and counts the request against the usage plan of the key.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 * Observed: a key that is missing, unknown, disabled or in no plan of the stage is refused alike.
 *
 * @throws {GatewayFault} invalid-api-key, throttled, quota-exceeded, not-simulated
 */
export function applyUsagePlan(invocation: AuthorizedInvocation, env: Environment): MeteredInvocation {
  const { method } = invocation;
  if (method.apiKeySource === undefined) return new MeteredInvocation(invocation, undefined);
  const meter = findKey(invocation);
  const outcome = meter.take(method, invocation.arrival.httpMethod, env.clock.now());
  if (outcome !== 'admitted') throw new GatewayFault({ kind: outcome });
  return new MeteredInvocation(invocation, meter.key);
}

function findKey(invocation: AuthorizedInvocation): KeyMeter {
  const { stage } = invocation;
  const value = keyValueOf(invocation);
  if (value === undefined) throw invalidKey('the request has no API key');
  const meter = stage.memory.apiKeys.find(value);
  if (meter === undefined) throw invalidKey(`no usage plan with stage ${stage.name} has the API key`);
  if (!meter.key.isEnabled) throw invalidKey(`the API key ${meter.key.id} is disabled`);
  if (meter.refusal !== undefined) throw new GatewayFault({ kind: 'not-simulated', finding: meter.refusal });
  return meter;
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html */
function keyValueOf({ method, caller, request }: AuthorizedInvocation): string | undefined {
  if (method.apiKeySource === 'HEADER') return findHeader(request.message.headers, 'x-api-key');
  return caller.kind === 'lambda' ? caller.usageIdentifierKey : undefined;
}

function invalidKey(problem: string): GatewayFault {
  return new GatewayFault({ kind: 'invalid-api-key', problem });
}
