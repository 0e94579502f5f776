import { PassThrough, Readable } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { HttpClient, OutgoingRequest } from '../../../lib/runtime/http-client.js';
import { LocalRuntime, type RuntimeOptions } from '../../../lib/runtime/local-runtime.js';
import {
  findTestMethod,
  testInvokeMethod,
  type TestInvokeRequest,
  type TestInvokeResult,
} from '../../../lib/runtime/rest/test-invoke.js';
import { RANDOM_IDS } from '../../../lib/runtime/server/system-environment.js';
import { firstRestStage } from '../../support/rest-stage.js';
import { FIXED_CLOCK, FIXED_IDS } from '../../support/behaviour.js';
import { lambdaOperation, mockOperation, runtimeSource, type SourceParts } from '../../support/runtime-source.js';

const open: LocalRuntime[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((runtime) => runtime.close()));
});

async function testInvoke(
  parts: SourceParts,
  resource: string,
  asked: Partial<TestInvokeRequest> = {},
  options: RuntimeOptions = {},
  httpMethod = 'GET',
): Promise<TestInvokeResult> {
  const fixed: RuntimeOptions = { lambdaIsolation: 'inline', clock: FIXED_CLOCK, ids: FIXED_IDS };
  const runtime = new LocalRuntime(runtimeSource(parts), { ...fixed, ...options });
  open.push(runtime);
  const stage = firstRestStage(runtime);
  const found = findTestMethod(stage.deployment, resource, httpMethod);
  if (found.kind !== 'method') throw new Error(found.kind);
  const request = { headers: [], body: Buffer.alloc(0), ...asked };
  return testInvokeMethod(stage, found.method, httpMethod, request, runtime.env);
}

/** The log without ids and times. */
const linesOf = ({ log }: TestInvokeResult): readonly string[] =>
  log.split('\n').map((line) => line.replace(/^\w{3} \w{3} \d\d [\d:]{8} UTC \d{4} : /, ''));

const lineOf = (result: TestInvokeResult, head: string): string | undefined =>
  linesOf(result).find((line) => line.startsWith(head));

/** A backend that answers the same each time and keeps what it was sent. */
function backend(): { readonly http: HttpClient; readonly sent: OutgoingRequest[] } {
  const sent: OutgoingRequest[] = [];
  const answer = { kind: 'answer', status: 200, statusText: 'OK', body: Buffer.from('hello') } as const;
  const send: HttpClient['send'] = (request) => {
    sent.push(request);
    return Promise.resolve({ ...answer, headers: [['Content-Type', 'text/plain'] as const] });
  };
  return { http: { send, close: () => Promise.resolve() }, sent };
}

const PROXY = {
  'x-amazon-apigateway-integration': { type: 'http_proxy', httpMethod: 'GET', uri: 'https://backend.example/pets' },
};

