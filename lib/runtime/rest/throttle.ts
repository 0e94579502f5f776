import { isDeployTime } from '../../model/value.js';
import type { MethodSettings, Stage } from '../../model/stage.js';
import type { NotSimulated } from './not-simulated.js';

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
  const settings = settingsOf(stage?.methodSettings ?? [], path, httpMethod);
  const throttle = settings?.throttle;
  if (throttle === undefined) return [];
  const printed = [throttle.ratePerSecond, throttle.burst].map((limit) =>
    limit === undefined || isDeployTime(limit) ? '?' : String(limit),
  );
  return [
    { feature: 'throttle', detail: `throttling at ${printed.join(' requests a second, burst ')}`, optional: true },
  ];
}

/** The method's own settings, else those of `*`/`*`. */
export function settingsOf(
  settings: readonly MethodSettings[],
  path: string,
  httpMethod: string,
): MethodSettings | undefined {
  return (
    settings.find((one) => one.path === path && (one.httpMethod === httpMethod || one.httpMethod === '*')) ??
    settings.find((one) => one.path === '*' && (one.httpMethod === httpMethod || one.httpMethod === '*'))
  );
}
