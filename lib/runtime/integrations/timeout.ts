import { isDeployTime, type Value } from '../../model/value.js';
import type { LambdaTargetContext } from './lambda-target.js';

/**
 * How long the gateway waits for an integration; a limit that only deployment knows is AWS's default until it is given.
 *
 * @param defaultMs the protocol's
 */
export function compileTimeout(
  timeoutMs: Value<number>,
  defaultMs: number,
  context: Pick<LambdaTargetContext, 'refuse'>,
): number {
  if (!isDeployTime(timeoutMs)) return timeoutMs;
  context.refuse({ feature: 'unresolved-value', detail: "the integration's timeout", optional: true });
  return defaultMs;
}
