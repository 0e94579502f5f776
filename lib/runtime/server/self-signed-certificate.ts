import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import type { KeyAndCertificate } from '../key-and-certificate.js';
import {
  derBitString,
  derBoolean,
  derExplicit,
  derImplicit,
  derInteger,
  derObjectIdentifier,
  derOctetString,
  derSequence,
  derSet,
  derUtcTime,
  derUtf8String,
} from './der.js';

/** Signs certificates for one run of a local server; its key never leaves the process. */
export interface LocalAuthority {
  /** What a client must trust, in PEM. */
  readonly certificate: string;
  /** @param names host names, wildcards (`*.example.com`) and IP addresses; the first is the subject */
  issue(names: readonly string[]): KeyAndCertificate;
}

const DAY_MS = 86_400_000;

/** Documented: Apple's systems take no certificate that is valid for longer (https://support.apple.com/en-us/103769). */
const VALID_DAYS = 90;

/**
 * Makes an authority of its own key, ECDSA on P-256: Node.js has keys and signatures and cannot write a certificate.
 *
 * Documented: https://www.rfc-editor.org/rfc/rfc5280 (form and extensions), https://www.rfc-editor.org/rfc/rfc5480 (keys)
 *
 * @param nowMs milliseconds since 1970; certificates are valid from the day before
 */
export function createLocalAuthority(nowMs: number): LocalAuthority {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer: Issuer = { name: `Sluice ${randomBytes(4).toString('hex')}`, ...own };
  const certificate = certify(issuer.name, own.publicKey, authorityExtensions(), issuer, nowMs);
  return {
    certificate,
    issue(names) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const [subject = 'localhost'] = names;
      const cert = certify(subject, publicKey, serverExtensions(names), issuer, nowMs);
      return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: cert + certificate };
    },
  };
}

interface Issuer {
  readonly name: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const COMMON_NAME = '2.5.4.3';
const ECDSA_WITH_SHA256 = derSequence(derObjectIdentifier('1.2.840.10045.4.3.2'));
const SERVER_AUTHENTICATION = derObjectIdentifier('1.3.6.1.5.5.7.3.1');
const EXTENSIONS = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAlternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;

/** RFC 5280, section 4.1: TBSCertificate, its algorithm, its signature. */
function certify(
  subject: string,
  publicKey: KeyObject,
  extensions: readonly Buffer[],
  issuer: Issuer,
  nowMs: number,
): string {
  const version3 = derExplicit(0, derInteger(Buffer.of(2)));
  const keyIdentifiers = [
    extension('subjectKeyIdentifier', derOctetString(keyIdentifier(publicKey))),
    extension('authorityKeyIdentifier', derSequence(derImplicit(0, keyIdentifier(issuer.publicKey)))),
  ];
  const content = derSequence(
    version3,
    derInteger(randomBytes(16)),
    ECDSA_WITH_SHA256,
    distinguishedName(issuer.name),
    derSequence(derUtcTime(nowMs - DAY_MS), derUtcTime(nowMs + VALID_DAYS * DAY_MS)),
    distinguishedName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    derExplicit(3, derSequence(...extensions, ...keyIdentifiers)),
  );
  const signature = sign('sha256', content, issuer.privateKey);
  return pem(derSequence(content, ECDSA_WITH_SHA256, derBitString(signature)));
}

function authorityExtensions(): readonly Buffer[] {
  const noFurtherAuthorities = derInteger(Buffer.of(0));
  return [
    extension('basicConstraints', derSequence(derBoolean(true), noFurtherAuthorities), true),
    extension('keyUsage', derBitString(Buffer.of(0b0000_0110), 1), true), // keyCertSign, cRLSign
  ];
}

function serverExtensions(names: readonly string[]): readonly Buffer[] {
  return [
    extension('basicConstraints', derSequence(), true),
    extension('keyUsage', derBitString(Buffer.of(0b1000_0000), 7), true), // digitalSignature
    extension('extendedKeyUsage', derSequence(SERVER_AUTHENTICATION)),
    extension('subjectAlternativeName', derSequence(...names.map(alternativeName))),
  ];
}

function extension(name: keyof typeof EXTENSIONS, value: Buffer, critical = false): Buffer {
  const identifier = derObjectIdentifier(EXTENSIONS[name]);
  return derSequence(identifier, ...(critical ? [derBoolean(true)] : []), derOctetString(value));
}

/** RFC 5280, section 4.2.1.6: dNSName or iPAddress. */
function alternativeName(name: string): Buffer {
  switch (isIP(name)) {
    case 4:
      return derImplicit(7, Buffer.from(name.split('.').map(Number)));
    case 6:
      return derImplicit(7, addressBytes(name));
    default:
      return derImplicit(2, Buffer.from(name, 'latin1'));
  }
}

/** 16 bytes; `::` stands for as many zeros as are missing. */
function addressBytes(address: string): Buffer {
  const [head = '', tail] = address.split('::');
  const groups = (text: string): readonly number[] =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const first = groups(head);
  const last = groups(tail ?? '');
  const zeros = new Array<number>(Math.max(0, 8 - first.length - last.length)).fill(0);
  return Buffer.from([...first, ...zeros, ...last].flatMap((group) => [group >> 8, group & 0xff]));
}

/** RFC 5280, appendix A.1 (ub-common-name); clients look at the alternative names. */
const MAX_COMMON_NAME = 64;

/** RFC 5280, section 4.1.2.4, with nothing but a common name. */
function distinguishedName(commonName: string): Buffer {
  return derSequence(
    derSet(derSequence(derObjectIdentifier(COMMON_NAME), derUtf8String(commonName.slice(0, MAX_COMMON_NAME)))),
  );
}

/** RFC 7093, section 2: any digest of the key will do. */
function keyIdentifier(publicKey: KeyObject): Buffer {
  const key = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest().subarray(0, 20);
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
