import type { KeyObject } from 'node:crypto';
import { UnreadableKeys, type TokenAlgorithm, type TokenKeys } from '../../token-keys.js';
import type { KeySet } from './key-set.js';

/** The keys of the issuers that an operator names, and one key that signs for the issuers that are only local. */
export class IssuerKeys implements TokenKeys {
  private readonly sets: Map<string, KeySet>;

  constructor(
    given: Iterable<readonly [issuer: string, keys: KeySet]>,
    private readonly local: KeySet,
  ) {
    this.sets = new Map(given);
  }

  /** What an operator says of an issuer goes before. */
  addLocal(issuer: string): void {
    if (!this.sets.has(issuer)) this.sets.set(issuer, this.local);
  }

  get issuers(): readonly string[] {
    return [...this.sets.keys()];
  }

  get localIssuers(): readonly string[] {
    return this.issuers.filter((issuer) => this.sets.get(issuer) === this.local);
  }

  find(issuer: string, keyId: string, algorithm: TokenAlgorithm): Promise<KeyObject | undefined> {
    const keys = this.sets.get(issuer);
    return keys === undefined
      ? Promise.reject(new UnreadableKeys('configuration', 'nothing says where its keys are'))
      : keys.find(keyId, algorithm);
  }
}
