import { X509Certificate } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import {
  EMPTY_COLLECTION,
  parseAccessLogFormat,
  parseHttpRouteKey,
  reference,
  type ApiMapping,
  type DomainName,
  type HttpApi,
  type PayloadFormatVersion,
} from '../../../lib/model/index.js';
import { LocalRuntime, type HttpRequest, type HttpResponse, type RuntimeOptions } from '../../../lib/runtime/index.js';
import { parseTrustStore } from '../../../lib/runtime/trust-store.js';
import { FIXED_IDS } from '../../support/behaviour.js';
import { CERTIFICATES } from '../../support/certificates.js';
import { functionArn } from '../../support/http-api.js';
import { wholeBody } from '../../support/whole-body.js';

const HOST = 'api.example.com';
const NOW_MS = Date.UTC(2030, 0, 1);

const open: LocalRuntime[] = [];
afterEach(() => Promise.all(open.splice(0).map((runtime) => runtime.close())));

/** An HTTP API with the stages `$default` and `dev`, whose function returns its event. */
function api(id: string, version: PayloadFormatVersion = '2.0', more: Partial<HttpApi> = {}): HttpApi {
  const integration = { type: 'AWS_PROXY', uri: functionArn('echo'), payloadFormatVersion: version } as const;
  return {
    ...{ protocol: 'HTTP', id, name: id, authorizers: [], stages: [{ name: '$default' }, { name: 'dev' }] },
    routes: [{ routeKey: parseHttpRouteKey('GET /items/{id}'), integration }],
    ...more,
  };
}

function serve(
  apis: readonly HttpApi[],
  mappings: readonly ApiMapping[],
  domain: Partial<DomainName> = {},
  options: RuntimeOptions = {},
): LocalRuntime {
  const domainNames = [{ id: 'Domain', name: HOST, mappings, ...domain }];
  const settings = { handler: '', environment: {}, timeoutMs: 3_000, memoryMegabytes: 128 };
  const handler = (event: unknown): Promise<unknown> =>
    Promise.resolve({ statusCode: 200, body: JSON.stringify(event) });
  const runtime = new LocalRuntime(
    {
      collection: { ...EMPTY_COLLECTION, apis, domainNames },
      functions: [{ ...settings, name: 'echo', code: { kind: 'function', handler } }],
    },
    { lambdaIsolation: 'inline', ids: FIXED_IDS, clock: { now: () => NOW_MS }, ...options },
  );
  open.push(runtime);
  return runtime;
}

function get({ gateway }: LocalRuntime, target: string, more: Partial<HttpRequest> = {}): Promise<HttpResponse> {
  return gateway.handle(
    {
      ...{
        method: 'GET',
        target,
        headers: [
          ['Host', HOST],
          ['X-Own', '1'],
        ],
        body: Buffer.alloc(0),
      },
      ...{ sourceIp: '127.0.0.1', protocol: 'https', httpVersion: 'HTTP/1.1' },
      ...more,
    },
    gateway.apis[0]?.apiId ?? '',
  );
}

interface Event {
  readonly rawPath?: string;
  readonly path?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestContext: {
    readonly apiId: string;
    readonly stage: string;
    readonly domainName: string;
    readonly domainPrefix: string;
    readonly authentication?: { readonly clientCert: { readonly subjectDN: string } };
    readonly identity?: { readonly clientCert?: { readonly subjectDN: string } };
  };
}

function eventOf({ status, body }: HttpResponse): Event {
  expect([status, String(wholeBody({ body }))]).toEqual([200, expect.any(String)]);
  return JSON.parse(String(wholeBody({ body }))) as Event;
}

