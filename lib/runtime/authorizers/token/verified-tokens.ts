import type { KeyObject } from 'node:crypto';
import { BoundedMap } from '../../../support/bounded-map.js';
import type { TokenKeys } from '../../token-keys.js';
import type { ParsedToken } from './parse-token.js';

/** A token whose signature is genuine, by the key that says so. Its times are still to be looked at. */
export interface VerifiedToken {
  readonly parsed: ParsedToken;
  readonly key: KeyObject;
}

/** Clients send a token many times; beyond this, the oldest go. */
const MAX_TOKENS = 1_000;

const VERIFIED = new WeakMap<TokenKeys, BoundedMap<string, VerifiedToken>>();

/**
 * Tokens whose signature was verified with these keys, so that a signature is verified once. Forged tokens are not in it: whoever
 * makes them up pushes nothing out.
 */
export function verifiedTokensOf(keys: TokenKeys): BoundedMap<string, VerifiedToken> {
  let tokens = VERIFIED.get(keys);
  if (tokens === undefined) VERIFIED.set(keys, (tokens = new BoundedMap(MAX_TOKENS)));
  return tokens;
}
