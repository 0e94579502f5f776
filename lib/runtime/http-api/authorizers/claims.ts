import { isList } from '../../../support/is-list.js';
import { setOwn } from '../../../support/own.js';
import type { Claims } from '../../authorizers/token/verify-token.js';

/**
 * The claims of a token as events have them: each value as text.
 *
 * Measured: numbers and booleans as JSON writes them, lists in brackets with a space between, objects as JSON, no member for
 * null; docs/aws/http-api.md section 12.
 */
export function printClaims(claims: Claims): Readonly<Record<string, string>> {
  const printed: Record<string, string> = {};
  for (const [name, value] of Object.entries(claims)) if (value !== null) setOwn(printed, name, printClaim(value));
  return printed;
}

function printClaim(value: unknown): string {
  if (isList(value)) return `[${value.map(printClaim).join(' ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Documented: `scp` or `scope`. Measured: `scp` goes before. Assumed: a list as well as a text with spaces between. */
export function scopesOf({ scp, scope }: Claims): readonly string[] {
  const granted = scp ?? scope;
  if (typeof granted === 'string') return granted.split(' ').filter((one) => one !== '');
  return isList(granted) ? granted.filter((one) => typeof one === 'string') : [];
}