describe('an API mapping to an HTTP API', () => {
  const pets = { api: reference('Pets') };

  test.each<[mapping: ApiMapping, target: string, rawPath: string]>([
    [{ ...pets, stage: '$default' }, '/items/1', '/items/1'],
    [{ ...pets, stage: 'dev' }, '/items/1', '/dev/items/1'],
    [{ ...pets, stage: '$default', basePath: 'shop' }, '/shop/items/1', '/items/1'],
    [{ ...pets, stage: 'dev', basePath: 'shop/v1' }, '/shop/v1/items/1', '/dev/items/1'],
  ])('%j serves %s as rawPath %s', async (mapping, target, rawPath) => {
    const event = eventOf(await get(serve([api('Pets')], [mapping]), target));
    expect(event.rawPath).toBe(rawPath);
    expect(event.requestContext).toMatchObject({ stage: mapping.stage, domainName: HOST, domainPrefix: 'api' });
  });

  test('keeps its path in payload 1.0', async () => {
    const mapping = { ...pets, stage: '$default', basePath: 'shop/v1' };
    expect(eventOf(await get(serve([api('Pets', '1.0')], [mapping]), '/shop/v1/items/1')).path).toBe(
      '/shop/v1/items/1',
    );
  });

  test.each([
    ['shop', 'X-Own'],
    ['shop/v1', 'x-own'],
  ])('of the path %s passes the header %s in payload 1.0', async (basePath, name) => {
    const runtime = serve([api('Pets', '1.0')], [{ ...pets, stage: '$default', basePath }]);
    expect(eventOf(await get(runtime, `/${basePath}/items/1`)).headers).toHaveProperty(name, '1');
  });

  test('of several levels wins by its length, compared as plain text', async () => {
    const runtime = serve(
      ['A', 'B', 'C', 'D'].map((id) => api(id)),
      [
        { api: reference('A'), stage: '$default' },
        { api: reference('B'), stage: '$default', basePath: 'orders' },
        { api: reference('C'), stage: '$default', basePath: 'orders/v1' },
        { api: reference('D'), stage: '$default', basePath: 'orders/v1/more' },
      ],
    );
    const ids = runtime.gateway.apis.map(({ apiId }) => apiId);
    const apiOf = async (target: string): Promise<number> =>
      ids.indexOf(eventOf(await get(runtime, target)).requestContext.apiId);
    expect(await apiOf('/items/1')).toBe(0);
    expect(await apiOf('/orders/items/1')).toBe(1);
    expect(await apiOf('/orders/v1/items/1')).toBe(2);
    expect(await apiOf('/orders/v1/more/items/1')).toBe(3);
  });

  test('that no path fits is a 403, and a route that does not exist a 404', async () => {
    const runtime = serve([api('Pets')], [{ ...pets, stage: '$default', basePath: 'shop' }]);
    expect((await get(runtime, '/elsewhere/items/1')).status).toBe(403);
    expect((await get(runtime, '/shop/nowhere')).status).toBe(404);
  });

  test('is the only way in where the default endpoint is disabled', async () => {
    const closed = api('Pets', '2.0', { disableExecuteApiEndpoint: true });
    const runtime = serve([closed], [{ ...pets, stage: '$default' }], {}, { exact: true });
    expect((await get(runtime, '/items/1')).status).toBe(200);
    const response = await get(runtime, '/items/1', { headers: [['Host', 'localhost']] });
    expect([response.status, String(wholeBody(response))]).toEqual([404, '{"message":"Not Found"}']);
  });
});

describe('mutual TLS of an HTTP API', () => {
  const mutualTls = { truststoreUri: 's3://bucket/store.pem' };
  const mapping = { api: reference('Pets'), stage: '$default' };
  const trustStores = { [HOST]: parseTrustStore(CERTIFICATES.middle + CERTIFICATES.root) };
  const trusted = { clientCertificate: new X509Certificate(CERTIFICATES.leaf) };

  test('lets in clients that the domain trusts, and no others', async () => {
    const runtime = serve([api('Pets')], [mapping], { mutualTls }, { trustStores });
    const event = eventOf(await get(runtime, '/items/1', trusted));
    expect(event.requestContext.authentication?.clientCert.subjectDN).toBe('C=US,O=Pets,CN=Ana');
    const stranger = { clientCertificate: new X509Certificate(CERTIFICATES.self) };
    expect((await get(runtime, '/items/1')).status).toBe(403);
    expect((await get(runtime, '/items/1', stranger)).status).toBe(403);
  });

  test('tells payload 1.0 of the client', async () => {
    const runtime = serve([api('Pets', '1.0')], [mapping], { mutualTls }, { trustStores });
    const event = eventOf(await get(runtime, '/items/1', trusted));
    expect(event.requestContext.identity?.clientCert?.subjectDN).toBe('C=US,O=Pets,CN=Ana');
  });

  test('is in access logs', async () => {
    const lines: string[] = [];
    const format = parseAccessLogFormat('$context.identity.clientCert.subjectDN $context.customDomain.basePathMatched');
    const logged = api('Pets', '2.0', { stages: [{ name: '$default', accessLog: { format } }] });
    const observation = {
      accessLog: () => ({ write: (line: string) => lines.push(line), writeCanary: () => undefined }),
    };
    const runtime = serve([logged], [{ ...mapping, basePath: 'shop' }], { mutualTls }, { trustStores, observation });
    await get(runtime, '/shop/items/1', trusted);
    expect(lines).toEqual(['C=US,O=Pets,CN=Ana shop']);
  });

  test('closes a domain whose trust store is not given, and the default endpoint that is disabled', async () => {
    const closed = api('Pets', '2.0', { disableExecuteApiEndpoint: true });
    const runtime = serve([closed], [mapping], { mutualTls });
    expect((await get(runtime, '/items/1', trusted)).status).toBe(403);
    expect((await get(runtime, '/items/1', { headers: [['Host', 'localhost']] })).status).toBe(404);
  });
});
