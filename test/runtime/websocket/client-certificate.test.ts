import { expect, test } from 'vitest';
import type { HttpClient } from '../../../lib/runtime/http-client.js';
import { createLocalAuthority } from '../../../lib/runtime/server/self-signed-certificate.js';
import { STUB_BACKEND } from '../../support/served-definition.js';
import { TestClient } from './client.js';
import { serve } from './serve.js';

const certificate = createLocalAuthority(Date.now()).issue(['gateway']);

test.each<[stage: object, shown: string | undefined, warnings: number]>([
  [{ ClientCertificateId: 'mine' }, 'mine', 0],
  [{ ClientCertificateId: 'lost' }, 'lost', 1],
  [{}, undefined, 0],
])('a backend of a stage with %j is shown the certificate %s, with %i warnings', async (stage, shown, warnings) => {
  const asked: (string | undefined)[] = [];
  const http: HttpClient = {
    ...STUB_BACKEND,
    send: (request) => {
      asked.push(request.tls?.clientCertificateId);
      return STUB_BACKEND.send(request);
    },
  };
  const integration = { IntegrationType: 'HTTP_PROXY', IntegrationMethod: 'POST', IntegrationUri: 'https://b.test/' };
  const { url, gateway } = await serve(
    { say: { integration, respond: true } },
    { http, clientCertificates: { mine: certificate }, more: { stage } },
  );
  const client = await TestClient.connect(url);
  client.send({ action: 'say' });
  await client.receive();
  expect(asked).toEqual([shown]);
  const lost = gateway.diagnostics.filter(({ message }) => message.includes('without the client certificate lost'));
  expect(lost).toHaveLength(warnings);
});
