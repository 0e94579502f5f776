import { parseArn } from '../../model/arn.js';
import type { Caller } from '../caller.js';
import type { ConditionValues, Principal } from '../policy/policy.js';

/** A caller that signed its request. */
export interface Signer {
  readonly principal: Principal;
  /** What is known of it: `aws:principalarn`, `aws:username`. */
  readonly conditions: ConditionValues;
}

/** A caller as policies see it; undefined for one that did not sign its request. */
export function signerOf(caller: Caller): Signer | undefined {
  if (caller.kind !== 'iam') return undefined;
  const { arn, accountId, userId, isTemporary } = caller;
  const resource = parseArn(arn)?.resource ?? '';
  const type = principalType(resource);
  const conditions = new Map([
    ['aws:principalaccount', [accountId]],
    // Of a session it is the role.
    ['aws:principalarn', [arn.replace(/:sts:(.*):assumed-role\/([^/]+)\/.*$/, ':iam:$1:role/$2')]],
    ['aws:principaltype', [type]],
    ['aws:userid', [userId]],
  ]);
  if (type === 'User') conditions.set('aws:username', [resource.slice(resource.lastIndexOf('/') + 1)]);
  // Only temporary credentials have it. Assumed: none of them is made with a second factor.
  if (isTemporary) conditions.set('aws:multifactorauthpresent', ['false']);
  return { principal: { arn, accountId }, conditions };
}

/** Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
function principalType(resource: string): string {
  if (resource === 'root') return 'Account';
  return resource.startsWith('user/') ? 'User' : 'AssumedRole';
}

/** The condition keys of signed requests, in lower case. */
const SIGNER_KEYS: ReadonlySet<string> = new Set([
  'aws:multifactorauthage',
  'aws:multifactorauthpresent',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principaltype',
  'aws:tokenissuetime',
  'aws:userid',
  'aws:username',
]);

/** Whether a condition key, in lower case, is about the caller that signed a request. */
export function isSignerKey(key: string): boolean {
  return SIGNER_KEYS.has(key) || key.startsWith('aws:principaltag/');
}
