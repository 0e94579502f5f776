import { createPublicKey, type KeyObject } from 'node:crypto';
import { isList } from '../../../support/is-list.js';
import { isObject } from '../../../support/is-object.js';
import type { Clock } from '../../environment.js';
import { UnreadableKeys, type TokenAlgorithm } from '../../token-keys.js';

/** Fetches a JSON Web Key Set, as its text says. */
export type LoadKeySet = () => Promise<unknown>;

/** Keys that were withdrawn are believed no longer than this. */
const MAX_AGE_MS = 60 * 60 * 1000;

/** Whoever makes up key ids causes one request in this time. */
const RELOAD_AFTER_MS = 30_000;

/** An issuer's keys, fetched when one is asked for that is not known: issuers add keys before they sign with them. */
export class KeySet {
  private keys: ReadonlyMap<string, PublishedKey> = new Map();
  private loading: Promise<void> | undefined;
  private loadedMs = -Infinity;
  private askedMs = -Infinity;

  constructor(
    private readonly load: LoadKeySet,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  /** @throws {Error} when the keys cannot be fetched or read */
  async find(keyId: string, algorithm: TokenAlgorithm): Promise<KeyObject | undefined> {
    const nowMs = this.clock.now();
    const known = nowMs - this.loadedMs < MAX_AGE_MS ? this.keys.get(keyId) : undefined;
    if (known !== undefined) return keyFor(algorithm, known);
    if (nowMs - this.askedMs >= RELOAD_AFTER_MS) {
      this.askedMs = nowMs;
      this.loading = this.reload(nowMs);
    }
    await this.loading;
    return keyFor(algorithm, this.keys.get(keyId));
  }

  private async reload(nowMs: number): Promise<void> {
    this.keys = readKeySet(await this.load());
    this.loadedMs = nowMs;
  }
}

/** A key of a key set. */
export interface PublishedKey {
  readonly key: KeyObject;
  /** The only one that the key is for; undefined: its issuer does not say. */
  readonly algorithm: TokenAlgorithm | undefined;
}

function keyFor(algorithm: TokenAlgorithm, published: PublishedKey | undefined): KeyObject | undefined {
  const isOther = published?.algorithm !== undefined && published.algorithm !== algorithm;
  return isOther ? undefined : published?.key;
}

/** Issuers have a handful. */
const MAX_KEYS = 100;

/**
 * Reads the keys of a JSON Web Key Set (RFC 7517) that signatures can be verified with here; others are left out.
 *
 * @throws {UnreadableKeys} for what is no key set
 */
export function readKeySet(document: unknown): ReadonlyMap<string, PublishedKey> {
  if (!isObject(document) || !isList(document.keys)) throw unreadable('it is no key set: expected {"keys": […]}');
  if (document.keys.length > MAX_KEYS) throw unreadable(`it has more than ${MAX_KEYS} keys`);
  return new Map(document.keys.flatMap(readKey));
}

function unreadable(problem: string): UnreadableKeys {
  return new UnreadableKeys('key-set', problem);
}

function readKey(jwk: unknown): readonly (readonly [keyId: string, key: PublishedKey])[] {
  if (!isObject(jwk)) return [];
  const { kty, kid, use = 'sig', alg, n, e } = jwk;
  if (kty !== 'RSA' || use !== 'sig' || !(alg === undefined || isTokenAlgorithm(alg))) return [];
  if (typeof kid !== 'string' || typeof n !== 'string' || typeof e !== 'string') return [];
  try {
    const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
    return isLongEnough(key) ? [[kid, { key, algorithm: alg }]] : [];
  } catch {
    return [];
  }
}

const ALGORITHMS: readonly unknown[] = ['RS256', 'RS384', 'RS512'] satisfies readonly TokenAlgorithm[];

export function isTokenAlgorithm(name: unknown): name is TokenAlgorithm {
  return ALGORITHMS.includes(name);
}

/** RFC 7518, 3.3: 2,048 bits and more. */
function isLongEnough({ asymmetricKeyDetails }: KeyObject): boolean {
  return (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
}
