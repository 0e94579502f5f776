import { GatewayFault } from '../fault.js';
import type { KeyMeter, StageKeys } from './usage-plans.js';

/**
 * Finds the usage plan that a caller's API key counts against at a stage.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 * Observed: a key that is missing, unknown, disabled or in no plan of the stage is refused alike.
 *
 * @param value what the caller sends as its key
 * @throws {GatewayFault} invalid-api-key, not-simulated
 */
export function findKey(
  value: string | undefined,
  { name, memory }: { readonly name: string; readonly memory: { readonly apiKeys: StageKeys } },
): KeyMeter {
  if (value === undefined) throw invalidKey('the request has no API key');
  const meter = memory.apiKeys.find(value);
  if (meter === undefined) throw invalidKey(`no usage plan with stage ${name} has the API key`);
  if (!meter.key.isEnabled) throw invalidKey(`the API key ${meter.key.id} is disabled`);
  if (meter.refusal !== undefined) throw new GatewayFault({ kind: 'not-simulated', finding: meter.refusal });
  return meter;
}

function invalidKey(problem: string): GatewayFault {
  return new GatewayFault({ kind: 'invalid-api-key', problem });
}
