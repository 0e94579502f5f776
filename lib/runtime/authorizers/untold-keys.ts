import type { NotSimulated } from '../not-simulated.js';
import type { Policy } from '../policy/policy.js';

/**
 * What a policy asks of signed requests that nothing tells here: tags of the caller, its organization, when its session
 * began, and whatever API Gateway's requests do not have. Without the value a Deny may not hold that holds on AWS.
 *
 * @param whose names the policy
 * @param isConditionKey whether requests have a value for a condition key
 */
export function findUntoldKey(
  policy: Policy | undefined,
  whose: string,
  isConditionKey: (key: string) => boolean,
): NotSimulated | undefined {
  const key = [...(policy?.conditionKeys ?? [])].find((one) => !isConditionKey(one) || isUntold(one));
  return key === undefined
    ? undefined
    : {
        feature: 'iam-authorization',
        detail: `the condition key "${key}" of ${whose}, whose value for a signer is not known here`,
        optional: false,
        remedy: 'leave the condition out of the policy',
      };
}

function isUntold(key: string): boolean {
  return UNTOLD.has(key) || key.startsWith('aws:principaltag/');
}

const UNTOLD: ReadonlySet<string> = new Set(['aws:principalorgid', 'aws:principalorgpaths', 'aws:tokenissuetime']);
