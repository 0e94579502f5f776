import { afterEach, describe, expect, test } from 'vitest';
import { parseCacheKey } from '../../../lib/model/cache-key.js';
import { parseIdentitySource } from '../../../lib/model/identity-source.js';
import {
  EMPTY_COLLECTION,
  parseRequestMappingSource,
  reference,
  type CacheSettings,
  type Integration,
  type LambdaFunction,
  type Method,
  type MethodSettings,
  type RestApi,
  type Stage,
} from '../../../lib/model/index.js';
import type { OutgoingRequest } from '../../../lib/runtime/http-client.js';
import type { RuntimeOptions } from '../../../lib/runtime/local-runtime.js';
import { Metrics } from '../../../lib/runtime/observe/metrics.js';
import { FIXED_IDS } from '../../support/behaviour.js';
import { restApi, ServedApi, type TestAnswer, type TestRequest } from '../../support/rest-request.js';

const ALL: MethodSettings = { path: '*', httpMethod: '*', caching: { enabled: true } };

const CACHED: Stage = { name: 'dev', cacheCluster: { enabled: true, sizeGigabytes: '0.5' }, methodSettings: [ALL] };

/** An HTTP_PROXY with these cache keys. */
function backend(keys: readonly string[] = [], rest: Partial<Integration> = {}): Integration {
  return {
    type: 'HTTP_PROXY',
    httpMethod: 'GET',
    uri: 'http://backend.test/',
    cacheKeyParameters: keys.map(parseCacheKey),
    ...rest,
  };
}

const opened: ServedApi[] = [];
afterEach(async () => {
  for (const api of opened.splice(0)) await api.runtime.close();
});

interface Backend {
  /** Default 200. */
  readonly status?: number;
  readonly body?: string;
}

/** An API with a clock that is moved by hand and a backend that counts its calls in its responses. */
function serve(
  methods: Readonly<Record<string, Omit<Method, 'httpMethod'>>>,
  rest: Partial<RestApi> = { stages: [CACHED] },
  options: RuntimeOptions = {},
  { status = 200, body = '' }: Backend = {},
  functions: readonly LambdaFunction[] = [],
) {
  let nowMs = 0;
  let calls = 0;
  const served = new ServedApi(
    restApi(methods, rest),
    {
      clock: { now: () => nowMs },
      ids: FIXED_IDS,
      http: {
        send: (_request: OutgoingRequest) =>
          Promise.resolve({
            kind: 'answer',
            status,
            statusText: '',
            headers: [['X-Call', String(++calls)]],
            body: Buffer.from(body === '' ? String(calls) : body),
          }),
        close: () => Promise.resolve(),
      },
      ...options,
    },
    functions,
  );
  opened.push(served);
  /** Which call of the backend a request is answered from. */
  const call = async (path: string, request: TestRequest = {}): Promise<string | undefined> =>
    headerOf(await served.send({ path, ...request }), 'x-call');
  return { served, call, wait: (ms: number) => (nowMs += ms) };
}

function headerOf({ headers }: TestAnswer, lowerName: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === lowerName)?.[1];
}

const withSettings = (...methodSettings: readonly MethodSettings[]): Partial<RestApi> => ({
  stages: [{ ...CACHED, methodSettings }],
});

const forGet = (caching: CacheSettings): Partial<RestApi> =>
  withSettings({ path: '/pets', httpMethod: 'GET', caching: { enabled: true, ...caching } });

const PETS = { 'GET /pets': { integration: backend() } };

