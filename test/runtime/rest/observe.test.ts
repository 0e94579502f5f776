import { Readable } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import {
  parseAccessLogFormat,
  parseIdentitySource,
  type InlineHandler,
  type Integration,
  type Method,
  type RestApi,
  type Stage,
  type TokenAuthorizer,
} from '../../../lib/model/index.js';
import type { HttpClient, OutgoingResult } from '../../../lib/runtime/http-client.js';
import { Metrics } from '../../../lib/runtime/observe/metrics.js';
import type { Observation } from '../../../lib/runtime/observe/observation.js';
import { printMetrics } from '../../../lib/runtime/observe/print-metrics.js';
import { FIXED_IDS } from '../../support/behaviour.js';
import { mock, restApi, ServedApi, type TestRequest } from '../../support/rest-request.js';

const opened: ServedApi[] = [];

afterEach(async () => {
  for (const api of opened.splice(0)) await api.runtime.close();
});

interface Observed {
  readonly api: ServedApi;
  readonly access: string[];
  readonly execution: string[];
  readonly canary: string[];
  readonly metrics: Metrics;
}

interface Settings {
  readonly format?: string;
  readonly stage?: Partial<Stage>;
  readonly api?: Partial<RestApi>;
  readonly handler?: InlineHandler;
  readonly answers?: OutgoingResult;
  readonly given?: Observation;
}

const FUNCTION =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f/invocations';

const PROXY: Integration = { type: 'AWS_PROXY', httpMethod: 'POST', uri: FUNCTION };

const ALL = { path: '*', httpMethod: '*' } as const;

/** The API at work, with all that is written of it. Time goes on whenever it is asked for. */
function observe(methods: Readonly<Record<string, Omit<Method, 'httpMethod'>>>, settings: Settings = {}): Observed {
  const written = { access: [] as string[], execution: [] as string[], canary: [] as string[], metrics: new Metrics() };
  const { access, execution, canary, metrics } = written;
  const {
    format,
    stage = {},
    api = {},
    handler = () => ({ statusCode: 201, body: 'made' }),
    answers,
    given,
  } = settings;
  const observation: Observation = {
    metrics,
    accessLog: () => ({ write: (line) => access.push(line), writeCanary: (line) => canary.push(line) }),
    executionLog: () => ({ write: (line) => execution.push(line), writeCanary: (line) => canary.push(line) }),
    ...given,
  };
  const accessLog = format === undefined ? {} : { accessLog: { format: parseAccessLogFormat(format) } };
  let nowMs = Date.UTC(2026, 10, 20, 10) - 7;
  const http: HttpClient = {
    send: () => (answers === undefined ? Promise.reject(new Error('no backend')) : Promise.resolve(answers)),
    close: () => Promise.resolve(),
  };
  const served = new ServedApi(
    restApi(methods, { stages: [{ name: 'dev', ...accessLog, ...stage }], ...api }),
    { observation, http, clock: { now: () => (nowMs += 7) }, traces: 0 },
    [
      {
        name: 'f',
        handler: '',
        code: { kind: 'function', handler },
        environment: {},
        timeoutMs: 3_000,
        memoryMegabytes: 128,
      },
    ],
  );
  opened.push(served);
  return { api: served, ...written };
}

