import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { describeCertificate } from '../../lib/runtime/client-certificate.js';
import { signatureAlgorithmOf } from '../../lib/runtime/signature-algorithm.js';
import { parseTrustStore } from '../../lib/runtime/trust-store.js';
import { CERTIFICATES } from '../support/certificates.js';

const NOW_MS = Date.UTC(2030, 0, 1);

type Name = keyof typeof CERTIFICATES;

const certificate = (name: Name): X509Certificate => new X509Certificate(CERTIFICATES[name]);

describe('TrustStore.trusts()', () => {
  test.each<[what: string, name: Name, store: readonly Name[], nowMs: number, trusted: boolean]>([
    ['a client whose chain is in the store', 'leaf', ['middle', 'root'], NOW_MS, true],
    ['a client without the root of its chain', 'leaf', ['middle'], NOW_MS, false],
    ['a client without the middle of its chain', 'leaf', ['root'], NOW_MS, false],
    ['a stranger', 'leaf', ['m2', 'root'], NOW_MS, false],
    ['a client that is in the store itself', 'leaf', ['leaf'], NOW_MS, false],
    ['a client that signed itself, in the store or not', 'self', ['self', 'root'], NOW_MS, false],
    ['a client of one that is no authority', 'below', ['leaf', 'middle', 'root'], NOW_MS, false],
    ['a chain of four', 'm3', ['m2', 'middle', 'root'], NOW_MS, true],
    ['a chain of five', 'deep', ['m3', 'm2', 'middle', 'root'], NOW_MS, false],
    ['a signature with SHA-1', 'sha1', ['root'], NOW_MS, false],
    ['a key that is short', 'weak', ['root'], NOW_MS, false],
    ['a client before its time', 'leaf', ['middle', 'root'], Date.UTC(2020, 0, 1), false],
    ['a client after its time', 'leaf', ['middle', 'root'], Date.UTC(2200, 0, 1), false],
  ])('%s', (_what, name, store, nowMs, trusted) => {
    const trustStore = parseTrustStore(store.map((authority) => CERTIFICATES[authority]).join('some text\n'));
    expect(trustStore.trusts(certificate(name), nowMs)).toBe(trusted);
  });

  test('a certificate whose content was changed after it was signed', () => {
    const changed = Buffer.from(certificate('leaf').raw);
    changed.write('Eve', changed.indexOf('Ana'));
    const trustStore = parseTrustStore(CERTIFICATES.middle + CERTIFICATES.root);
    expect(trustStore.trusts(new X509Certificate(changed), NOW_MS)).toBe(false);
  });
});

describe('parseTrustStore() refuses', () => {
  test.each([
    ['nothing', '', /found 0 certificates/],
    ['what is no certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', /certificate 1 of/],
    ['too many', CERTIFICATES.leaf.repeat(1001), /found 1001 certificates/],
    ['too much', CERTIFICATES.leaf + 'a'.repeat(1_000_000), /in 10\d+ bytes/],
  ])('%s', (_what, pem, message) => {
    expect(() => parseTrustStore(pem)).toThrow(message);
  });
});

test.each<[name: Name, algorithm: string | undefined]>([
  ['leaf', 'ecdsa-with-SHA256'],
  ['sha1', undefined],
])('signatureAlgorithmOf(%s): %s', (name, algorithm) => {
  expect(signatureAlgorithmOf(certificate(name).raw)).toBe(algorithm);
});

test('describeCertificate() tells what the certificate says of its owner', () => {
  const described = describeCertificate(certificate('leaf'));
  expect(described).toMatchObject({ subjectDN: 'C=US,O=Pets,CN=Ana', issuerDN: 'CN=Middle' });
  expect(described.clientCertPem).toBe(CERTIFICATES.leaf);
  expect(described.serialNumber).toMatch(/^[\da-f]{2}(:[\da-f]{2}){19}$/);
  expect(described.validity.notBefore).toMatch(/^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d 2026 GMT$/);
});
