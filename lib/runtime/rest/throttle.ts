import type { Environment } from '../environment.js';
import { GatewayFault } from '../fault.js';
import type { MeteredInvocation } from './invocation.js';

/**
 * Holds a stage's limit for the method.
 *
 * Documented: limits of the usage plan come first, then those of the stage
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html).
 *
 * @throws {GatewayFault} throttled
 */
export function checkThrottle({ stage, method }: MeteredInvocation, env: Environment): void {
  const { throttle } = stage.settings(method);
  if (throttle === undefined || stage.memory.bucketOf(method).take(throttle, env.clock.now())) return;
  throw new GatewayFault({ kind: 'throttled' });
}