describe('the response cache of a stage', () => {
  test.each<[what: string, ttlSeconds: number | undefined, keptMs: number]>([
    ['300 seconds by default', undefined, 300_000],
    ['the seconds of its TTL', 3_600, 3_600_000],
    ['a second', 1, 1_000],
  ])('keeps a response for %s', async (_what, ttlSeconds, keptMs) => {
    const { call, wait } = serve(PETS, forGet(ttlSeconds === undefined ? {} : { ttlSeconds }));
    expect(await call('/pets')).toBe('1');
    wait(keptMs - 1);
    expect(await call('/pets')).toBe('1');
    wait(1);
    expect(await call('/pets')).toBe('2');
  });

  test.each<[what: string, rest: Partial<RestApi>]>([
    ['without a cluster', { stages: [{ name: 'dev', methodSettings: [ALL] }] }],
    ['with a cluster that is off', { stages: [{ ...CACHED, cacheCluster: { enabled: false } }] }],
    ['with a cluster and no setting for methods', { stages: [{ name: 'dev', cacheCluster: { enabled: true } }] }],
    ['with a TTL of 0', forGet({ ttlSeconds: 0 })],
    [
      'with caching off for the method',
      withSettings(ALL, { path: '/pets', httpMethod: 'GET', caching: { enabled: false } }),
    ],
  ])('keeps nothing %s', async (_what, rest) => {
    const { call } = serve(PETS, rest);
    expect([await call('/pets'), await call('/pets')]).toEqual(['1', '2']);
  });

  test.each<[settings: readonly MethodSettings[], route: string, verb: string, isCached: boolean]>([
    [[ALL], 'POST /pets', 'POST', false],
    [[ALL], 'ANY /pets', 'GET', true],
    [[ALL], 'ANY /pets', 'POST', false],
    [[{ ...ALL, path: '/pets' }], 'POST /pets', 'POST', false],
    [[ALL, { path: '/pets', httpMethod: 'POST', caching: { enabled: true } }], 'POST /pets', 'POST', true],
    [[ALL, { path: '/pets', httpMethod: 'POST', caching: { ttlSeconds: 60 } }], 'POST /pets', 'POST', false],
    [[{ path: '/pets', httpMethod: 'GET', caching: { enabled: true } }], 'ANY /pets', 'POST', false],
    [[{ path: '/pets', httpMethod: 'GET', caching: { enabled: true } }], 'ANY /pets', 'GET', true],
    [[{ path: '/pets', httpMethod: 'ANY', caching: { enabled: true } }], 'ANY /pets', 'POST', true],
    [[{ path: '/cats', httpMethod: 'GET', caching: { enabled: true } }], 'GET /pets', 'GET', false],
  ])('with %j answers %s for %s from the cache: %s', async (settings, route, method, isCached) => {
    const { call } = serve({ [route]: { integration: backend() } }, withSettings(...settings));
    expect([await call('/pets', { method }), await call('/pets', { method })]).toEqual(['1', isCached ? '1' : '2']);
  });

  test.each([404, 429, 500])('keeps a response of status %i', async (status) => {
    const { served } = serve(PETS, undefined, {}, { status });
    for (const call of ['1', '1'])
      expect(await served.send({ path: '/pets' })).toMatchObject({ status, body: Buffer.from(call) });
  });

  test('keeps up to 1,048,576 bytes', async () => {
    const large = serve(PETS, undefined, {}, { body: 'x'.repeat(1_048_577) });
    expect([await large.call('/pets'), await large.call('/pets')]).toEqual(['1', '2']);
    const fitting = serve(PETS, undefined, {}, { body: 'x'.repeat(1_048_576) });
    expect([await fitting.call('/pets'), await fitting.call('/pets')]).toEqual(['1', '1']);
  });

  test('keeps no fault', async () => {
    let calls = 0;
    const send = () =>
      Promise.resolve(
        ++calls === 1
          ? { kind: 'timeout' as const }
          : { kind: 'answer' as const, status: 200, statusText: '', headers: [], body: Buffer.from('ok') },
      );
    const { served } = serve(PETS, undefined, { http: { send, close: () => Promise.resolve() } });
    expect((await served.send({ path: '/pets' })).status).toBe(504);
    expect((await served.send({ path: '/pets' })).status).toBe(200);
  });

  test('gives each request ids of its own, and compresses for those that accept it', async () => {
    let ids = 0;
    const { served } = serve(
      PETS,
      { stages: [CACHED], minimumCompressionBytes: 0 },
      { ids: { ...FIXED_IDS, requestId: () => String(++ids) } },
    );
    const plain = await served.send({ path: '/pets' });
    const compressed = await served.send({ path: '/pets', headers: [['Accept-Encoding', 'gzip']] });
    expect([plain, compressed].map((answer) => headerOf(answer, 'x-amzn-requestid'))).toEqual(['1', '2']);
    expect([plain, compressed].map((answer) => headerOf(answer, 'content-encoding'))).toEqual([undefined, 'gzip']);
    expect([plain, compressed].map((answer) => headerOf(answer, 'x-call'))).toEqual(['1', '1']);
  });

  test('shows in the trace what it had', async () => {
    const { served } = serve(PETS);
    const phases = async (): Promise<unknown> =>
      (await served.send({ path: '/pets' })).trace
        ?.print()
        .slice(4)
        .map(({ phase, output }) => (phase === 'response-cache' ? output : phase));
    const rest = ['integration-request', 'integration', 'integration-response', 'method-response'];
    expect(await phases()).toEqual([{ outcome: 'miss', cacheControl: 'none' }, ...rest]);
    expect(await phases()).toEqual([{ outcome: 'hit', cacheControl: 'none' }, 'method-response']);
  });

  test('counts in the metrics what it had', async () => {
    const metrics = new Metrics();
    const { served, call } = serve(PETS, undefined, { observation: { metrics } });
    for (let request = 0; request < 3; request++) await call('/pets');
    await served.send({ path: '/unknown' });
    expect(metrics.list().map(({ cacheHits, cacheMisses }) => [cacheHits, cacheMisses])).toEqual([
      [2, 1],
      [2, 1],
    ]);
  });

  test('outlives a reload and not a flush', async () => {
    const { served, call } = serve(PETS);
    expect(await call('/pets')).toBe('1');
    served.reload();
    expect(await call('/pets')).toBe('1');
    served.runtime.releases.flush({ stage: 'dev' });
    expect(await call('/pets')).toBe('2');
    expect(() => served.runtime.releases.flush({ stage: 'beta' })).toThrow('Cannot find stage "beta"');
  });

  test('says what it cannot cache, and serves it', async () => {
    const deployTime = serve({
      'GET /pets': { integration: backend([], { cacheKeyParameters: [parseCacheKey(reference('Key'))] }) },
    });
    expect([await deployTime.call('/pets'), await deployTime.call('/pets')]).toEqual(['1', '2']);
    expect(deployTime.served.runtime.diagnostics.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^The route is served on stage dev without its cache, because the cache key .* cannot be read here$/,
      ),
    ]);
    const ttl = serve(PETS, forGet({ ttlSeconds: reference('Ttl') }));
    expect([await ttl.call('/pets'), await ttl.call('/pets')]).toEqual(['1', '2']);
    expect(ttl.served.runtime.diagnostics).toHaveLength(1);
  });
});

