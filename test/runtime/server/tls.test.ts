import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectPlainly } from 'node:net';
import { connect, type PeerCertificate } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { listen, type HttpListener } from '../../../lib/runtime/server/http-server.js';
import { createLocalAuthority } from '../../../lib/runtime/server/self-signed-certificate.js';
import { generatedCertificates, givenCertificates, type ServerTls } from '../../../lib/runtime/server/tls.js';

const NOW_MS = Date.now();
const DAY_MS = 86_400_000;
const listeners: HttpListener[] = [];

afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.close(0)));
});

async function serve({ options }: ServerTls): Promise<HttpListener> {
  const listener = await listen(
    ({ protocol }) => Promise.resolve({ status: 200, headers: [], body: Buffer.from(protocol) }),
    { port: 0, tls: options },
  );
  listeners.push(listener);
  return listener;
}

interface Handshake {
  readonly certificate: PeerCertificate;
  readonly protocol: string | null;
  readonly answer: string;
}

/** One request on a real socket; rejects when the certificate is not believed. */
function request(port: number, servername: string, ca: string | undefined, maxVersion?: 'TLSv1.1'): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      port,
      host: '127.0.0.1',
      ...(servername !== '' && { servername }),
      ...(ca !== undefined && { ca }),
      ...(maxVersion !== undefined && { maxVersion, minVersion: maxVersion }),
    });
    let answer = '';
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerCertificate();
      const protocol = socket.getProtocol();
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      socket.once('close', () => resolve({ certificate, protocol, answer }));
      socket.write(`GET / HTTP/1.1\r\nHost: ${servername}\r\nConnection: close\r\n\r\n`);
    });
  });
}

describe('generatedCertificates()', () => {
  const domains = ['api.example.com', '*.pets.example.com'];
  const generated = generatedCertificates('127.0.0.1', () => domains, NOW_MS);

  test.each<[serverName: string, names: string]>([
    ['api.example.com', 'DNS:api.example.com'],
    ['API.example.com', 'DNS:api.example.com'],
    ['cats.pets.example.com', 'DNS:*.pets.example.com'],
    ['localhost', 'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1'],
  ])('%s is shown its own certificate, which its authority vouches for', async (serverName, names) => {
    const { port } = await serve(generated);
    const { certificate, answer } = await request(port, serverName, generated.authority);
    expect(certificate.subjectaltname).toBe(names);
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\nhttps$/);
  });

  test('no name at all is shown the certificate of the address', async () => {
    const { port } = await serve(generated);
    const { certificate } = await request(port, '', generated.authority);
    expect(certificate.subject.CN).toBe('localhost');
  });

  test('a server that closes does not wait for who has not asked or not shaken hands', async () => {
    const listener = await serve(generated);
    const address = { port: listener.port, host: '127.0.0.1' };
    await once(connectPlainly(address), 'connect');
    await once(connect({ ...address, ca: generated.authority, servername: 'localhost' }), 'session');
    await expect(request(listener.port, 'localhost', generated.authority)).resolves.toBeDefined();
    await listener.close(2 ** 30);
  });

  test('a stranger does not believe it, nor does anybody for another name', async () => {
    const { port } = await serve(generated);
    await expect(request(port, 'api.example.com', undefined)).rejects.toThrow(/self-signed|unable to/);
    await expect(request(port, 'other.example.com', generated.authority)).rejects.toThrow(/altnames/);
  });

  test('serves a domain that came later', async () => {
    const names: string[] = [];
    const tls = generatedCertificates('127.0.0.1', () => names, NOW_MS);
    const { port } = await serve(tls);
    await expect(request(port, 'late.example.com', tls.authority)).rejects.toThrow(/altnames/);
    names.push('late.example.com');
    const { certificate } = await request(port, 'late.example.com', tls.authority);
    expect(certificate.subject.CN).toBe('late.example.com');
  });

  test('speaks nothing older than TLS 1.2', async () => {
    const { port } = await serve(generated);
    await expect(request(port, 'localhost', generated.authority, 'TLSv1.1')).rejects.toThrow();
    await expect(request(port, 'localhost', generated.authority)).resolves.toMatchObject({ protocol: 'TLSv1.3' });
  });
});

describe('givenCertificates()', () => {
  const authority = createLocalAuthority(NOW_MS);
  const first = authority.issue(['first.example.com', 'localhost']);
  const second = authority.issue(['*.second.example.com']);

  test.each<[serverName: string, subject: string]>([
    ['first.example.com', 'first.example.com'],
    ['a.second.example.com', '*.second.example.com'],
    ['localhost', 'first.example.com'],
  ])('%s is shown the certificate of %s', async (serverName, subject) => {
    const { port } = await serve(givenCertificates(first, [second]));
    const { certificate } = await request(port, serverName, authority.certificate);
    expect(certificate.subject.CN).toBe(subject);
  });

  test.each<[what: string, pair: { readonly key: string; readonly cert: string }]>([
    ['no certificate', { key: first.key, cert: 'nonsense' }],
    ['a key of another certificate', { key: second.key, cert: first.cert }],
  ])('refuses %s', (_what, pair) => {
    expect(() => givenCertificates(pair, [])).toThrow(
      expect.objectContaining({ code: 'certificate-invalid' }) as Error,
    );
  });
});

describe('createLocalAuthority()', () => {
  const authority = createLocalAuthority(NOW_MS);
  const root = new X509Certificate(authority.certificate);

  test('is an authority, signed by itself', () => {
    expect(root.ca).toBe(true);
    expect(root.checkIssued(root)).toBe(true);
    expect(root.verify(root.publicKey)).toBe(true);
  });

  test.each<[names: readonly string[], checks: (certificate: X509Certificate) => unknown]>([
    [['a.example.com', 'b.example.com'], (certificate) => certificate.checkHost('b.example.com')],
    [['*.example.com'], (certificate) => certificate.checkHost('a.example.com')],
    [['10.1.2.3'], (certificate) => certificate.checkIP('10.1.2.3')],
    [['2001:db8::ff00:42'], (certificate) => certificate.checkIP('2001:db8::ff00:42')],
    [['::'], (certificate) => certificate.checkIP('::')],
    [['fe80::'], (certificate) => certificate.checkIP('fe80::')],
    [['1:2:3:4:5:6:7:8'], (certificate) => certificate.checkIP('1:2:3:4:5:6:7:8')],
    [
      [`${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.example.com`],
      (certificate) => certificate.subjectAltName,
    ],
  ])('issues a certificate for %j', (names, checks) => {
    const { cert, key } = authority.issue(names);
    const certificate = new X509Certificate(cert);
    expect(checks(certificate)).toBeDefined();
    expect(certificate.checkIssued(root)).toBe(true);
    expect(certificate.verify(root.publicKey)).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(key).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    expect(cert).toContain(authority.certificate);
  });

  test('is valid from the day before, for ninety days', () => {
    expect(Date.parse(root.validFrom)).toBe(Math.floor((NOW_MS - DAY_MS) / 1_000) * 1_000);
    expect(Date.parse(root.validTo)).toBe(Math.floor((NOW_MS + 90 * DAY_MS) / 1_000) * 1_000);
  });

  test('has a serial number of its own for each certificate', () => {
    const serials = new Set(
      Array.from({ length: 50 }, () => new X509Certificate(authority.issue(['a']).cert).serialNumber),
    );
    expect(serials.size).toBe(50);
  });
});
