import type { Environment } from '../environment.js';
import { GatewayFault } from '../fault.js';
import type { Invocation, MeteredInvocation } from './invocation.js';

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

/**
 * Holds the account's limit of new connections, whether or not the API has a route `$connect`.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 * Assumed: before the authorizer is asked.
 *
 * @throws {GatewayFault} throttled
 */
export function checkConnectionRate({ stage, arrival }: Invocation): void {
  if (!stage.memory.account.takeConnection(arrival.startMs)) throw new GatewayFault({ kind: 'throttled' });
}
