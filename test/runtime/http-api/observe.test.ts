import { afterEach, describe, expect, test } from 'vitest';
import {
  parseAccessLogFormat,
  reference,
  type HttpApi,
  type HttpApiStage,
  type InlineHandler,
} from '../../../lib/model/index.js';
import { readIdentities } from '../../../lib/runtime/authorizers/identities.js';
import { Metrics } from '../../../lib/runtime/observe/metrics.js';
import type { Observation } from '../../../lib/runtime/observe/observation.js';
import { printMetrics, printPrometheus } from '../../../lib/runtime/observe/print-metrics.js';
import { echoRoute, ServedHttpApi, type SentRequest } from '../../support/http-api.js';

const opened: ServedHttpApi[] = [];
afterEach(async () => {
  for (const api of opened.splice(0)) await api.runtime.close();
});

interface Settings {
  readonly format?: string;
  readonly stage?: Partial<HttpApiStage>;
  readonly api?: Partial<HttpApi>;
  readonly echo?: InlineHandler;
  readonly given?: Observation;
}

/** An HTTP API, with everything that is written of it. The clock moves on whenever it is read. */
function observe(settings: Settings = {}) {
  const access: string[] = [];
  const metrics = new Metrics();
  const destination = { write: (line: string) => access.push(line), writeCanary: () => undefined };
  const { format, stage = {}, api = {}, echo = () => ({ statusCode: 201, body: 'made' }), given } = settings;
  const accessLog = format === undefined ? {} : { accessLog: { format: parseAccessLogFormat(format) } };
  let nowMs = Date.UTC(2026, 10, 20, 10) - 7;
  const served = new ServedHttpApi(
    {
      routes: [echoRoute('POST /pets/{id}'), echoRoute('GET /pets')],
      stages: [{ name: '$default', ...accessLog, ...stage }],
      ...api,
    },
    {
      observation: { metrics, accessLog: () => destination, ...given },
      clock: { now: () => (nowMs += 7) },
      traces: 0,
    },
    { echo },
  );
  opened.push(served);
  return { served, access, metrics, destination };
}

async function lineOf(format: string, request: SentRequest, settings: Settings = {}): Promise<string> {
  const { served, access } = observe({ format, ...settings });
  await served.send(request);
  expect(access).toHaveLength(1);
  return access[0] ?? '';
}

const POST: SentRequest = { method: 'POST', path: '/pets/1' };

describe('access logs', () => {
  test.each<[format: 'CLF' | 'JSON' | 'XML' | 'CSV', line: string]>([
    ['CLF', '127.0.0.1 - - [20/Nov/2026:10:00:00 +0000] "POST POST /pets/{id} HTTP/1.1" 201 4 AAAAAAAAAAAAAA='],
    [
      'JSON',
      '{ "requestId":"AAAAAAAAAAAAAA=", "ip":"127.0.0.1", "requestTime":"20/Nov/2026:10:00:00 +0000", "httpMethod":"POST", "routeKey":"POST /pets/{id}", "status":"201", "protocol":"HTTP/1.1", "responseLength":"4" }',
    ],
    [
      'XML',
      '<request id="AAAAAAAAAAAAAA="> <ip>127.0.0.1</ip> <requestTime>20/Nov/2026:10:00:00 +0000</requestTime> <httpMethod>POST</httpMethod> <routeKey>POST /pets/{id}</routeKey> <status>201</status> <protocol>HTTP/1.1</protocol> <responseLength>4</responseLength> </request>',
    ],
    ['CSV', '127.0.0.1,20/Nov/2026:10:00:00 +0000,POST,POST /pets/{id},HTTP/1.1,201,4,AAAAAAAAAAAAAA='],
  ])('have the %s format of the console', async (format, expected) => {
    const access: string[] = [];
    const given: Observation = {
      accessLog: () => ({ format, write: (line) => access.push(line), writeCanary: () => undefined }),
    };
    await observe({ given, format: '$context.requestId not this' }).served.send(POST);
    expect(access).toEqual([expected]);
  });

  test('know the variables of a request that is served', async () => {
    const format =
      '$context.extendedRequestId $context.stage $context.path $context.routeKey $context.integration.status ' +
      '$context.integrationStatus $context.responseLatency $context.dataProcessed $context.error.message $context.nothing';
    expect(await lineOf(format, POST)).toBe('AAAAAAAAAAAAAA= $default /pets/1 POST /pets/{id} 201 200 14 4 - -');
    expect(await lineOf('$context.awsEndpointRequestId $context.integration.latency', POST)).toMatch(
      /^[0-9a-f-]{36} \d+$/,
    );
  });

  test('know why a request fails', async () => {
    const format =
      '$context.status $context.routeKey $context.error.message $context.error.responseType $context.integrationErrorMessage $context.integration.status';
    expect(await lineOf(format, { path: '/nowhere' })).toBe('404 - Not Found RESOURCE_NOT_FOUND - -');
    const failing: InlineHandler = () => {
      throw new Error('out of pets');
    };
    expect(await lineOf(format, POST, { echo: failing })).toBe(
      '500 POST /pets/{id} Internal Server Error INTEGRATION_FAILURE The Lambda function returned the following error: out of pets -',
    );
    const malformed: InlineHandler = () => ({ statusCode: 200, headers: 'none' });
    expect(await lineOf('$context.integration.error', POST, { echo: malformed })).toMatch(
      /^The response from the Lambda function doesn't match the format that API Gateway expects: /,
    );
    expect(await lineOf('"$context.error.messageString"', { path: '/nowhere' })).toBe('""Not Found""');
  });

  test('have a line for a preflight request', async () => {
    const { served, access } = observe({
      format: '$context.httpMethod $context.routeKey $context.status',
      api: { cors: { allowOrigins: ['*'] } },
    });
    await served.send({
      ...{ method: 'OPTIONS', path: '/pets' },
      headers: [
        ['Origin', 'https://app.test'],
        ['Access-Control-Request-Method', 'GET'],
      ],
    });
    expect(access).toEqual(['OPTIONS - 204']);
  });

  test('are not written for a request without a stage', async () => {
    const { served, access } = observe({ stage: { name: 'dev' } });
    expect((await served.send({ path: '/pets' })).status).toBe(404);
    expect(access).toEqual([]);
  });
});