describe('testInvokeMethod()', () => {
  test.each<[path: string | undefined, parameters: string, template: string]>([
    ['/pets/123?a=b', '{petId=123}', '123'],
    [undefined, '{petId={petId}}', '{petId}'],
    ['/else/where/123', '{}', ''],
  ])('with the path %s takes %s from it', async (path, parameters, template) => {
    const parts = { paths: { '/pets/{petId}': { get: mockOperation("$input.params('petId')") } } };
    const result = await testInvoke(parts, '/pets/{petId}', path === undefined ? {} : { path });
    expect(result.body).toBe(template);
    expect(lineOf(result, 'Method request path')).toBe(`Method request path: ${parameters}`);
    const shown = path?.split('?')[0] ?? '/pets/{petId}';
    expect(lineOf(result, 'HTTP Method')).toBe(`HTTP Method: GET, Resource Path: ${shown}`);
  });

  test('answers a mock with its content type only, and logs no endpoint', async () => {
    const result = await testInvoke({ paths: { '/': { get: mockOperation('hi') } } }, '/');
    expect(result).toMatchObject({ status: 200, body: 'hi', latency: 0 });
    expect(result.headers).toEqual({ 'Content-Type': 'application/json' });
    expect(result.multiValueHeaders).toEqual({ 'Content-Type': ['application/json'] });
    expect(linesOf(result).filter((line) => line.includes('Endpoint') || line.startsWith('Sending'))).toEqual([]);
    expect(linesOf(result).at(-2)).toBe('Method completed with status: 200');
  });

  test.each<[what: string, operation: Readonly<Record<string, unknown>>, document: Readonly<Record<string, unknown>>]>([
    [
      'an authorizer and a key',
      { security: [{ guard: [], key: [] }] },
      {
        components: {
          securitySchemes: {
            guard: {
              type: 'apiKey',
              name: 'Authorization',
              in: 'header',
              'x-amazon-apigateway-authtype': 'custom',
              'x-amazon-apigateway-authorizer': {
                type: 'token',
                authorizerUri:
                  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:guard/invocations',
              },
            },
            key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
          },
        },
      },
    ],
    ['a resource policy', {}, { 'x-amazon-apigateway-policy': { Version: '2012-10-17', Statement: [] } }],
  ])('asks for no caller: %s', async (_what, members, document) => {
    const result = await testInvoke({ paths: { '/': { get: mockOperation('in', members) } }, document }, '/');
    expect(result.body).toBe('in');
  });

  test('is not throttled', async () => {
    const methodSettings = [{ path: '*', httpMethod: '*', throttle: { ratePerSecond: 1, burst: 1 } }] as const;
    const parts = { paths: { '/': { get: mockOperation('in') } }, stages: [{ name: 'prod', methodSettings }] };
    await expect(testInvoke(parts, '/')).resolves.toMatchObject({ status: 200, body: 'in' });
  });

  test('refuses what it could only answer wrongly', async () => {
    const parts = { paths: { '/': { get: mockOperation('#if(') } } };
    await expect(testInvoke(parts, '/')).rejects.toMatchObject({ cause: { kind: 'not-simulated' } });
  });

  test('gives a function the headers of the call and no others', async () => {
    const events: Record<string, unknown>[] = [];
    const echo = (event: Record<string, unknown>): unknown => {
      events.push(event);
      return { statusCode: 201, headers: { 'X-Own': '1' }, body: 'done' };
    };
    const result = await testInvoke(
      { paths: { '/{proxy+}': { any: lambdaOperation('echo') } }, functions: { echo } },
      '/{proxy+}',
      { path: '/a/b?x=1', headers: [['X-Given', 'yes']], body: Buffer.from('{}') },
      {},
      'POST',
    );
    expect(events[0]).toMatchObject({
      path: '/a/b',
      httpMethod: 'POST',
      pathParameters: { proxy: 'a/b' },
      headers: { 'X-Given': 'yes' },
      multiValueHeaders: { 'X-Given': ['yes'] },
      requestContext: { stage: 'test-invoke-stage', identity: { sourceIp: 'test-invoke-source-ip' } },
    });
    expect(Object.keys(events[0]?.headers ?? {})).toEqual(['X-Given']);
    expect(result.status).toBe(201);
    expect(Object.keys(result.headers)).toEqual(['X-Own', 'X-Amzn-Trace-Id', 'Content-Type']);
  });

  test('gives a function null where there are no headers', async () => {
    const echo = (event: { headers: unknown; multiValueHeaders: unknown }): unknown => ({
      body: JSON.stringify([event.headers, event.multiValueHeaders]),
    });
    const parts = { paths: { '/': { get: lambdaOperation('echo') } }, functions: { echo } };
    await expect(testInvoke(parts, '/')).resolves.toMatchObject({ status: 200, body: '[null,null]' });
  });

  test("shows a function's event as it was sent, although the function changes it", async () => {
    const rude = (event: { body?: string }): unknown => {
      event.body = 'changed';
      return { statusCode: 200 };
    };
    const parts = { paths: { '/': { get: lambdaOperation('rude') } }, functions: { rude } };
    const sent = lineOf(await testInvoke(parts, '/'), 'Endpoint request body after transformations: ');
    expect(sent).toContain('"resource":"/"');
    expect(sent).not.toContain('changed');
  });

  test("says what a function threw, and Lambda's id of the call", async () => {
    const failing = (): never => {
      throw new Error('boom');
    };
    const parts = { paths: { '/': { get: lambdaOperation('failing') } }, functions: { failing } };
    const result = await testInvoke(parts, '/');
    expect(result.status).toBe(502);
    expect(result.headers).toEqual({ 'x-amzn-ErrorType': 'InternalServerErrorException' });
    expect(linesOf(result).slice(-3, -1)).toEqual([
      `Lambda execution failed with status 200 due to customer function error: boom. Lambda request id: ${FIXED_IDS.requestId()}`,
      'Method completed with status: 502',
    ]);
    expect(lineOf(result, 'Endpoint response headers')).toContain('X-Amz-Function-Error=Unhandled');
  });

  test('names a call by the id that the function has', async () => {
    const failing = (_event: unknown, context: { readonly awsRequestId: string }): never => {
      throw new Error(context.awsRequestId);
    };
    const parts = { paths: { '/': { get: lambdaOperation('failing') } }, functions: { failing } };
    const result = await testInvoke(parts, '/', {}, { ids: RANDOM_IDS });
    const [, thrown, named] =
      /function error: (\S+)\. Lambda request id: (\S+)$/.exec(linesOf(result).at(-3) ?? '') ?? [];
    expect(thrown).toMatch(/^[\da-f-]{36}$/);
    expect(named).toBe(thrown);
    expect(lineOf(result, 'Endpoint response headers')).toContain(`x-amzn-RequestId=${named ?? ''}`);
  });

  test('cuts the secrets of a signed call out of the log', async () => {
    const ok = (): unknown => ({ fine: true });
    const parts = { paths: { '/': { get: lambdaOperation('ok', 'aws') } }, functions: { ok } };
    const line = lineOf(await testInvoke(parts, '/'), 'Endpoint request headers') ?? '';
    expect(line).toMatch(/Authorization=\*+, X-Amz-Date=20261121T112233Z, .*X-Amz-Security-Token=\*+ \[TRUNCATED\]$/);
    expect(line.length).toBe(1_024 + ' [TRUNCATED]'.length);
  });

  test('logs an empty event as nothing, of which Lambda makes {}', async () => {
    const echo = (event: unknown): unknown => event;
    const parts = { paths: { '/': { get: lambdaOperation('echo', 'aws') } }, functions: { echo } };
    const result = await testInvoke(parts, '/');
    expect(lineOf(result, 'Endpoint request body')).toBe('Endpoint request body after transformations: ');
    expect(result.body).toBe('{}');
  });

  test('sends an HTTP backend nothing of a client that is not there', async () => {
    const { http, sent } = backend();
    const result = await testInvoke(
      { paths: { '/pets': { get: PROXY } } },
      '/pets',
      { path: '/pets?q=1', headers: [['content-type', 'text/plain']] },
      { http },
    );
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET https://backend.example/pets?q=1']);
    const names = (sent[0]?.headers ?? []).map(([name]) => name.toLowerCase());
    expect(names).toEqual(['content-type', 'x-amzn-apigateway-api-id', 'content-length']);
    // The log shows what was given; the method was run for JSON.
    expect(lineOf(result, 'Method request headers')).toBe('Method request headers: {content-type=text/plain}');
    expect(sent[0]?.headers[0]).toEqual(['content-type', 'application/json']);
    expect(result.headers).toEqual({ 'Content-Type': 'text/plain' });
    expect(lineOf(result, 'Received response')).toMatch(
      /^Received response\. Status: 200, Integration latency: \d+ ms$/,
    );
  });

  test('says where it would have sent to when nothing came back', async () => {
    const http: HttpClient = { send: () => Promise.resolve({ kind: 'timeout' }), close: () => Promise.resolve() };
    const result = await testInvoke({ paths: { '/pets': { get: PROXY } } }, '/pets', {}, { http });
    expect(linesOf(result).slice(-4)).toEqual([
      'Sending request to https://backend.example/pets',
      'Execution failed due to a timeout error',
      'Method completed with status: 504',
      '',
    ]);
  });

  test("validates as the method's validator says", async () => {
    const operation = {
      parameters: [{ name: 'q', in: 'query', required: true, schema: { type: 'string' } }],
      'x-amazon-apigateway-request-validator': 'all',
    };
    const document = {
      'x-amazon-apigateway-request-validators': {
        all: { validateRequestParameters: true, validateRequestBody: false },
      },
    };
    const parts = { paths: { '/': { get: mockOperation('ok', operation) } }, document };
    const result = await testInvoke(parts, '/');
    expect(result.status).toBe(400);
    expect(linesOf(result).slice(-3, -1)).toEqual([
      'Missing required request parameters: [q]',
      'Method completed with status: 400',
    ]);
    await expect(testInvoke(parts, '/', { path: '/?q=1' })).resolves.toMatchObject({ status: 200 });
  });
});

