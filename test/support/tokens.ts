import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A key pair of an issuer, or of an attacker, with its entry in a key set. */
export interface TestKey {
  readonly privateKey: KeyObject;
  readonly publicPem: string;
  readonly jwk: Readonly<Record<string, unknown>>;
}

export function testKey(kid: string, modulusLength = 2048): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
  return {
    privateKey,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }) as string,
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' },
  };
}

/** One part of a token; a string is taken as it stands. */
export function encodePart(part: object | string): string {
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part), 'utf8').toString('base64url');
}

/** A token signed with RS256, whatever its parts say. */
export function signedToken(header: object | string, claims: object | string, { privateKey }: TestKey): string {
  const signed = `${encodePart(header)}.${encodePart(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}
