import { isDeployTime } from '../../model/value.js';
import type { MethodSettings, Stage } from '../../model/stage.js';
import type { NotSimulated } from '../not-simulated.js';

/**
 * What of a stage's throttling is not simulated for a method: a limit of its own, or the one set for all methods.
 *
 * The account's own limit (10,000 requests a second) is not enforced: no laptop reaches it.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export function unsupportedThrottle(
  stage: Stage | undefined,
  path: string,
  httpMethod: string,
): readonly NotSimulated[] {
  const throttle = (stage?.methodSettings ?? []).find(
    (one) => one.throttle !== undefined && covers(one, path, httpMethod),
  )?.throttle;
  if (throttle === undefined) return [];
  const printed = [throttle.ratePerSecond, throttle.burst].map((limit) =>
    limit === undefined || isDeployTime(limit) ? '?' : String(limit),
  );
  return [
    { feature: 'throttle', detail: `throttling at ${printed.join(' requests a second, burst ')}`, optional: true },
  ];
}

/** Whether settings count for some request of a method: `ANY` takes requests of every HTTP method. */
function covers(settings: MethodSettings, path: string, httpMethod: string): boolean {
  if (settings.path !== path && settings.path !== '*') return false;
  return settings.httpMethod === '*' || settings.httpMethod === httpMethod || httpMethod === 'ANY';
}
