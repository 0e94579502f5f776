import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadClientCertificates } from '../../lib/cli/client-certificates.js';
import { createLocalAuthority } from '../../lib/runtime/server/self-signed-certificate.js';

const authority = createLocalAuthority(Date.now());
const pair = authority.issue(['gateway']);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-client-certificates-'));
  writeFileSync(join(folder, 'cert.pem'), pair.cert);
  writeFileSync(join(folder, 'key.pem'), pair.key);
  writeFileSync(join(folder, 'foreign.pem'), authority.issue(['other']).key);
});

afterAll(() => rmSync(folder, { recursive: true }));

const load = (cert: string, key: string): unknown =>
  loadClientCertificates({ folder, values: { clientCertificates: { Mine: { cert, key } } } });

test('loadClientCertificates() reads the files beside sluice.json', () => {
  expect(load('cert.pem', 'key.pem')).toEqual({ Mine: pair });
  expect(loadClientCertificates({ folder, values: {} })).toEqual({});
});

test.each([
  ['none.pem', 'key.pem', 'certificate-missing'],
  ['cert.pem', 'foreign.pem', 'certificate-invalid'],
  ['key.pem', 'key.pem', 'certificate-invalid'],
])('loadClientCertificates() refuses %s with %s', (cert, key, code) => {
  expect(() => load(cert, key)).toThrow(expect.objectContaining({ code }) as Error);
});
