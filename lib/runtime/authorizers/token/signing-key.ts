import { createHash, createPrivateKey, createPublicKey, generateKeyPair, sign, type KeyObject } from 'node:crypto';
import type { Claims } from './verify-token.js';

/** A private key that signs tokens. */
export interface SigningKey {
  /** The thumbprint of the public key (RFC 7638). */
  readonly id: string;
  readonly privateKey: KeyObject;
  /** The public key, as a key set has it. */
  readonly jwk: Readonly<Record<string, unknown>>;
}

/** Gives the key that signs the tokens of local user pools, and makes it when it is first asked for. */
export type LoadSigningKey = () => Promise<SigningKey>;

/** @returns a new key, in PEM */
export function generateSigningKey(): Promise<string> {
  return new Promise((resolve, reject) => {
    generateKeyPair(
      'rsa',
      {
        modulusLength: 2048,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      },
      (error, _publicKey, privateKey) => {
        if (error === null) resolve(privateKey);
        else reject(error);
      },
    );
  });
}

/** @throws {Error} for what is no private RSA key */
export function readSigningKey(pem: string): SigningKey {
  const privateKey = createPrivateKey(pem);
  const { kty, n, e } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (kty !== 'RSA') throw new Error('it is not an RSA key');
  const id = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
  return { id, privateKey, jwk: { kty, n, e, kid: id, alg: 'RS256', use: 'sig' } };
}

/** A key that lives as long as the process. */
export function ephemeralSigningKey(): LoadSigningKey {
  let key: Promise<SigningKey> | undefined;
  return () => (key ??= generateSigningKey().then(readSigningKey));
}

/** Signs claims as a JSON Web Token. */
export function signToken(claims: Claims, { id, privateKey }: SigningKey): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part), 'utf8').toString('base64url');
  const signed = `${encode({ kid: id, alg: 'RS256' })}.${encode(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed, 'ascii'), privateKey).toString('base64url')}`;
}
