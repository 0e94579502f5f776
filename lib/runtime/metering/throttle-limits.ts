import type { Throttle } from '../../model/stage.js';
import { isDeployTime } from '../../model/value.js';
import type { NotSimulated } from '../not-simulated.js';
import type { TokenBucketLimits } from './token-bucket.js';

/**
 * The limits of a stage or a usage plan; undefined where it sets none.
 *
 * Documented: what is left out of them is the account's, 10,000 requests a second and a burst of 5,000
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html).
 */
export function compileThrottle({
  ratePerSecond,
  burst,
}: Throttle): TokenBucketLimits | 'known-at-deployment' | undefined {
  if (ratePerSecond === undefined && burst === undefined) return undefined;
  if (isDeployTime(ratePerSecond) || isDeployTime(burst)) return 'known-at-deployment';
  return { ratePerSecond: ratePerSecond ?? 10_000, burst: burst ?? 5_000 };
}

/** Why a stage cannot serve a route whose limit is `known-at-deployment`. */
export const UNKNOWN_THROTTLE: NotSimulated = {
  feature: 'throttle',
  detail: 'throttling by a limit that only deployment knows',
  optional: true,
};
