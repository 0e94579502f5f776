import { parseArn } from '../../model/arn.js';
import { isObject } from '../../support/is-object.js';
import { readTexts, type PolicyReading } from './reading.js';
import type { AccessRequest, Principal } from './request.js';

/** How well a list of principals covers a caller. */
export interface PrincipalMatch {
  /** Names the caller, or everyone. */
  readonly names: boolean;
  /** Names the caller's account, which leaves it to the account's own policies whom to let in. */
  readonly namesAccount: boolean;
  /** Names the caller in each of its guises: the session, its role, its account. */
  readonly namesWholly: boolean;
}

export type PrincipalTest = (request: AccessRequest) => PrincipalMatch;

const EVERYONE: PrincipalMatch = { names: true, namesAccount: false, namesWholly: true };
const NOBODY: PrincipalMatch = { names: false, namesAccount: false, namesWholly: false };

/**
 * Compiles `Principal` or the list of `NotPrincipal`.
 *
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function compilePrincipals(element: unknown, place: string, reading: PolicyReading): PrincipalTest {
  if (element === '*') return () => EVERYONE;
  if (!isObject(element)) {
    reading.report(
      place,
      `Found ${JSON.stringify(element)}; expected "*" or an object such as {"AWS": "123456789012"}`,
    );
    return () => NOBODY;
  }
  if (Object.keys(element).length === 0) reading.report(place, 'An empty object; it says neither who nor everyone');
  const arns = new Set<string>();
  const providers = new Set<string>();
  for (const [type, value] of Object.entries(element)) {
    const texts = readTexts(value, `${place}.${type}`, reading);
    switch (type) {
      case 'AWS':
        for (const text of texts) arns.add(readAwsPrincipal(text, `${place}.AWS`, reading));
        break;
      case 'Federated':
        for (const text of texts) providers.add(text);
        break;
      case 'Service':
        // Whoever calls an API is no service principal.
        break;
      case 'CanonicalUser':
        reading.report(
          `${place}.${type}`,
          'A canonical user ID does not tell its account; name the account under "AWS"',
        );
        break;
      default:
        reading.report(place, `"${type}" is no type of principal; expected AWS, Service or Federated`);
    }
  }
  return arns.has('*') ? () => EVERYONE : ({ principal }) => matchPrincipal(principal, arns, providers);
}

const ACCOUNT_ID = /^\d{12}$/;
/** What can be a principal, or the role behind a session; a principal has no wildcards in it. */
const PRINCIPAL_ARN = /^arn:[^:*?]+:(?:iam|sts)::\d{12}:(?:root|[a-z-]+\/[^*?]+)$/;

/** @returns an ARN; an account is its root; a role has no path, as it has none in the ARN of its sessions */
function readAwsPrincipal(text: string, place: string, reading: PolicyReading): string {
  if (text === '*') return text;
  if (ACCOUNT_ID.test(text)) return rootOf(text);
  if (!PRINCIPAL_ARN.test(text)) {
    reading.report(
      place,
      `"${text}" is no principal; expected "*", an account ID, or the ARN of a user, role or session`,
    );
  }
  return canonicalArn(text);
}

function matchPrincipal(
  principal: Principal | undefined,
  arns: ReadonlySet<string>,
  providers: ReadonlySet<string>,
): PrincipalMatch {
  if (principal === undefined) return NOBODY;
  const guises = guisesOf(principal.arn);
  const namesAccount = arns.has(rootOf(principal.accountId));
  return {
    names:
      guises.some((arn) => arns.has(arn)) ||
      (principal.federatedBy !== undefined && providers.has(principal.federatedBy)),
    namesAccount,
    namesWholly: namesAccount && guises.every((arn) => arns.has(arn)),
  };
}

/** A session, and the role that it is of. */
function guisesOf(arn: string): readonly string[] {
  const parsed = parseArn(arn);
  const role = /^assumed-role\/([^/]+)\//.exec(parsed?.resource ?? '')?.[1];
  if (parsed === undefined) return [arn];
  return [canonicalArn(arn), ...(role === undefined ? [] : [iamArn(parsed.account, `role/${role}`)])];
}

// Account IDs are unique in all partitions, so that the partition need not be compared.
function rootOf(accountId: string): string {
  return iamArn(accountId, 'root');
}

function iamArn(accountId: string, resource: string): string {
  return `arn:aws:iam::${accountId}:${resource}`;
}

function canonicalArn(text: string): string {
  const arn = parseArn(text);
  if (arn === undefined) return text;
  const role = /^role\/(?:.*\/)?([^/]+)$/.exec(arn.resource)?.[1];
  return `arn:aws:${arn.service}::${arn.account}:${role === undefined ? arn.resource : `role/${role}`}`;
}
