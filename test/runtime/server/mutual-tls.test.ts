import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalRuntime, type RuntimeSource } from '../../../lib/runtime/index.js';
import { listen, type HttpListener } from '../../../lib/runtime/server/http-server.js';
import type { KeyAndCertificate } from '../../../lib/runtime/key-and-certificate.js';
import { createLocalAuthority } from '../../../lib/runtime/server/self-signed-certificate.js';
import { generatedCertificates } from '../../../lib/runtime/server/tls.js';
import { parseTrustStore } from '../../../lib/runtime/trust-store.js';
import { lambdaOperation, mockOperation, runtimeSource } from '../../support/runtime-source.js';

const NOW_MS = Date.now();
const authority = createLocalAuthority(NOW_MS);
const ana = authority.issue(['ana']);
const stranger = createLocalAuthority(NOW_MS).issue(['ana']);

function source(): RuntimeSource {
  const { collection, functions } = runtimeSource({
    paths: {
      '/event': { get: lambdaOperation('echo') },
      '/context': { get: mockOperation('$context.identity.clientCert.subjectDN') },
    },
    functions: {
      echo: (event) =>
        Promise.resolve({
          statusCode: 200,
          body: JSON.stringify((event as { requestContext: { identity: unknown } }).requestContext.identity),
        }),
    },
    stages: [{ name: 'prod' }],
  });
  const mutualTls = { truststoreUri: 's3://bucket/authorities.pem' };
  const mappings = [{ api: 'Pets', stage: 'prod' }];
  return {
    functions,
    collection: {
      ...collection,
      domainNames: [
        { id: 'Guarded', name: 'guarded.example.com', mappings, mutualTls },
        { id: 'Other', name: 'other.example.com', mappings, mutualTls },
        { id: 'Open', name: 'open.example.com', mappings },
      ],
    },
  };
}

let runtime: LocalRuntime;
let listener: HttpListener;
const tls = generatedCertificates('127.0.0.1', () => runtime.gateway.domains.map(({ name }) => name), NOW_MS);

beforeAll(async () => {
  runtime = new LocalRuntime(source(), {
    lambdaIsolation: 'inline',
    trustStores: {
      'guarded.example.com': parseTrustStore(authority.certificate),
      'other.example.com': parseTrustStore(createLocalAuthority(NOW_MS).certificate),
    },
  });
  const { gateway } = runtime;
  listener = await listen((request) => gateway.handle(request, gateway.apis[0]?.apiId ?? ''), {
    port: 0,
    tls: tls.options,
    requiresClientCertificate: (name) => gateway.domains.find((one) => one.name === name)?.trustStore !== undefined,
  });
});

afterAll(async () => {
  await listener.close(0);
  await runtime.close();
});

interface Call {
  readonly servername: string;
  /** Default: the server name. */
  readonly host?: string;
  readonly path?: string;
  readonly client?: KeyAndCertificate;
  readonly session?: Buffer;
  readonly maxVersion?: 'TLSv1.2';
  readonly onSession?: (session: Buffer) => void;
}

/** Status and body; `cut` where the connection ends without an answer. */
function call({ servername, host = servername, path = '/context', client, session, maxVersion, onSession }: Call) {
  return new Promise<string>((resolve) => {
    const socket = connect({
      port: listener.port,
      host: '127.0.0.1',
      servername,
      ...(tls.authority !== undefined && { ca: tls.authority }),
      ...client,
      ...(session !== undefined && { session }),
      ...(maxVersion !== undefined && { maxVersion }),
    });
    let answer = '';
    socket.on('session', (one: Buffer) => onSession?.(one));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    socket.once('close', () => {
      const [, status, body] = /^HTTP\/1\.1 (\d+)[^]*?\r\n\r\n([^]*)$/.exec(answer) ?? [];
      resolve(status === undefined ? 'cut' : `${status} ${body ?? ''}`);
    });
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  });
}

describe('a domain with mutual TLS', () => {
  const GUARDED = 'guarded.example.com';
  const FORBIDDEN = '403 {"message":"Forbidden"}';

  test.each<[what: string, asked: Call, answer: string]>([
    ['lets in whom its trust store vouches for', { servername: GUARDED, client: ana }, '200 CN=ana'],
    ['does so over TLS 1.2', { servername: GUARDED, client: ana, maxVersion: 'TLSv1.2' }, '200 CN=ana'],
    ['cuts who shows nothing', { servername: GUARDED }, 'cut'],
    ['cuts who shows nothing over TLS 1.2', { servername: GUARDED, maxVersion: 'TLSv1.2' }, 'cut'],
    ['cuts who shows nothing under a name in other letters', { servername: 'GUARDED.example.com' }, 'cut'],
    ['forbids a stranger of the same name', { servername: GUARDED, client: stranger }, FORBIDDEN],
    ['forbids who is trusted elsewhere', { servername: 'other.example.com', client: ana }, FORBIDDEN],
    ['is not reached by the name of another host', { servername: 'open.example.com', host: GUARDED }, FORBIDDEN],
    ['is not reached without a name', { servername: 'localhost', host: GUARDED }, FORBIDDEN],
    [
      'is not reached by a stranger by the name of another host',
      { servername: 'open.example.com', host: GUARDED, client: stranger },
      FORBIDDEN,
    ],
    ['leaves other hosts to everybody', { servername: 'open.example.com' }, '200 '],
    ['says nothing of a certificate there', { servername: 'open.example.com', client: ana }, '200 '],
  ])('%s', async (_what, asked, answer) => {
    expect(await call(asked)).toBe(answer);
  });

  test('tells a function of the certificate', async () => {
    const answer = await call({ servername: GUARDED, client: ana, path: '/event' });
    expect(JSON.parse(answer.slice(4))).toMatchObject({
      sourceIp: '127.0.0.1',
      clientCert: {
        clientCertPem: ana.cert.slice(0, -authority.certificate.length),
        subjectDN: 'CN=ana',
        issuerDN: expect.stringMatching(/^CN=Sluice /) as string,
        serialNumber: expect.stringMatching(/^[\da-f]{2}(:[\da-f]{2})+$/) as string,
        validity: {
          notBefore: expect.stringMatching(/ GMT$/) as string,
          notAfter: expect.stringMatching(/ GMT$/) as string,
        },
      },
    });
    const elsewhere = await call({ servername: 'open.example.com', path: '/event' });
    expect(JSON.parse(elsewhere.slice(4))).not.toHaveProperty('clientCert');
  });

  test.each(['TLSv1.2', undefined] as const)(
    'takes a session up again for its own host only (%s)',
    async (maxVersion) => {
      const sessions: Buffer[] = [];
      const version = maxVersion === undefined ? {} : { maxVersion };
      const first = { servername: GUARDED, client: ana, onSession: (one: Buffer) => sessions.push(one), ...version };
      expect(await call(first)).toBe('200 CN=ana');
      const [session] = sessions;
      if (session === undefined) throw new Error('The server gave no session');
      expect(await call({ servername: GUARDED, client: ana, session, ...version })).toBe('200 CN=ana');
      expect(await call({ servername: 'other.example.com', client: ana, session, ...version })).toBe(FORBIDDEN);
      expect(await call({ servername: 'open.example.com', host: 'other.example.com', session, ...version })).toBe(
        FORBIDDEN,
      );
    },
  );
});
