import { describe, expect, test } from 'vitest';
import { EMPTY_COLLECTION, reference, type DomainName, type RestApi } from '../../lib/model/index.js';
import { LocalRuntime, type HttpResponse, type RuntimeOptions } from '../../lib/runtime/index.js';
import { FIXED_IDS } from '../support/behaviour.js';
import { mock, restApi, ServedApi } from '../support/rest-request.js';
import { wholeBody } from '../support/whole-body.js';

const STAGE = mock({
  'application/json': '$context.stage $context.path $stageVariables.release $!context.isCanaryRequest',
});

function runtimeOf(api: RestApi, options: RuntimeOptions = {}): LocalRuntime {
  return new LocalRuntime(
    { collection: { ...EMPTY_COLLECTION, apis: [api] }, functions: [] },
    { exact: true, ...options },
  );
}

function get(
  runtime: LocalRuntime,
  target: string,
  apiId = runtime.gateway.apis[0]?.apiId ?? '',
): Promise<HttpResponse> {
  const request = {
    method: 'GET',
    target,
    headers: [['Host', 'localhost:3000']],
    body: Buffer.alloc(0),
    sourceIp: '127.0.0.1',
    protocol: 'http',
    httpVersion: 'HTTP/1.1',
  } as const;
  return runtime.gateway.handle(request, apiId);
}

describe('Gateway.handle() finds the stage', () => {
  const runtime = runtimeOf(
    restApi(
      { 'GET /': { integration: STAGE }, 'GET /a': { integration: STAGE } },
      { stages: [{ name: 'prod' }, { name: 'beta' }] },
    ),
  );

  test.each<[target: string, status: number, body: string]>([
    ['/prod', 200, 'prod /prod  '],
    ['/prod/', 200, 'prod /prod/  '],
    ['/prod/a', 200, 'prod /prod/a  '],
    ['/prod/a?x=/y', 200, 'prod /prod/a  '],
    ['/beta/a/', 200, 'beta /beta/a/  '],
    ['//prod//a', 200, 'prod /prod//a  '],
    ['http://localhost:3000/prod/a', 200, 'prod /prod/a  '],
    ['/', 403, '{"message":"Forbidden"}'],
    ['/none/a', 403, '{"message":"Forbidden"}'],
    ['/PROD/a', 403, '{"message":"Forbidden"}'],
    ['*', 403, '{"message":"Forbidden"}'],
    ['', 403, '{"message":"Forbidden"}'],
  ])('%j: %i', async (target, status, body) => {
    const response = await get(runtime, target);
    expect([response.status, wholeBody(response).toString()]).toEqual([status, body]);
  });

  test('answers an API that it does not have like a stage that it does not have', async () => {
    const { status, headers } = await get(runtime, '/prod', 'none');
    expect(status).toBe(403);
    expect(headers.map(([name]) => name)).toEqual([
      'Content-Type',
      'x-amzn-RequestId',
      'x-amzn-ErrorType',
      'x-amz-apigw-id',
    ]);
  });
});

describe('an API whose own endpoint is disabled', () => {
  const api = restApi({ 'GET /': { integration: STAGE } }, { disableExecuteApiEndpoint: true });
  const domain = (rest: Partial<DomainName>): DomainName => ({
    id: 'D',
    name: 'api.example.com',
    mappings: [{ api: reference('Api'), stage: 'dev' }],
    ...rest,
  });
  const mutualTls = { truststoreUri: 's3://bucket/store.pem' };

  test.each<[what: string, exact: boolean, domains: readonly DomainName[], status: number, finding: RegExp]>([
    ['is served there all the same', false, [], 200, /served all the same/],
    ['is closed there with exact', true, [], 403, /^$/],
    ['is served beside a domain that anybody may call', false, [domain({})], 200, /served all the same/],
    [
      'stays closed where a domain asks for mutual TLS',
      false,
      [domain({ mutualTls })],
      403,
      /mutual TLS of the domain/,
    ],
    ['stays closed where a domain has a policy', false, [domain({ policy: {} })], 403, /the policy of the domain/],
    [
      'stays closed where such a domain may lead to it',
      false,
      [domain({ mutualTls, mappings: [{ api: reference('Elsewhere') }] })],
      403,
      /mutual TLS of the domain/,
    ],
  ])('%s', async (_what, exact, domainNames, status, finding) => {
    const collection = { ...EMPTY_COLLECTION, apis: [api], domainNames };
    const runtime = new LocalRuntime({ collection, functions: [] }, { exact });
    expect((await get(runtime, '/dev')).status).toBe(status);
    const found = runtime.diagnostics.find(({ place }) => place.property === 'disableExecuteApiEndpoint');
    expect(found?.message ?? '').toMatch(finding);
  });
});

describe('a canary', () => {
  const api = restApi(
    { 'GET /': { integration: STAGE } },
    {
      stages: [
        {
          name: 'dev',
          variables: { release: 'stable' },
          canary: { percentTraffic: 20, stageVariableOverrides: { release: 'next' } },
        },
      ],
    },
  );

  test.each([
    [0, 'dev /dev next true'],
    [0.1999, 'dev /dev next true'],
    [0.2, 'dev /dev stable false'],
    [0.9, 'dev /dev stable false'],
  ])('of 20 % with the number %f: %s', async (number, body) => {
    const runtime = runtimeOf(api, { ids: { ...FIXED_IDS, random: () => number } });
    expect(wholeBody(await get(runtime, '/dev')).toString()).toBe(body);
  });
});

describe('LocalRuntime.reload()', () => {
  test('serves the new version from the next request on, and a request in flight ends on the old one', async () => {
    let release = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (release = resolve));
    const integration = {
      type: 'AWS_PROXY',
      httpMethod: 'POST',
      uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f/invocations',
    } as const;
    const handler = async (): Promise<object> => {
      await waiting;
      return { body: 'old' };
    };
    const known = { name: 'f', handler: '', environment: {}, timeoutMs: 3000, memoryMegabytes: 128 };
    const served = new ServedApi(restApi({ 'GET /': { integration } }), {}, [
      { ...known, code: { kind: 'function', handler } },
    ]);
    const inFlight = served.send();
    served.runtime.reload({
      collection: {
        ...EMPTY_COLLECTION,
        apis: [restApi({ 'GET /': { integration: mock({ 'application/json': 'new' }) } })],
      },
      functions: [],
    });
    expect((await served.send()).body.toString()).toBe('new');
    release();
    expect((await inFlight).body.toString()).toBe('old');
    await served.runtime.close();
  });
});
