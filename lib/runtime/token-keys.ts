import type { KeyObject } from 'node:crypto';

/** The public keys that issuers of tokens sign with. */
export interface TokenKeys {
  /**
   * Finds the key of that id among an issuer's own.
   *
   * @returns undefined: the issuer has no such key
   * @throws {Error} when the issuer's keys cannot be read, or nothing says where they are
   */
  find(issuer: string, keyId: string): Promise<KeyObject | undefined>;
}
