import { afterEach, describe, expect, test } from 'vitest';
import type { HttpApi, HttpApiRoute, InlineHandler } from '../../../lib/model/index.js';
import { EMPTY_COLLECTION, parseHttpRouteKey } from '../../../lib/model/index.js';
import { LocalRuntime, type HttpResponse } from '../../../lib/runtime/index.js';
import { FIXED_CLOCK, FIXED_IDS } from '../../support/behaviour.js';

const open: LocalRuntime[] = [];
afterEach(() => Promise.all(open.splice(0).map((runtime) => runtime.close())));

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:echo';

function route(key: string, more: Partial<HttpApiRoute> = {}): HttpApiRoute {
  return {
    routeKey: parseHttpRouteKey(key),
    integration: { type: 'AWS_PROXY', uri: FUNCTION_ARN, payloadFormatVersion: '2.0' },
    ...more,
  };
}

function serve(routes: readonly HttpApiRoute[], handler: InlineHandler, more: Partial<HttpApi> = {}): LocalRuntime {
  const api: HttpApi = { protocol: 'HTTP', id: 'Web', name: 'Web', authorizers: [], routes, stages: [], ...more };
  const echo = { name: 'echo', handler: '', environment: {}, timeoutMs: 3000, memoryMegabytes: 128 };
  const runtime = new LocalRuntime(
    {
      collection: { ...EMPTY_COLLECTION, apis: [api] },
      functions: [{ ...echo, code: { kind: 'function', handler } }],
    },
    { lambdaIsolation: 'inline', clock: FIXED_CLOCK, ids: FIXED_IDS },
  );
  open.push(runtime);
  return runtime;
}

async function ask({ gateway }: LocalRuntime, target: string, method = 'GET'): Promise<HttpResponse> {
  const [api] = gateway.apis;
  return gateway.handle(
    {
      ...{ method, target, headers: [['Host', 'localhost']], body: Buffer.alloc(0) },
      ...{ sourceIp: '127.0.0.1', protocol: 'https', httpVersion: 'HTTP/1.1' },
    },
    api?.apiId ?? '',
  );
}

function textOf({ body }: HttpResponse): string {
  return Buffer.isBuffer(body) ? body.toString() : '';
}

function echo(event: unknown): Promise<unknown> {
  return Promise.resolve(event);
}

describe('executeHttpApiRequest()', () => {
  test('selects a route: full matches, then greedy ones, then $default', async () => {
    const keys = ['GET /pets', 'GET /pets/{id}', 'ANY /{proxy+}', '$default'];
    const runtime = serve(
      keys.map((key) => route(key)),
      echo,
    );
    const keyOf = async (target: string, method?: string): Promise<unknown> =>
      (JSON.parse(textOf(await ask(runtime, target, method))) as { routeKey: string }).routeKey;
    expect(await keyOf('/pets')).toBe('GET /pets');
    expect(await keyOf('/pets/1')).toBe('GET /pets/{id}');
    expect(await keyOf('/pets/1', 'POST')).toBe('ANY /{proxy+}');
    expect(await keyOf('/')).toBe('$default');
  });

  test('answers 404 without a route, and without a stage', async () => {
    const runtime = serve([route('GET /pets')], echo, { stages: [{ name: 'dev' }] });
    expect((await ask(runtime, '/dev/pets')).status).toBe(200);
    for (const target of ['/dev/cats', '/pets']) {
      const response = await ask(runtime, target);
      expect([response.status, textOf(response)]).toEqual([404, '{"message":"Not Found"}']);
    }
  });

  test.each<[what: string, more: Partial<HttpApiRoute>]>([
    ['an authorizer that the API does not have', { authorization: { type: 'JWT', authorizer: 'users' } }],
    ['no integration', { integration: undefined }],
  ])('refuses a route with %s', async (_what, more) => {
    const runtime = serve([route('GET /', more)], echo);
    expect((await ask(runtime, '/')).status).toBe(501);
  });
});
