import * as tls from 'node:tls';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { HttpApi, HttpApiProxyIntegration, HttpApiRoute } from '../../../../lib/model/index.js';
import { parseHttpRequestMappings, parseHttpRouteKey, reference } from '../../../../lib/model/index.js';
import type { HttpClient, LocalRuntime, OutgoingRequest } from '../../../../lib/runtime/index.js';
import { createLocalAuthority } from '../../../../lib/runtime/server/self-signed-certificate.js';
import { Backend } from '../backend.js';
import { send, serveHttpApi } from '../gateway.js';
import { wholeBody } from '../../../support/whole-body.js';

const LISTENER = 'arn:aws:elasticloadbalancing:us-east-1:000000000000:listener/app/web/1/2';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
});
afterAll(() => backend.close());

const open: LocalRuntime[] = [];
afterEach(() => Promise.all(open.splice(0).map((runtime) => runtime.close())));

function behindLink(key: string, more: Partial<HttpApiProxyIntegration> = {}): HttpApiRoute {
  return {
    routeKey: parseHttpRouteKey(key),
    integration: { type: 'HTTP_PROXY', httpMethod: 'ANY', uri: LISTENER, vpcLink: { id: 'link' }, ...more },
  };
}

function serve(
  route: HttpApiRoute,
  more: Partial<HttpApi> = {},
  vpcLinks: Readonly<Record<string, string>> = { link: backend.address },
): LocalRuntime {
  const runtime = serveHttpApi([route], () => Promise.resolve(null), more, { vpcLinks });
  open.push(runtime);
  return runtime;
}

const DEV: Partial<HttpApi> = { stages: [{ name: 'dev', variables: { link: 'link' } }] };

describe('compilePrivateAddress()', () => {
  test.each<[stage: Partial<HttpApi>, key: string, target: string, received: string]>([
    [{}, 'GET /pets/{id}', '/pets/a%20b?x=1', '/pets/a%20b?x=1'],
    [{}, '$default', '/', '/'],
    [DEV, 'GET /pets/{id}', '/dev/pets/6', '/dev/pets/6'],
    [DEV, '$default', '/dev', '/dev/'],
  ])('%j, %s: %s arrives as %s', async (more, key, target, received) => {
    expect((await send(serve(behindLink(key), more), { target })).status).toBe(200);
    expect(backend.last.target).toBe(received);
  });

  test('lets a mapping take the stage out of the path', async () => {
    const requestParameters = parseHttpRequestMappings({ 'overwrite:path': '$request.path' });
    await send(serve(behindLink('GET /pets', { requestParameters }), DEV), { target: '/dev/pets' });
    expect(backend.last.target).toBe('/pets');
  });

  test('keeps the host that the client called', async () => {
    await send(serve(behindLink('$default')));
    expect(backend.last.headers).toMatchObject({ host: 'api.test', via: 'HTTP/1.1 AmazonAPIGateway' });
  });

  test('takes the address of the listener before the one of the link', async () => {
    const runtime = serve(behindLink('$default'), {}, { link: '127.0.0.1:1', [LISTENER]: backend.address });
    expect((await send(runtime)).status).toBe(200);
  });

  test('needs no URI that is known', async () => {
    expect((await send(serve(behindLink('$default', { uri: reference('Listener') })))).status).toBe(200);
  });

  test('takes the link that a stage variable names', async () => {
    const route = behindLink('$default', { vpcLink: { id: '${stageVariables.link}' } });
    expect((await send(serve(route, DEV), { target: '/dev' })).status).toBe(200);
    expect((await send(serve(route))).status).toBe(501);
  });

  test.each<[what: string, more: Partial<HttpApiProxyIntegration>]>([
    ['without an address', { vpcLink: { id: 'other' } }],
    ['that only deployment knows', { vpcLink: { id: reference('Link') } }],
  ])('refuses a link %s', async (_what, more) => {
    const { status, body } = await send(serve(behindLink('$default', more)));
    expect([status, JSON.parse(String(wholeBody({ body })))]).toMatchObject([501, { feature: 'vpc-link' }]);
  });

  test('calls the server that is verified, at the address of the link', async () => {
    const sent: OutgoingRequest[] = [];
    const http: HttpClient = {
      send(request) {
        sent.push(request);
        return Promise.resolve({ kind: 'unreachable', message: 'not there' });
      },
      close: () => Promise.resolve(),
    };
    const route = behindLink('GET /pets', { serverNameToVerify: 'shop.test' });
    const runtime = serveHttpApi(
      [route],
      () => Promise.resolve(null),
      {},
      { http, vpcLinks: { link: '10.0.0.1:443' } },
    );
    open.push(runtime);
    await send(runtime, { target: '/pets?x=1' });
    expect(sent).toMatchObject([{ url: 'https://shop.test/pets?x=1', connectTo: '10.0.0.1:443' }]);
    expect(sent[0]?.tls).toBeUndefined();
  });

  test('asks for the server name by TLS, and trusts no other certificate', async () => {
    const asked: string[] = [];
    const { key, cert } = createLocalAuthority(Date.now()).issue(['shop.test']);
    const SNICallback: tls.TlsOptions['SNICallback'] = (name, done) => {
      asked.push(name);
      done(null);
    };
    const server = tls.createServer({ key, cert, SNICallback });
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const link = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const response = await send(serve(behindLink('$default', { serverNameToVerify: 'shop.test' }), {}, { link }));
    await new Promise((resolve) => server.close(resolve));
    expect([response.status, asked]).toEqual([503, ['shop.test']]);
  });
});
