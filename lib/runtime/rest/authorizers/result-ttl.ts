import type { Authorizer } from '../../../model/authorizer.js';
import { isDeployTime, printValue } from '../../../model/value.js';
import type { NotSimulated } from '../../not-simulated.js';

/**
 * How many seconds an authorizer's result is kept; 0: not at all.
 *
 * Documented: default 300, at most 3,600 (https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html).
 */
export function compileResultTtl(
  { name, resultTtlSeconds = 300 }: Authorizer,
  { refuse }: { readonly refuse: (finding: NotSimulated) => void },
): number {
  if (!isDeployTime(resultTtlSeconds)) return resultTtlSeconds;
  refuse({
    feature: 'unresolved-value',
    detail: `the TTL ${printValue(resultTtlSeconds)} of the authorizer "${name}"`,
    optional: true,
  });
  return 0;
}
