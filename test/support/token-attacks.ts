import { createHmac } from 'node:crypto';
import { encodePart, signedToken, type TestKey } from './tokens.js';

/** A token that is valid, and the keys around it. */
export interface TokenUnderAttack {
  /** With a key id and the algorithm RS256. */
  readonly header: Readonly<Record<string, unknown>>;
  /** With `iss` and `exp`. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** The issuer's key. */
  readonly own: TestKey;
  /** An attacker's, under the same key id. */
  readonly foreign: TestKey;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Forges a token; each gets past some verifier that has been in use. */
export const TOKEN_ATTACKS: Readonly<Record<string, (valid: TokenUnderAttack) => string>> = {
  'no algorithm': ({ header, claims }) => `${encodePart({ ...header, alg: 'none' })}.${encodePart(claims)}.`,
  'no algorithm, with the signature of another': ({ header, claims, own }) =>
    signedToken({ ...header, alg: 'none' }, claims, own),
  'no algorithm in capitals': ({ header, claims }) =>
    `${encodePart({ ...header, alg: 'NONE' })}.${encodePart(claims)}.`,
  'no signature': ({ header, claims, own }) => withSignature(signedToken(header, claims, own), ''),
  'a signature of zeros': ({ header, claims, own }) =>
    withSignature(signedToken(header, claims, own), Buffer.alloc(256).toString('base64url')),
  'the public key as a shared secret': (valid) => keyConfusion('HS256', valid),
  'the same, said to be RS256': (valid) => keyConfusion('RS256', valid),
  'another RSA algorithm': ({ header, claims, own }) => signedToken({ ...header, alg: 'PS256' }, claims, own),
  'an algorithm in a list': ({ header, claims, own }) => signedToken({ ...header, alg: ['RS256'] }, claims, own),
  'the key of another': ({ header, claims, foreign }) => signedToken(header, claims, foreign),
  'a key that it brings along': ({ header, claims, foreign }) =>
    signedToken({ ...header, jwk: foreign.jwk }, claims, foreign),
  'an address of its key': ({ header, claims, foreign }) =>
    signedToken({ ...header, jku: 'http://127.0.0.1:9/keys.json' }, claims, foreign),
  'an address of its certificate': ({ header, claims, foreign }) =>
    signedToken({ ...header, x5u: 'http://127.0.0.1:9/cert.pem' }, claims, foreign),
  'a certificate of its own': ({ header, claims, foreign }) =>
    signedToken({ ...header, x5c: ['MIIB'] }, claims, foreign),
  'a path as key id': ({ header, claims, foreign }) =>
    signedToken({ ...header, kid: '../../../../dev/null' }, claims, foreign),
  'a query as key id': ({ header, claims, foreign }) =>
    signedToken({ ...header, kid: "' UNION SELECT 'key" }, claims, foreign),
  'a key id of every object': ({ header, claims, foreign }) =>
    signedToken({ ...header, kid: '__proto__' }, claims, foreign),
  'a long key id': ({ header, claims, own }) => signedToken({ ...header, kid: 'k'.repeat(4_000) }, claims, own),
  'no key id': ({ claims, own }) => signedToken({ alg: 'RS256' }, claims, own),
  'a number as key id': ({ header, claims, own }) => signedToken({ ...header, kid: 1 }, claims, own),
  'critical extensions': ({ header, claims, own }) =>
    signedToken({ ...header, crit: ['b64'], b64: false }, claims, own),
  'another issuer': ({ header, claims, own }) => signedToken(header, { ...claims, iss: `${String(claims.iss)}2` }, own),
  'issuers in a list': ({ header, claims, own }) => signedToken(header, { ...claims, iss: [claims.iss] }, own),
  'no issuer': ({ header, claims, own }) => signedToken(header, { ...claims, iss: undefined }, own),
  expiry: ({ header, claims, own, now }) => signedToken(header, { ...claims, exp: now - 1 }, own),
  'no expiry': ({ header, claims, own }) => signedToken(header, { ...claims, exp: undefined }, own),
  'an expiry in words': ({ header, claims, own }) => signedToken(header, { ...claims, exp: '9999999999' }, own),
  'an expiry beyond all dates': ({ header, claims, own }) =>
    signedToken(header, encodeClaims(claims, '"exp":1e300'), own),
  'a time when it becomes valid': ({ header, claims, own, now }) =>
    signedToken(header, { ...claims, nbf: now + 1 }, own),
  'a claim twice': ({ header, claims, own }) => signedToken(header, encodeClaims(claims, '"sub":"root"'), own),
  'a claim twice, once escaped': ({ header, claims, own }) =>
    signedToken(header, encodeClaims(claims, '"s\\u0075b":"root"'), own),
  'a header twice': ({ claims, own }) => signedToken('{"alg":"none","kid":"key-1","alg":"RS256"}', claims, own),
  'claims changed': ({ header, claims, own }) =>
    swapClaims(signedToken(header, claims, own), { ...claims, sub: 'root' }),
  'padding behind it': ({ header, claims, own }) => `${signedToken(header, claims, own)}=`,
  'space behind it': ({ header, claims, own }) => `${signedToken(header, claims, own)} x`,
  'a fourth part': ({ header, claims, own }) => `${signedToken(header, claims, own)}.e30`,
  'five parts, as if encrypted': () => 'e30.e30.e30.e30.e30',
  'two parts': ({ header, claims }) => `${encodePart(header)}.${encodePart(claims)}`,
  'a list for claims': ({ header, own }) => signedToken(header, '[]', own),
  'claims that are not JSON': ({ header, own }) => signedToken(header, 'sub=ann', own),
  'claims that are not UTF-8': ({ header, claims, own }) =>
    swapClaims(signedToken(header, claims, own), Buffer.from([0xff, 0xfe])),
  'deep nesting': ({ header, own }) => signedToken(header, `${'['.repeat(3_000)}${']'.repeat(3_000)}`, own),
  'nothing but a scheme': () => 'Bearer ',
  'a scheme twice': ({ header, claims, own }) => `Bearer Bearer ${signedToken(header, claims, own)}`,
  'another scheme': ({ header, claims, own }) => `Basic ${signedToken(header, claims, own)}`,
};

/** A token with another signature, in base64url. */
export function withSignature(token: string, signature: string): string {
  return [...token.split('.').slice(0, 2), signature].join('.');
}

function keyConfusion(alg: string, { header, claims, own }: TokenUnderAttack): string {
  const signed = `${encodePart({ ...header, alg })}.${encodePart(claims)}`;
  return `${signed}.${createHmac('sha256', own.publicPem).update(signed).digest('base64url')}`;
}

/** Valid claims with one more member before their end. */
function encodeClaims(claims: TokenUnderAttack['claims'], member: string): string {
  return `${JSON.stringify({ ...claims, exp: member.startsWith('"exp"') ? undefined : claims.exp }).slice(0, -1)},${member}}`;
}

function swapClaims(token: string, claims: object): string {
  const [header = '', , signature = ''] = token.split('.');
  return [header, Buffer.isBuffer(claims) ? claims.toString('base64url') : encodePart(claims), signature].join('.');
}
