import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Identity } from '../../identity.js';
import { BoundedMap } from '../../../support/bounded-map.js';
import { canonicalRequest, sha256 } from './canonical-request.js';
import type { SignatureClaim, SignedRequest } from './signature-claim.js';

/** Where a signature has to be made for. */
export interface SigningScope {
  readonly region: string;
  readonly service: string;
}

/** Why a signature does not hold. */
export type SignatureProblem =
  | { readonly kind: 'unknown-access-key' | 'expired-token' }
  | { readonly kind: 'invalid-signature'; readonly complaint: string };

/** Documented: the time of a request may be five minutes off. */
const MAX_SKEW_MS = 300_000;

/**
 * Verifies a signature: that its key is known, its scope and time are right, and it is the one of this request.
 *
 * Observed: the words for a wrong secret, for a time that is off and for an unknown key (docs/aws/authorization.md section 10).
 * Assumed: a session token that is missing or another is told as an unknown key is; the words for a wrong scope are those
 * that other services have.
 *
 * @param identity of the access key; undefined: there is none
 * @returns undefined for a signature that holds
 */
export function verifySignature(
  request: SignedRequest,
  claim: SignatureClaim,
  identity: Identity | undefined,
  scope: SigningScope,
  nowMs: number,
): SignatureProblem | undefined {
  if (identity === undefined || identity.sessionToken !== claim.sessionToken) return { kind: 'unknown-access-key' };
  if (claim.region !== scope.region) return invalid(`Credential should be scoped to a valid region. `);
  if (claim.service !== scope.service) {
    return invalid(`Credential should be scoped to correct service: '${scope.service}'. `);
  }
  const late = complainOfTime(claim, nowMs);
  if (late !== undefined) return invalid(late);
  if (identity.expiresAtMs !== undefined && identity.expiresAtMs <= nowMs) return { kind: 'expired-token' };
  const given = Buffer.from(claim.signature, 'utf8');
  const isMade = (plusIsSpace: boolean): boolean => {
    const made = Buffer.from(
      sign(canonicalRequest(request, claim, plusIsSpace), claim, identity.secretAccessKey),
      'utf8',
    );
    return made.length === given.length && timingSafeEqual(made, given);
  };
  if (isMade(false) || (request.queryString.includes('+') && isMade(true))) return undefined;
  return invalid(
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  );
}

function complainOfTime({ timestamp, date, expiresSeconds }: SignatureClaim, nowMs: number): string | undefined {
  if (!timestamp.startsWith(date)) {
    return `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${timestamp.slice(0, 8)}', from '${timestamp}'.`;
  }
  const signedMs = parseTimestamp(timestamp);
  const now = printTimestamp(nowMs);
  if (!(signedMs - nowMs <= MAX_SKEW_MS)) {
    return `Signature not yet current: ${timestamp} is still later than ${printTimestamp(nowMs + MAX_SKEW_MS)} (${now} + 5 min.)`;
  }
  const ageMs = nowMs - signedMs;
  if (expiresSeconds === undefined ? ageMs > MAX_SKEW_MS : ageMs > expiresSeconds * 1_000) {
    const limit = printTimestamp(nowMs - MAX_SKEW_MS);
    return `Signature expired: ${timestamp} is now earlier than ${limit} (${now} - 5 min.)`;
  }
  return undefined;
}

/** NaN for what is no time, such as one of a thirteenth month: no comparison finds it near. */
function parseTimestamp(timestamp: string): number {
  return Date.parse(timestamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function printTimestamp(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function sign(canonical: string, { timestamp, date, region, service }: SignatureClaim, secret: string): string {
  const scope = `${date}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n');
  return hmac(signingKey(secret, date, region, service), text).toString('hex');
}

/** A key is the same for a day: without this, a signature is five times the work. */
const keys = new BoundedMap<string, Buffer>(1_000);

function signingKey(secret: string, date: string, region: string, service: string): Buffer {
  const name = [secret, date, region, service].join('\n');
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`) as Buffer;
  keys.set(name, key);
  return key;
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

function invalid(complaint: string): SignatureProblem {
  return { kind: 'invalid-signature', complaint };
}