describe('a cache key', () => {
  const mapped = {
    requestParameters: [
      {
        target: { location: 'header', name: 'who' },
        source: parseRequestMappingSource('method.request.querystring.user'),
      },
    ],
  } as const;

  test.each<[keys: readonly string[], requests: readonly (string | TestRequest)[], calls: readonly string[]]>([
    [[], ['/pets?a=1', '/pets?a=2', '/pets'], ['1', '1', '1']],
    [
      ['method.request.querystring.a'],
      ['/pets?a=1&b=1', '/pets?a=1&b=2', '/pets?a=2', '/pets', '/pets?a='],
      ['1', '1', '2', '3', '4'],
    ],
    [['method.request.querystring.a'], ['/pets?a=1&a=2', '/pets?a=2'], ['1', '1']],
    [['method.request.multivaluequerystring.a'], ['/pets?a=1&a=2', '/pets?a=2'], ['1', '2']],
    [
      ['method.request.querystring.a', 'method.request.querystring.b'],
      ['/pets?a=1,2', '/pets?a=1&b=2', '/pets?a=1'],
      ['1', '2', '3'],
    ],
    [
      ['method.request.header.who'],
      [{ headers: [['who', 'a']] }, { headers: [['who', 'b']] }, { headers: [['who', 'a']] }, {}],
      ['1', '2', '1', '3'],
    ],
    [['method.request.path.id'], ['/pets/1', '/pets/2', '/pets/1'], ['1', '2', '1']],
    [[], ['/pets/1', '/pets/2'], ['1', '1']],
    [['integration.request.header.who'], ['/pets?user=a', '/pets?user=b', '/pets?user=a'], ['1', '2', '1']],
    [['integration.request.querystring.a'], ['/pets?a=1', '/pets?a=2'], ['1', '2']],
  ])('of %j tells %j apart as %j', async (keys, requests, calls) => {
    const integration = backend(keys, mapped);
    const { call } = serve({ 'GET /pets': { integration }, 'GET /pets/{id}': { integration } });
    const found: (string | undefined)[] = [];
    for (const request of requests) {
      found.push(typeof request === 'string' ? await call(request) : await call('/pets', request));
    }
    expect(found).toEqual(calls);
  });

  test.each<[cats: Integration, pets: Integration, shares: boolean]>([
    [backend(), backend(), false],
    [backend([], { cacheNamespace: 'animals' }), backend([], { cacheNamespace: 'animals' }), true],
    [backend([], { cacheNamespace: 'cats' }), backend([], { cacheNamespace: 'pets' }), false],
    [
      backend(['method.request.querystring.a'], { cacheNamespace: 'animals' }),
      backend(['method.request.querystring.b'], { cacheNamespace: 'animals' }),
      false,
    ],
  ])('begins with the namespace %#', async (cats, pets, shares) => {
    const { call } = serve({ 'GET /cats': { integration: cats }, 'GET /pets': { integration: pets } });
    expect([await call('/cats?a=1'), await call('/pets?b=1')]).toEqual(['1', shares ? '1' : '2']);
  });

  test('is the same for two verbs of a resource', async () => {
    const method = { integration: backend() };
    const { call } = serve(
      { 'GET /pets': method, 'POST /pets': method },
      withSettings(ALL, { path: '/pets', httpMethod: 'POST', caching: { enabled: true } }),
    );
    expect([await call('/pets'), await call('/pets', { method: 'POST' })]).toEqual(['1', '1']);
  });
});

