import { verify } from 'node:crypto';
import type { TokenAlgorithm, TokenKeys } from '../../token-keys.js';
import { isTokenAlgorithm } from './key-set.js';
import { parseToken, type ParsedToken } from './parse-token.js';
import { verifiedTokensOf } from './verified-tokens.js';

/** What a token says, once it is certain who says so. */
export type Claims = Readonly<Record<string, unknown>>;

export type TokenVerdict =
  | { readonly kind: 'verified'; readonly claims: Claims }
  /** Genuine, but no longer valid. */
  | { readonly kind: 'expired' }
  /** `problem` is for the log. */
  | { readonly kind: 'refused'; readonly flaw: TokenFlaw; readonly problem: string };

/** What of a token is wrong. */
export type TokenFlaw = 'form' | 'algorithm' | 'key' | 'issuer' | 'signature' | 'times' | 'not-yet-valid';

/** Only those with a pair of keys: no algorithm can be talked into taking a public key for a shared secret. */
const DIGESTS: Readonly<Record<TokenAlgorithm, string>> = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512' };

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
 * @param algorithms of which the token must be signed with one; default: that of user pools
 * @throws {Error} when the issuer's keys cannot be read
 */
export async function verifyToken(
  token: string,
  issuers: ReadonlySet<string>,
  keys: TokenKeys,
  nowMs: number,
  algorithms: ReadonlySet<TokenAlgorithm> = ALGORITHMS_OF_USER_POOLS,
): Promise<TokenVerdict> {
  const remembered = verifiedTokensOf(keys);
  const known = remembered.get(token);
  const parsed = known?.parsed ?? parseToken(token);
  if (typeof parsed === 'string') return refused('form', parsed);
  const { header, claims, signed, signature } = parsed;
  const { alg, kid, crit } = header;
  if (!isTokenAlgorithm(alg) || !algorithms.has(alg))
    return refused('algorithm', `its algorithm is not ${[...algorithms].join(', ')}`);
  if (crit !== undefined) return refused('form', 'it has critical extensions');
  if (typeof kid !== 'string' || kid.length > MAX_KEY_ID_CHARACTERS) return refused('key', 'it names no key');
  const { iss } = claims;
  if (typeof iss !== 'string' || !issuers.has(iss)) return refused('issuer', 'it is of another issuer');
  const key = await keys.find(iss, kid, alg);
  if (key === undefined) return refused('key', 'its issuer has no such key');
  if (known?.key !== key) {
    if (!verify(DIGESTS[alg], Buffer.from(signed, 'ascii'), key, signature))
      return refused('signature', 'its signature is wrong');
    remembered.set(token, { parsed, key });
  }
  return verifyTimes(parsed, nowMs);
}

const ALGORITHMS_OF_USER_POOLS: ReadonlySet<TokenAlgorithm> = new Set(['RS256']);

function verifyTimes({ claims }: ParsedToken, nowMs: number): TokenVerdict {
  const { exp, nbf, iat } = claims;
  if (!isNumericDate(exp)) return refused('times', 'it has no expiry');
  if ([nbf, iat].some((time) => time !== undefined && !isNumericDate(time)))
    return refused('times', 'its times are not numbers');
  if (exp * 1000 <= nowMs) return { kind: 'expired' };
  if (isNumericDate(nbf) && nbf * 1000 > nowMs) return refused('not-yet-valid', 'it is not valid yet');
  return { kind: 'verified', claims };
}

/** Seconds since 1970, as far as JavaScript's dates reach. */
function isNumericDate(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e12;
}

function refused(flaw: TokenFlaw, problem: string): TokenVerdict {
  return { kind: 'refused', flaw, problem };
}