describe('access logs', () => {
  const line = async (
    methods: Readonly<Record<string, Omit<Method, 'httpMethod'>>>,
    format: string,
    request: TestRequest = {},
    settings: Settings = {},
  ): Promise<string> => {
    const { api, access } = observe(methods, { format, ...settings });
    await api.send(request);
    expect(access).toHaveLength(1);
    return access[0] ?? '';
  };

  test.each<[format: 'CLF' | 'JSON' | 'XML' | 'CSV', line: string]>([
    [
      'CLF',
      '127.0.0.1 - - [20/Nov/2026:10:00:00 +0000] "GET /pets/{id} HTTP/1.1" 200 2 11111111-2222-4333-8444-555555555555 AAAAAAAAAAAAAA=',
    ],
    [
      'JSON',
      '{ "requestId":"11111111-2222-4333-8444-555555555555", "extendedRequestId":"AAAAAAAAAAAAAA=", "ip":"127.0.0.1", "caller":"-", "user":"-", "requestTime":"20/Nov/2026:10:00:00 +0000", "httpMethod":"GET", "resourcePath":"/pets/{id}", "status":"200", "protocol":"HTTP/1.1", "responseLength":"2" }',
    ],
    [
      'XML',
      '<request id="11111111-2222-4333-8444-555555555555"> <extendedRequestId>AAAAAAAAAAAAAA=</extendedRequestId> <ip>127.0.0.1</ip> <caller>-</caller> <user>-</user> <requestTime>20/Nov/2026:10:00:00 +0000</requestTime> <httpMethod>GET</httpMethod> <resourcePath>/pets/{id}</resourcePath> <status>200</status> <protocol>HTTP/1.1</protocol> <responseLength>2</responseLength> </request>',
    ],
    [
      'CSV',
      '127.0.0.1,-,-,20/Nov/2026:10:00:00 +0000,GET,/pets/{id},HTTP/1.1,200,2,11111111-2222-4333-8444-555555555555,AAAAAAAAAAAAAA=',
    ],
  ])('have the %s format of the console', async (format, expected) => {
    const access: string[] = [];
    const given: Observation = {
      accessLog: () => ({
        format,
        write: (text) => access.push(text),
        writeCanary: () => undefined,
      }),
    };
    const methods = { 'GET /pets/{id}': { integration: mock({ 'application/json': 'ok' }) } };
    await observe(methods, { given, format: '$context.requestId not this' }).api.send({ path: '/pets/1' });
    expect(access).toEqual([expected]);
  });

  const OUTCOME =
    '$context.status $context.integration.status $context.integration.integrationStatus $context.integrationStatus $context.integration.requestId $context.awsEndpointRequestId $context.integration.responseTransferMode $context.error.responseType $context.error.messageString';
  const ID = '11111111-2222-4333-8444-555555555555';

  test.each<[what: string, integration: Integration, settings: Settings, line: string]>([
    ['a mock', mock(), {}, '200 200 200 200 - - BUFFERED - -'],
    ['a function', PROXY, {}, `201 201 200 200 ${ID} ${ID} BUFFERED - -`],
    [
      'a function that throws',
      PROXY,
      { handler: () => Promise.reject(new Error('boom')) },
      `502 - 200 200 ${ID} ${ID} BUFFERED INTEGRATION_FAILURE "Internal server error"`,
    ],
    [
      'a backend',
      { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'https://backend.example/' },
      {
        answers: {
          kind: 'answer',
          status: 418,
          statusText: '',
          headers: [['x-amzn-RequestId', 'b-1']],
          body: Buffer.from('tea'),
        },
      },
      '418 418 418 418 b-1 b-1 BUFFERED - -',
    ],
    [
      'a backend that does not answer',
      { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'https://backend.example/' },
      { answers: { kind: 'timeout' } },
      '504 - - - - - BUFFERED INTEGRATION_TIMEOUT "Endpoint request timed out"',
    ],
  ])('tell the outcome of %s', async (_what, integration, settings, expected) => {
    expect(await line({ 'GET /': { integration } }, OUTCOME, {}, settings)).toBe(expected);
  });

  test('tell why the backend failed, in the words of the execution log', async () => {
    const format =
      '$context.integrationErrorMessage; $context.integration.error; $context.integration.latency $context.responseLatency';
    const settings: Settings = { answers: { kind: 'timeout' } };
    const integration: Integration = { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'https://backend.example/' };
    expect(await line({ 'GET /': { integration } }, format, {}, settings)).toMatch(
      /^Execution failed due to a timeout error; Execution failed due to a timeout error; \d+ [1-9]\d*$/,
    );
  });

  test('are there for requests that no method fits, and for invalid ids that clients send', async () => {
    const format = '$context.requestId $context.status $context.resourcePath $context.path $context.error.message';
    const request: TestRequest = { path: '/no', headers: [['x-amzn-RequestId', 'mine\t']] };
    expect(await line({ 'GET /': { integration: mock() } }, format, request)).toBe(
      'UUID_REPLACED_INVALID_REQUEST_ID 403 - /dev/no Missing Authentication Token',
    );
  });

  test('quote no secret header in what they tell of a failure', async () => {
    const request: TestRequest = { path: '/no', headers: [['Authorization', 'Bearer some-token']] };
    const format = '$context.authenticate.error $context.error.message';
    expect(await line({ 'GET /': { integration: mock() } }, format, request)).toMatch(
      /^- '\*+' not a valid key=value pair .*: '\*+'\.$/,
    );
  });

  test('tell who was asked about the caller, and what was said', async () => {
    const format =
      '$context.authorizer.principalId $context.authorizer.status $context.authorizer.integrationStatus $context.authorizer.error $context.authorize.status $context.authorize.error';
    const authorizer: TokenAuthorizer = {
      type: 'TOKEN',
      name: 'guard',
      uri: FUNCTION,
      identitySource: parseIdentitySource('method.request.header.Authorization', 'REST'),
    };
    const handler: InlineHandler = (event) => {
      const { authorizationToken, methodArn } = event as { authorizationToken: string; methodArn: string };
      if (authorizationToken === 'fail') throw new Error('boom');
      const Effect = authorizationToken === 'allow' ? 'Allow' : 'Deny';
      const Statement = [{ Effect, Action: 'execute-api:Invoke', Resource: methodArn }];
      return { principalId: 'me', policyDocument: { Version: '2012-10-17', Statement } };
    };
    const authorization = { type: 'CUSTOM', authorizer: 'guard' } as const;
    const { api, access, execution } = observe(
      { 'GET /': { integration: mock(), authorization } },
      {
        format,
        handler,
        api: { authorizers: [authorizer] },
        stage: { methodSettings: [{ ...ALL, logging: { level: 'INFO' } }] },
      },
    );
    for (const token of ['allow', 'deny', 'fail']) await api.send({ headers: [['Authorization', token]] });
    expect(access).toEqual([
      'me 200 200 - - -',
      '- - - - 403 User is not authorized to access this resource with an explicit deny',
      expect.stringMatching(/^- 500 - .+ - -$/) as string,
    ]);
    execution.length = 0;
    await api.send();
    expect([execution, access.at(-1)]).toEqual([[], expect.stringMatching(/^- 401 - .+ - -$/)]);
  });

  test('tell of a stream when it ends, with what went to the client', async () => {
    const integration: Integration = {
      type: 'HTTP_PROXY',
      httpMethod: 'GET',
      uri: 'https://backend.example/',
      responseTransferMode: 'STREAM',
    };
    const { api, access } = observe(
      { 'GET /': { integration } },
      {
        format: '$context.requestId $context.responseLength $context.integration.responseTransferMode',
        answers: {
          kind: 'stream',
          status: 200,
          statusText: '',
          headers: [],
          body: Readable.from([Buffer.from('one'), Buffer.from('two')]),
        },
      },
    );
    const { body } = await api.exchange();
    expect(access).toEqual([]);
    const chunks: string[] = [];
    for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk.toString());
    expect([chunks.join(''), access]).toEqual(['onetwo', [`${ID} 6 STREAMED`]]);
  });
});