describe('Cache-Control: max-age=0', () => {
  const WARNING = '199 Cache-control headers were ignored because the caller was unauthorized.';
  const WARNED = 'SUCCEED_WITH_RESPONSE_HEADER';
  const SILENT = 'SUCCEED_WITHOUT_RESPONSE_HEADER';

  test.each<
    [caching: CacheSettings, header: string, status: number, call: string | undefined, warning: string | undefined]
  >([
    [{}, 'max-age=0', 200, '1', WARNING],
    [{}, 'no-cache', 200, '1', undefined],
    [{}, 'max-age=01', 200, '1', undefined],
    [{ unauthorizedCacheControlHeaderStrategy: WARNED }, 'no-store, Max-Age=0', 200, '1', WARNING],
    [{ unauthorizedCacheControlHeaderStrategy: SILENT }, 'max-age=0', 200, '1', undefined],
    [{ unauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403' }, 'max-age=0', 403, undefined, undefined],
    [{ unauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403' }, 'no-cache', 200, '1', undefined],
    [{ requireAuthorizationForCacheControl: false }, 'max-age=0', 200, '2', undefined],
    [{ requireAuthorizationForCacheControl: false }, 'no-cache', 200, '1', undefined],
  ])('of anybody, with %j and %j: %i from call %s, warning %j', async (caching, value, status, from, warning) => {
    const { served, call } = serve(PETS, forGet(caching));
    await call('/pets');
    const answer = await served.send({ path: '/pets', headers: [['Cache-Control', value]] });
    expect([answer.status, headerOf(answer, 'x-call'), headerOf(answer, 'warning')]).toEqual([status, from, warning]);
    // What was replaced stays replaced, and a warning is not kept.
    const next = await served.send({ path: '/pets' });
    expect([headerOf(next, 'x-call'), headerOf(next, 'warning')]).toEqual([from ?? '1', undefined]);
  });

  test('is ignored with a warning on a miss too', async () => {
    const { served } = serve(PETS);
    expect(headerOf(await served.send({ path: '/pets', headers: [['Cache-Control', 'max-age=0']] }), 'warning')).toBe(
      WARNING,
    );
  });
});

describe('Cache-Control: max-age=0 of a caller for whom a Lambda authorizer answers', () => {
  const GUARD = `
exports.handler = async ({ authorizationToken: actions }) => ({
  principalId: 'caller',
  policyDocument: {
    Version: '2012-10-17',
    Statement: actions.split(' ').map((Action) => ({ Effect: 'Allow', Action, Resource: '*' })),
  },
});`;
  const PASSES_ON = 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/';
  const guard: LambdaFunction = {
    name: 'guard',
    runtime: 'nodejs20.x',
    handler: 'index.handler',
    code: { kind: 'inline', source: GUARD },
    environment: {},
    timeoutMs: 3_000,
    memoryMegabytes: 128,
  };
  const document = (...statements: readonly object[]): RestApi['policy'] => ({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Principal: '*', Resource: '*', ...statement })),
  });
  const denied = document({ Effect: 'Deny', Action: 'execute-api:InvalidateCache' });

  test.each<[actions: string, policy: RestApi['policy'], call: string]>([
    ['execute-api:Invoke', undefined, '1'],
    ['execute-api:Invoke execute-api:InvalidateCache', undefined, '2'],
    ['execute-api:*', undefined, '2'],
    ['execute-api:*', denied, '1'],
  ])('allowed %s, under the policy %j: call %s', async (actions, policy, from) => {
    const { call } = serve(
      { 'GET /pets': { integration: backend(), authorization: { type: 'CUSTOM', authorizer: 'guard' } } },
      {
        stages: [CACHED],
        authorizers: [
          {
            type: 'TOKEN',
            name: 'guard',
            uri: `${PASSES_ON}arn:aws:lambda:us-east-1:000000000000:function:guard/invocations`,
            identitySource: parseIdentitySource('method.request.header.Authorization', 'REST'),
          },
        ],
        ...(policy !== undefined && { policy }),
      },
      {},
      {},
      [guard],
    );
    const authorization = ['Authorization', actions] as const;
    expect(await call('/pets', { headers: [authorization] })).toBe('1');
    const fresh = ['Cache-Control', 'max-age=0'] as const;
    expect(await call('/pets', { headers: [authorization, fresh] })).toBe(from);
    expect(await call('/pets', { headers: [authorization] })).toBe(from);
  });
});

describe('the canary of a stage with a cache', () => {
  function rehearse(useStageCache: boolean, isSameDeployment: boolean) {
    const stages: readonly Stage[] = [{ ...CACHED, canary: { percentTraffic: 50, useStageCache } }];
    const draw = { next: 0 };
    const methods = { 'GET /pets': { integration: backend() } };
    const stable = {
      collection: {
        ...EMPTY_COLLECTION,
        apis: [restApi({ ...methods, 'GET /cats': { integration: backend() } }, { stages })],
      },
      functions: [],
    };
    const { call } = serve(
      methods,
      { stages },
      {
        ids: { ...FIXED_IDS, random: () => draw.next },
        ...(!isSameDeployment && { stable: { source: stable, canaryPercent: 50 } }),
      },
    );
    const main = (): Promise<string | undefined> => ((draw.next = 0.9), call('/pets'));
    const canary = (): Promise<string | undefined> => ((draw.next = 0.1), call('/pets'));
    return { main, canary };
  }

  test.each<[useStageCache: boolean, isSame: boolean, calls: readonly string[]]>([
    [true, true, ['1', '1', '1', '1']],
    [false, true, ['1', '2', '1', '3']],
    [true, false, ['1', '2', '1', '2']],
    [false, false, ['1', '2', '1', '3']],
  ])('useStageCache %s, the same deployment %s: %j', async (useStageCache, isSame, calls) => {
    const { main, canary } = rehearse(useStageCache, isSame);
    expect([await main(), await canary(), await main(), await canary()]).toEqual(calls);
  });
});
