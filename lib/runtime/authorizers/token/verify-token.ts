import { verify } from 'node:crypto';
import type { TokenKeys } from '../../token-keys.js';
import { parseToken, type ParsedToken } from './parse-token.js';

/** What a token says, once it is certain who says so. */
export type Claims = Readonly<Record<string, unknown>>;

export type TokenVerdict =
  | { readonly kind: 'verified'; readonly claims: Claims }
  /** Genuine, but no longer valid. */
  | { readonly kind: 'expired' }
  /** `problem` is for the log. */
  | { readonly kind: 'refused'; readonly problem: string };

/** The only algorithm that is accepted: no other can be talked into taking a public key for a shared secret. */
const ALGORITHM = 'RS256';
const DIGEST = 'sha256';

/** Of an issuer's key id; what is longer is not looked for. */
const MAX_KEY_ID_CHARACTERS = 256;

/**
 * Verifies a token: form, algorithm, issuer, signature, times. Only the issuer's own keys count; keys and addresses of keys
 * that a token brings along (`jwk`, `jku`, `x5c`, `x5u`) are not looked at.
 *
 * Documented: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 * Assumed: clocks agree to the second; a token needs an expiry; one with extensions that must be understood (`crit`) is refused.
 *
 * @param issuers of which the token must be
 * @throws {Error} when the issuer's keys cannot be read
 */
export async function verifyToken(
  token: string,
  issuers: ReadonlySet<string>,
  keys: TokenKeys,
  nowMs: number,
): Promise<TokenVerdict> {
  const parsed = parseToken(token);
  if (typeof parsed === 'string') return refused(parsed);
  const { header, claims, signed, signature } = parsed;
  const { alg, kid, crit } = header;
  if (alg !== ALGORITHM) return refused(`its algorithm is not ${ALGORITHM}`);
  if (crit !== undefined) return refused('it has critical extensions');
  if (typeof kid !== 'string' || kid.length > MAX_KEY_ID_CHARACTERS) return refused('it names no key');
  const { iss } = claims;
  if (typeof iss !== 'string' || !issuers.has(iss)) return refused('it is of another issuer');
  const key = await keys.find(iss, kid);
  if (key === undefined) return refused('its issuer has no such key');
  if (!verify(DIGEST, Buffer.from(signed, 'ascii'), key, signature)) return refused('its signature is wrong');
  return verifyTimes(parsed, nowMs);
}

function verifyTimes({ claims }: ParsedToken, nowMs: number): TokenVerdict {
  const { exp, nbf, iat } = claims;
  if (!isNumericDate(exp)) return refused('it has no expiry');
  if ([nbf, iat].some((time) => time !== undefined && !isNumericDate(time)))
    return refused('its times are not numbers');
  if (exp * 1000 <= nowMs) return { kind: 'expired' };
  if (isNumericDate(nbf) && nbf * 1000 > nowMs) return refused('it is not valid yet');
  return { kind: 'verified', claims };
}

/** Seconds since 1970, as far as JavaScript's dates reach. */
function isNumericDate(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e12;
}

function refused(problem: string): TokenVerdict {
  return { kind: 'refused', problem };
}
