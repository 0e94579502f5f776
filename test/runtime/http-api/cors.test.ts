import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { reference, type HttpApi, type HttpApiRoute, type InlineHandler } from '../../../lib/model/index.js';
import type { LocalRuntime, HttpResponse } from '../../../lib/runtime/index.js';
import { echoRoute, ServedHttpApi } from '../../support/http-api.js';
import { testKey } from '../../support/tokens.js';
import { lambdaRoute, send, serveHttpApi } from './gateway.js';
import { wholeBody } from '../../support/whole-body.js';

const open: LocalRuntime[] = [];
afterEach(() => Promise.all(open.splice(0).map((runtime) => runtime.close())));

let calls = 0;

const handler: InlineHandler = () => {
  calls++;
  return Promise.resolve({
    statusCode: 200,
    headers: { 'access-control-allow-origin': 'https://mine.test', 'Access-Control-Max-Age': '7', 'x-total': '1' },
    body: 'hello',
  });
};

function serve(cors: NonNullable<HttpApi['cors']>, routes: readonly HttpApiRoute[]): LocalRuntime {
  calls = 0;
  const runtime = serveHttpApi(routes, handler, { cors });
  open.push(runtime);
  return runtime;
}

function preflight(runtime: LocalRuntime, origin: string, target = '/pets'): Promise<HttpResponse> {
  const headers = [
    ['Host', 'api.test'],
    ['Origin', origin],
    ['Access-Control-Request-Method', 'GET'],
  ] as const;
  return send(runtime, { method: 'OPTIONS', target, headers });
}

function get(runtime: LocalRuntime, origin?: string, target = '/pets'): Promise<HttpResponse> {
  const headers = [['Host', 'api.test'] as const, ...(origin === undefined ? [] : [['Origin', origin] as const])];
  return send(runtime, { target, headers });
}

/** Headers of CORS, and `vary`, with names in lower case. */
function corsOf({ headers }: HttpResponse): Readonly<Record<string, string>> {
  return Object.fromEntries(
    headers
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => name.startsWith('access-control-') || name === 'vary'),
  );
}

const CORS = {
  allowOrigins: ['https://www.test', 'https://app.test'],
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['Authorization', 'x-own'],
  exposeHeaders: ['X-Total'],
  maxAgeSeconds: 300,
} as const;

describe('answerPreflight()', () => {
  test('answers a preflight request that no route takes, without the integration', async () => {
    const runtime = serve(CORS, [lambdaRoute('GET /pets')]);
    for (const target of ['/pets', '/nowhere']) {
      const response = await preflight(runtime, 'https://app.test', target);
      expect([response.status, String(wholeBody(response))]).toEqual([204, '']);
      expect(corsOf(response)).toEqual({
        'access-control-allow-origin': 'https://app.test',
        'access-control-allow-methods': 'GET,POST',
        'access-control-allow-headers': 'authorization,x-own',
        'access-control-max-age': '300',
        vary: 'Origin',
      });
    }
    expect(calls).toBe(0);
  });

  test('allows no origin that is not listed', async () => {
    const runtime = serve(CORS, [lambdaRoute('GET /pets')]);
    for (const origin of ['https://evil.test', 'https://www.test.evil.test', 'http://www.test', 'null', '']) {
      const response = await preflight(runtime, origin);
      expect([response.status, corsOf(response)]).toEqual([204, {}]);
    }
  });

  test.each([['OPTIONS /{proxy+}'], ['ANY /pets'], ['$default']])('leaves the request to %s', async (key) => {
    const runtime = serve(CORS, [lambdaRoute('GET /pets'), lambdaRoute(key)]);
    const response = await preflight(runtime, 'https://app.test');
    expect([response.status, calls]).toEqual([200, 1]);
    expect(corsOf(response)).toMatchObject({
      'access-control-allow-origin': 'https://app.test',
      'access-control-allow-methods': 'GET,POST',
      'access-control-max-age': '300',
    });
  });

  test('leaves it to the authorizer of the route that takes it', async () => {
    const authorization = { type: 'JWT', authorizer: 'users' } as const;
    const authorizer = { type: 'JWT', name: 'users', issuer: 'https://issuer.test', audience: ['web'] } as const;
    const folder = mkdtempSync(join(tmpdir(), 'sluice-cors-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'keys.json'), JSON.stringify({ keys: [testKey('key-1').jwk] }));
    const served = new ServedHttpApi(
      { cors: CORS, authorizers: [authorizer], routes: [echoRoute('$default', { authorization })] },
      { issuers: { 'https://issuer.test': join(folder, 'keys.json') } },
    );
    open.push(served.runtime);
    const response = await preflight(served.runtime, 'https://app.test');
    expect([response.status, corsOf(response)['access-control-allow-origin']]).toEqual([401, 'https://app.test']);
  });

  test('answers no OPTIONS request that is not a preflight', async () => {
    const runtime = serve(CORS, [lambdaRoute('GET /pets')]);
    const headers = [['Host', 'api.test'] as const, ['Origin', 'https://app.test'] as const];
    expect((await send(runtime, { method: 'OPTIONS', target: '/pets', headers })).status).toBe(404);
  });
});

describe('applyCors()', () => {
  test('replaces the headers of the backend', async () => {
    const runtime = serve({ ...CORS, allowCredentials: true }, [lambdaRoute('GET /pets')]);
    const response = await get(runtime, 'https://www.test');
    expect(corsOf(response)).toEqual({
      'access-control-allow-origin': 'https://www.test',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'x-total',
      vary: 'Origin',
    });
    expect(corsOf(await get(runtime, 'https://evil.test'))).toEqual({});
    expect(corsOf(await get(runtime))).toEqual({});
  });

  test('applies to errors of the gateway', async () => {
    const runtime = serve(CORS, [lambdaRoute('GET /pets')]);
    const response = await get(runtime, 'https://www.test', '/nowhere');
    expect([response.status, corsOf(response)['access-control-allow-origin']]).toEqual([404, 'https://www.test']);
  });

  test.each<[allowed: readonly string[], origin: string, expected: string | undefined]>([
    [['*'], 'http://any.test', '*'],
    [['https://*'], 'https://any.test', 'https://any.test'],
    [['https://*'], 'http://any.test', undefined],
    [['http://*'], 'http://localhost:3000', 'http://localhost:3000'],
    [['https://*.any.test'], 'https://www.any.test', undefined],
    [[], 'https://any.test', undefined],
  ])('%j and the origin %s: %s', async (allowOrigins, origin, expected) => {
    const runtime = serve({ allowOrigins }, [lambdaRoute('GET /pets')]);
    expect(corsOf(await get(runtime, origin))['access-control-allow-origin']).toBe(expected);
  });

  test('leaves the headers of the backend without a configuration', async () => {
    const runtime = serveHttpApi([lambdaRoute('GET /pets')], handler);
    open.push(runtime);
    expect(corsOf(await get(runtime, 'https://evil.test'))['access-control-allow-origin']).toBe('https://mine.test');
  });
});

describe('compileCors()', () => {
  test('an API whose CORS only deployment knows is refused by name', async () => {
    const runtime = serve({ allowOrigins: [reference('Origin')] }, [lambdaRoute('GET /pets')]);
    const response = await get(runtime, 'https://www.test');
    expect(response.status).toBe(501);
    expect(JSON.parse(String(wholeBody(response)))).toMatchObject({ feature: 'cors' });
  });
});
