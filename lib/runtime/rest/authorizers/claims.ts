import type { Claims } from '../../authorizers/token/verify-token.js';
import { javaDate } from '../../observe/dates.js';

const TIMES: ReadonlySet<string> = new Set(['exp', 'iat', 'nbf']);

/**
 * Claims as `$context.authorizer.claims` has them: each value as text.
 *
 * Observed: expiry and issue as Java prints dates, numbers and booleans as JSON does, lists with commas. See
 * docs/aws/authorization.md section 3.
 * Assumed: a claim that is null is left out, an object is JSON.
 */
export function printClaims(claims: Claims): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(claims).flatMap(([name, value]) => (value === null ? [] : [[name, printClaim(name, value)]])),
  );
}

function printClaim(name: string, value: unknown): string {
  if (typeof value === 'number' && TIMES.has(name)) return javaDate(value * 1000);
  return Array.isArray(value) ? value.map(printValue).join(',') : printValue(value);
}

function printValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