describe('metrics', () => {
  test('have the names and dimensions of HTTP APIs', async () => {
    const { served, metrics } = observe();
    await served.send(POST);
    await served.send({ path: '/nowhere' });
    const ApiId = served.runtime.gateway.apis[0]?.apiId ?? '';
    const printed = printMetrics(metrics.list());
    expect(new Set(printed.map(({ dimensions }) => JSON.stringify(dimensions)))).toEqual(
      new Set([JSON.stringify({ ApiId }), JSON.stringify({ ApiId, Stage: '$default' })]),
    );
    const ofApi = printed.filter(({ dimensions: { Stage } }) => Stage === undefined);
    expect(ofApi.map(({ name, sampleCount }) => [name, sampleCount])).toEqual([
      ['Count', 2],
      ['4xx', 2],
      ['5xx', 2],
      ['Latency', 2],
      ['IntegrationLatency', 1],
      ['DataProcessed', 2],
    ]);
    expect(ofApi.find(({ name }) => name === '4xx')?.sum).toBe(1);
    expect(ofApi.find(({ name }) => name === 'DataProcessed')).toMatchObject({
      unit: 'Bytes',
      sum: 4 + '{"message":"Not Found"}'.length,
    });
    expect(printPrometheus(metrics.list())).toContain(
      `aws_apigateway_count_total{api_id="${ApiId}",stage="$default"} 2`,
    );
  });

  test('are counted by route where its settings enable them', async () => {
    const routeSettings = [{ routeKey: echoRoute('GET /pets').routeKey, detailedMetricsEnabled: true }] as const;
    const { served, metrics } = observe({ stage: { routeSettings } });
    await served.send(POST);
    await served.send({ path: '/pets' });
    const detailed = metrics.list().filter(({ dimensions: { Method } }) => Method !== undefined);
    expect(detailed.map(({ dimensions, count }) => [dimensions, count])).toEqual([
      [expect.objectContaining({ Method: 'GET', Resource: '/pets', Stage: '$default' }), 1],
    ]);
  });
});

describe('warningsOfUnknownCallers()', () => {
  test.each([
    [[], ['IAM knows no callers here: every signed request is refused. Name some with --identities']],
    [[{ accessKeyId: 'AKIA1', secretAccessKey: 's', arn: 'arn:aws:iam::000000000000:user/ana' }], []],
  ])('of an API with AWS_IAM and the identities %j: %j', (identities, messages) => {
    const routes = [echoRoute('GET /pets', { authorization: { type: 'AWS_IAM' } })];
    const api = new ServedHttpApi({ routes }, { identities: readIdentities(identities, 'test') });
    opened.push(api);
    expect(api.runtime.diagnostics.map(({ message }) => message)).toEqual(messages);
  });
});

describe('warningsOfRouteStage()', () => {
  const warningsFor = (stage: Partial<HttpApiStage>, observation: Observation = {}): readonly string[] => {
    const api = new ServedHttpApi(
      { routes: [echoRoute('GET /pets')], stages: [{ name: 'dev', ...stage }] },
      { observation },
    );
    opened.push(api);
    return api.runtime.diagnostics.map(({ message }) => message);
  };
  const asked = { accessLog: { destinationArn: 'arn' }, defaultRouteSettings: { detailedMetricsEnabled: true } };

  test('names what a stage asks for and nobody observes', () => {
    expect(warningsFor({})).toEqual([]);
    expect(warningsFor(asked)).toEqual([
      'The stage is served without metrics, access logs (--access-log writes them): not simulated, and no response depends on it',
    ]);
  });

  test('misses nothing of what is written', () => {
    const { destination } = observe();
    const observation = { metrics: new Metrics(), accessLog: () => destination };
    expect(warningsFor(asked, observation)).toEqual([]);
    expect(warningsFor({ accessLog: { format: parseAccessLogFormat(reference('Format')) } }, observation)).toEqual([
      expect.stringContaining('without the format of its access log, which only deployment knows'),
    ]);
  });
});
