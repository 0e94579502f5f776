import type { Environment } from '../environment.js';
import { GatewayFault } from '../fault.js';
import type { MeteredInvocation } from './invocation.js';

/**
 * Holds a stage's limit for the route, then the account's.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-protect.html
 *
 * @throws {GatewayFault} throttled
 */
export function checkThrottle({ stage, route }: MeteredInvocation, env: Environment): void {
  const { throttle } = stage.settings(route);
  const { memory } = stage;
  const nowMs = env.clock.now();
  const isWithinLimits =
    (throttle === undefined || memory.bucketOf(route.routeKey).take(throttle, nowMs)) && memory.account.take(nowMs);
  if (!isWithinLimits) throw new GatewayFault({ kind: 'throttled' });
}
