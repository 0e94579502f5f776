import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLocalAuthority } from '../../lib/runtime/server/self-signed-certificate.js';
import { restApi, ServedApi } from '../support/rest-request.js';

const authority = createLocalAuthority(Date.now());
let backend: Server;
let uri: string;

beforeAll(async () => {
  const settings = { ...authority.issue(['localhost']), requestCert: true, rejectUnauthorized: false };
  backend = createServer(settings, ({ socket }, response) => {
    const shown = (socket as TLSSocket).getPeerX509Certificate();
    response.end(shown?.subject ?? 'nothing');
  });
  await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
  uri = `https://localhost:${(backend.address() as AddressInfo).port}/`;
});

afterAll(() => {
  backend.close();
});

describe('a backend is shown the client certificate of the stage', () => {
  test.each(['HTTP', 'HTTP_PROXY'] as const)('%s', async (type) => {
    const integration = {
      type,
      httpMethod: 'GET',
      uri,
      insecureSkipVerification: true,
      ...(type === 'HTTP' && { responses: [{ statusCode: '200' }] }),
    };
    const stages = [
      { name: 'dev', clientCertificateId: 'mine' },
      { name: 'other', clientCertificateId: 'other' },
      { name: 'none' },
      { name: 'lost', clientCertificateId: 'lost' },
    ];
    const api = new ServedApi(restApi({ 'GET /': { integration } }, { stages }), {
      clientCertificates: { mine: authority.issue(['gateway']), other: authority.issue(['other']) },
    });
    const bodies: string[] = [];
    // Twice: kept connections are not shared by stages.
    for (const stage of ['dev', 'other', 'none', 'lost', 'none', 'other', 'dev']) {
      bodies.push((await api.send({ stage })).body.toString());
    }
    expect(bodies).toEqual(['CN=gateway', 'CN=other', 'nothing', 'nothing', 'nothing', 'CN=other', 'CN=gateway']);
    expect(api.runtime.diagnostics.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The stage is served without the client certificate lost towards backends/),
    ]);
    expect(JSON.stringify(api.runtime.gateway.traces)).not.toContain('PRIVATE KEY');
    await api.runtime.close();
  });
});