describe('execution logs', () => {
  const methods = { 'GET /': { integration: mock() }, 'GET /quiet': { integration: mock() } };
  const stage: Partial<Stage> = {
    methodSettings: [
      { ...ALL, logging: { level: 'INFO', dataTrace: true } },
      { path: '/quiet', httpMethod: 'GET', logging: { level: 'OFF' } },
    ],
  };

  test('are those that the settings of a method ask for', async () => {
    const { api, execution } = observe(methods, { stage });
    await api.send({ path: '/quiet' });
    await api.send({ path: '/nowhere' });
    expect(execution).toEqual([]);
    await api.send();
    const [, , , , first = ''] = execution;
    expect(first).toMatch(
      /^2026-11-20T10:00:00\.\d{3}Z \(11111111-2222-4333-8444-555555555555\) Starting execution for request: 1/,
    );
    expect(execution.filter((text) => text.includes('Method request headers: {Host=localhost'))).toHaveLength(1);
    expect(execution.at(-1)).toMatch(/Method completed with status: 200$/);
  });

  test('are not written for a stage that asks for none, and nothing is kept for them', async () => {
    const { api, execution } = observe(methods, { given: { accessLog: () => undefined, metrics: new Metrics() } });
    await api.send();
    expect(execution).toEqual([]);
  });
});

