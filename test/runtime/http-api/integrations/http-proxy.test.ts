import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { HttpApi, HttpApiProxyIntegration, HttpApiRoute } from '../../../../lib/model/index.js';
import { parseHttpRouteKey, reference } from '../../../../lib/model/index.js';
import type { LocalRuntime } from '../../../../lib/runtime/index.js';
import { Backend } from '../backend.js';
import { send, serveHttpApi } from '../gateway.js';
import { wholeBody } from '../../../support/whole-body.js';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
});
afterAll(() => backend.close());

const open: LocalRuntime[] = [];
afterEach(async () => {
  backend.respond = (_request, response) => void response.end('ok');
  await Promise.all(open.splice(0).map((runtime) => runtime.close()));
});

function proxy(key: string, path: string, more: Partial<HttpApiProxyIntegration> = {}): HttpApiRoute {
  return {
    routeKey: parseHttpRouteKey(key),
    integration: { type: 'HTTP_PROXY', httpMethod: 'ANY', uri: `http://${backend.address}${path}`, ...more },
  };
}

function serve(routes: readonly HttpApiRoute[], more: Partial<HttpApi> = {}): LocalRuntime {
  const runtime = serveHttpApi(routes, () => Promise.resolve(null), more);
  open.push(runtime);
  return runtime;
}

describe('compileHttpProxy()', () => {
  test.each<[key: string, uri: string, target: string, received: string]>([
    ['GET /pets', '/animals', '/pets', '/animals'],
    ['GET /pets', '/animals', '/pets?tag=a%20b&tag=c', '/animals?tag=a%20b&tag=c'],
    ['GET /pets', '/animals?kind=pet', '/pets?tag=a', '/animals?kind=pet&tag=a'],
    ['GET /pets/{id}', '/animals/{id}', '/pets/6', '/animals/6'],
    ['GET /pets/{id}', '/animals?id={id}', '/pets/6?x=1', '/animals?id=6&x=1'],
    ['GET /pets/{id}', '/animals/{id}', '/pets/a%20b%3Fc', '/animals/a%20b%3Fc'],
    ['GET /pets/{id}', '/animals/{id}', '/pets/%E2%98%95', '/animals/%E2%98%95'],
    ['ANY /parent/{proxy+}', '/store/{proxy}', '/parent/a/b', '/store/a/b'],
    ['$default', '', '/store/checkout?id=4&type=dog', '/store/checkout?id=4&type=dog'],
    ['$default', '', '/', '/'],
    ['$default', '/base/', '/a%20b', '/base/a%20b'],
    ['$default', '/base?own=1', '/a?x=2', '/base/a?own=1&x=2'],
  ])('sends %s with the URI %s: %s arrives as %s', async (key, uri, target, received) => {
    const response = await send(serve([proxy(key, uri)]), { target });
    expect([response.status, String(wholeBody(response))]).toEqual([200, 'ok']);
    expect(backend.last.target).toBe(received);
  });

  test.each<[declared: string, method: string, received: string]>([
    ['ANY', 'PATCH', 'PATCH'],
    ['POST', 'PATCH', 'POST'],
  ])('with the method %s sends %s as %s, with its body', async (httpMethod, method, received) => {
    await send(serve([proxy('ANY /pets', '/pets', { httpMethod })]), {
      ...{ method, target: '/pets', body: Buffer.from('{"a":1}') },
      headers: [
        ['Host', 'api.test'],
        ['Content-Type', 'application/json'],
      ],
    });
    expect(backend.last).toMatchObject({ method: received, body: '{"a":1}' });
    expect(backend.last.headers).toMatchObject({ 'content-type': 'application/json', 'content-length': '7' });
  });

  test('leaves the stage out and reads stage variables in the URI', async () => {
    const routes = [proxy('$default', '/${stageVariables.base}')];
    const runtime = serve(routes, { stages: [{ name: 'dev', variables: { base: 'blue' } }] });
    await send(runtime, { target: '/dev/pets' });
    expect(backend.last.target).toBe('/blue/pets');
  });

  test('translates X-Forwarded-* to Forwarded, adds Via, and names the backend in Host', async () => {
    await send(serve([proxy('$default', '')]), {
      headers: [
        ['Host', 'api.test'],
        ['X-Forwarded-For', '198.51.100.1, 2001:db8::1'],
        ['X-Forwarded-Host', 'shop.test:8080'],
        ['X-Forwarded-Proto', 'http'],
        ['X-Own', 'yes'],
        ['Connection', 'keep-alive'],
      ],
    });
    const { headers } = backend.last;
    expect(headers.forwarded).toBe(
      'for=198.51.100.1;host="shop.test:8080";proto=http, for="[2001:db8::1]", ' +
        'by=127.0.0.1;for=192.0.2.1;host=api.test;proto=https',
    );
    expect(headers).toMatchObject({ via: 'HTTP/1.1 AmazonAPIGateway', host: backend.address, 'x-own': 'yes' });
    expect(Object.keys(headers).filter((name) => name.startsWith('x-forwarded'))).toEqual([]);
    expect(headers['x-amzn-trace-id']).toMatch(/^Root=/);
  });

  test('passes status, headers and bytes on, without those of the connection', async () => {
    const body = Buffer.from([0, 255, 10]);
    backend.respond = (_request, response) => {
      response.writeHead(418, [
        ['x-own', 'yes'],
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['keep-alive', 'timeout=5'],
        ['content-type', 'image/png'],
      ]);
      response.end(body);
    };
    const response = await send(serve([proxy('$default', '')]));
    expect(response).toMatchObject({
      status: 418,
      headers: [
        ['X-own', 'yes'],
        ['Set-cookie', 'a=1'],
        ['Set-cookie', 'b=2'],
        ['Content-type', 'image/png'],
        ['Apigw-Requestid', 'AAAAAAAAAAAAAA='],
      ],
      body,
    });
  });

  test('responds 503 when the backend takes too long, and when there is none', async () => {
    backend.respond = () => undefined;
    const routes = [
      proxy('GET /slow', '/', { timeoutMs: 50 }),
      proxy('GET /gone', '/', { uri: 'http://127.0.0.1:1/' }),
    ];
    const runtime = serve(routes);
    for (const target of ['/slow', '/gone']) {
      const { status, body } = await send(runtime, { target });
      expect([status, String(wholeBody({ body }))]).toEqual([503, '{"message":"Service Unavailable"}']);
    }
  });

  test('responds 500 when a stage variable leaves no host', async () => {
    const runtime = serve([proxy('$default', '', { uri: 'http://${stageVariables.host}/pets' })]);
    expect((await send(runtime)).status).toBe(500);
  });

  test.each<[what: string, more: Partial<HttpApiProxyIntegration>]>([
    ['a URI', { uri: reference('Url') }],
    ['a method', { httpMethod: reference('Method') }],
  ])('refuses %s that only deployment knows', async (_what, more) => {
    expect((await send(serve([proxy('$default', '', more)]))).status).toBe(501);
  });
});
