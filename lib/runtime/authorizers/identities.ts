import { createHash } from 'node:crypto';
import { parseArn } from '../../model/arn.js';
import { isObject } from '../../support/is-object.js';
import { SluiceError } from '../../support/sluice-error.js';
import type { Identity } from '../identity.js';
import { IDENTITY_POLICY } from '../policy/policy-kind.js';
import { compilePolicy } from '../policy/policy.js';

/** An identity as its author writes it. */
export interface IdentitySettings {
  /** The id of the access key. */
  readonly accessKeyId: string;
  /** The secret that requests are signed with. */
  readonly secretAccessKey: string;
  /** Of temporary credentials. */
  readonly sessionToken?: string;
  /** When temporary credentials end: `2027-01-31T12:00:00Z`. Default: never. */
  readonly expiration?: string;
  /** `arn:aws:iam::123456789012:user/ana`, or the session of a role. */
  readonly arn: string;
  /** Default: the account of the ARN. */
  readonly accountId?: string;
  /** AWS's identifier. Default: one that is made of the ARN. */
  readonly userId?: string;
  /** Policy documents. Default: none, so that only a resource policy lets it in. */
  readonly policies?: readonly unknown[];
}

const MEMBERS = [
  'accessKeyId',
  'secretAccessKey',
  'sessionToken',
  'expiration',
  'arn',
  'accountId',
  'userId',
  'policies',
];

/**
 * Reads the callers that IAM knows: a list of `IdentitySettings`.
 *
 * @param place names where the list stands
 * @throws {SluiceError} configuration-invalid
 */
export function readIdentities(list: unknown, place: string): readonly Identity[] {
  if (!Array.isArray(list)) throw invalid(place, 'identities', list, 'a list of identities');
  const identities = list.map((item: unknown, index) => readIdentity(item, place, `identities[${index}]`));
  const seen = new Set<string>();
  for (const { accessKeyId } of identities) {
    if (seen.has(accessKeyId)) {
      throw new SluiceError('configuration-invalid', `Two identities have the access key ${accessKeyId}`, { place });
    }
    seen.add(accessKeyId);
  }
  return identities;
}

function readIdentity(item: unknown, place: string, at: string): Identity {
  if (!isObject(item)) throw invalid(place, at, item, 'an identity with accessKeyId, secretAccessKey and arn');
  const unknown = Object.keys(item).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) {
    throw new SluiceError('configuration-invalid', `${at} has the member "${unknown}", which is unknown`, {
      place,
      hint: `Available members: ${MEMBERS.join(', ')}`,
    });
  }
  const text = (name: string): string => {
    const value = item[name];
    // A secret is never repeated.
    if (typeof value !== 'string' || value === '') throw invalid(place, `${at}.${name}`, typeof value, 'a string');
    return value;
  };
  const arn = text('arn');
  const account = parseArn(arn)?.account ?? '';
  if (!/^\d{12}$/.test(account))
    throw invalid(place, `${at}.arn`, arn, 'an ARN such as arn:aws:iam::123456789012:user/ana');
  const accountId = item.accountId === undefined ? account : text('accountId');
  if (accountId !== account) throw invalid(place, `${at}.accountId`, accountId, `the account of the ARN, ${account}`);
  return {
    accessKeyId: text('accessKeyId'),
    secretAccessKey: text('secretAccessKey'),
    ...(item.sessionToken !== undefined && { sessionToken: text('sessionToken') }),
    ...(item.expiration !== undefined && { expiresAtMs: readDate(text('expiration'), place, `${at}.expiration`) }),
    arn,
    accountId,
    userId: item.userId === undefined ? inventUserId(arn) : text('userId'),
    policies: readPolicies(item.policies ?? [], place, `${at}.policies`),
  };
}

function readPolicies(policies: unknown, place: string, at: string): readonly unknown[] {
  if (!Array.isArray(policies)) throw invalid(place, at, policies, 'a list of policy documents');
  for (const [index, policy] of policies.entries()) {
    const { problems = [] } = compilePolicy(policy, IDENTITY_POLICY);
    const [problem] = problems;
    if (problem !== undefined) {
      throw new SluiceError('configuration-invalid', `${at}[${index}] cannot be read: ${problem}`, { place });
    }
  }
  return policies;
}

function readDate(text: string, place: string, at: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw invalid(place, at, text, 'a date such as 2027-01-31T12:00:00Z');
  return ms;
}

/** In AWS's form, the same for an ARN in every run: `AIDA…` for a user, `AROA…:session` for the session of a role. */
function inventUserId(arn: string): string {
  const { resource = '', account = '' } = parseArn(arn) ?? {};
  if (resource === 'root') return account;
  const [, role, session] = /^assumed-role\/(.+)\/([^/]+)$/.exec(resource) ?? [];
  const id = (prefix: string, of: string): string => {
    const digest = createHash('sha256').update(of).digest('hex').toUpperCase();
    return `${prefix}${digest.slice(0, 17)}`;
  };
  return role === undefined || session === undefined
    ? id('AIDA', arn)
    : `${id('AROA', `${account} ${role}`)}:${session}`;
}

function invalid(place: string, at: string, found: unknown, expected: string): SluiceError {
  return new SluiceError(
    'configuration-invalid',
    `Found ${found === undefined ? 'nothing' : JSON.stringify(found)} in ${at}; expected ${expected}`,
    { place },
  );
}