describe('testInvokeMethod() of an integration that streams', () => {
  const proxy = {
    ...PROXY['x-amazon-apigateway-integration'],
    responseTransferMode: 'STREAM',
    timeoutInMillis: 60_000,
  };
  const parts = { paths: { '/': { get: { 'x-amazon-apigateway-integration': proxy } } } };
  const streaming = (body: Readable): HttpClient => ({
    send: () => Promise.resolve({ kind: 'stream', status: 201, statusText: 'Created', headers: [], body }),
    close: () => Promise.resolve(),
  });

  test.each<[what: string, chunks: readonly string[], body: string]>([
    ['the whole, without a log', ['one', 'two'], 'onetwo'],
    ['1 MB of it', ['x'.repeat(1_000_000), 'x'.repeat(1_000_000)], 'x'.repeat(1024 * 1024)],
  ])('gives %s', async (_what, chunks, body) => {
    const http = streaming(Readable.from(chunks.map((chunk) => Buffer.from(chunk))));
    const result = await testInvoke(parts, '/', {}, { http });
    expect([result.status, result.body === body, result.log]).toEqual([201, true, '']);
  });

  test.each<[what: string, chunk: string | undefined, status: number, body: string]>([
    ['the status 0 without a head', undefined, 0, ''],
    ['what has come', 'half', 201, 'half'],
  ])('gives %s after 35 seconds', async (_what, chunk, status, body) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const stream = new PassThrough();
      const never: HttpClient['send'] = () => new Promise(() => undefined);
      const http = chunk === undefined ? { ...streaming(stream), send: never } : streaming(stream);
      if (chunk !== undefined) stream.write(chunk);
      const testing = testInvoke(parts, '/', {}, { http });
      await vi.advanceTimersByTimeAsync(35_000);
      expect(await testing).toMatchObject({ status, body, log: '' });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('findTestMethod()', () => {
  test.each<[resource: string, httpMethod: string, found: string]>([
    ['/a', 'GET', 'GET'],
    ['/b', 'GET', 'ANY'],
    ['/b', 'ANY', 'ANY'],
    ['/a', 'POST', 'no-method'],
    ['/c', 'GET', 'no-resource'],
  ])('%s %s: %s', async (resource, httpMethod, expected) => {
    const paths = { '/a': { get: mockOperation('') }, '/b': { any: mockOperation('') } };
    const runtime = new LocalRuntime(runtimeSource({ paths }));
    open.push(runtime);
    const found = findTestMethod(firstRestStage(runtime).deployment, resource, httpMethod);
    expect(found.kind === 'method' ? found.method.httpMethod : found.kind).toBe(expected);
  });
});
