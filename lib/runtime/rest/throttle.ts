import type { Environment } from '../environment.js';
import { GatewayFault } from '../fault.js';
import type { MeteredInvocation } from './invocation.js';

/**
 * Holds a stage's limit for the method, then the account's.
 *
 * Documented: limits of the usage plan come first, then those of the stage, then those of the account
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html).
 *
 * @throws {GatewayFault} throttled
 */
export function checkThrottle({ stage, method }: MeteredInvocation, env: Environment): void {
  const { throttle } = stage.settings(method);
  const { memory } = stage;
  const nowMs = env.clock.now();
  const isWithinLimits =
    (throttle === undefined || memory.bucketOf(`${method.httpMethod} ${method.resourcePath}`).take(throttle, nowMs)) &&
    memory.account.take(nowMs);
  if (!isWithinLimits) throw new GatewayFault({ kind: 'throttled' });
}
