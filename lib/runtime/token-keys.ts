import type { KeyObject } from 'node:crypto';

/** How a token may be signed: with an RSA key, by the digest that the name ends with. */
export type TokenAlgorithm = 'RS256' | 'RS384' | 'RS512';

/** The public keys that issuers of tokens sign with. */
export interface TokenKeys {
  /**
   * Finds the key of that id among an issuer's own.
   *
   * @returns undefined: the issuer has no such key, or has it for another algorithm
   * @throws {UnreadableKeys} when the issuer's keys cannot be read, or nothing says where they are
   */
  find(issuer: string, keyId: string, algorithm: TokenAlgorithm): Promise<KeyObject | undefined>;
}

/** Why the keys of an issuer cannot be read, and which of its two documents is to blame. */
export class UnreadableKeys extends Error {
  constructor(
    readonly document: 'configuration' | 'key-set',
    message: string,
  ) {
    super(message);
  }
}