describe('a canary', () => {
  test('is logged and counted apart', async () => {
    let draw = 0;
    const { api, access, canary, metrics } = observe(
      { 'GET /': { integration: mock() } },
      { format: '$context.requestId $context.isCanaryRequest', stage: { canary: { percentTraffic: 50 } } },
    );
    api.runtime.env.ids.random = () => draw;
    await api.send();
    draw = 0.9;
    await api.send();
    await api.send();
    expect([canary, access]).toEqual([
      [`${FIXED_IDS.requestId()} true`],
      [`${FIXED_IDS.requestId()} false`, `${FIXED_IDS.requestId()} false`],
    ]);
    expect(metrics.list().map(({ dimensions, count }) => [dimensions, count])).toEqual([
      [{ ApiName: 'Api' }, 3],
      [{ ApiName: 'Api', Stage: 'dev/Canary' }, 1],
      [{ ApiName: 'Api', Stage: 'dev' }, 2],
    ]);
  });
});

describe('metrics', () => {
  test('are kept for the API, its stage and methods that enable them, across reloads', async () => {
    const { api, metrics } = observe(
      { 'GET /': { integration: mock() }, 'ANY /{x}': { integration: PROXY }, 'GET /bad': { integration: PROXY } },
      {
        api: { name: 'Käfer' },
        handler: (event) => ((event as { path: string }).path === '/bad' ? 'bad' : { statusCode: 404, body: '' }),
        stage: { methodSettings: [{ path: '/{x}', httpMethod: 'ANY', metricsEnabled: true }] },
      },
    );
    await api.send();
    await api.send({ path: '/a' });
    api.reload();
    await api.send({ path: '/bad' });
    const counts = printMetrics(metrics.list())
      .filter(({ name }) => !name.includes('Latency'))
      .map(({ name, dimensions, sum }) => [Object.values(dimensions).join(' '), name, sum]);
    expect(counts).toEqual([
      ['Kfer', 'Count', 3],
      ['Kfer', '4XXError', 1],
      ['Kfer', '5XXError', 1],
      ['Kfer dev', 'Count', 3],
      ['Kfer dev', '4XXError', 1],
      ['Kfer dev', '5XXError', 1],
      ['Kfer dev ANY /{x}', 'Count', 1],
      ['Kfer dev ANY /{x}', '4XXError', 1],
      ['Kfer dev ANY /{x}', '5XXError', 0],
    ]);
    const latencies = printMetrics(metrics.list()).filter(({ name, dimensions }) => {
      return name.includes('Latency') && dimensions.Method === undefined && dimensions.Stage !== undefined;
    });
    expect(latencies.map(({ name, sampleCount }) => [name, sampleCount])).toEqual([
      ['Latency', 3],
      ['IntegrationLatency', 2],
    ]);
  });
});
