import { expect, test } from 'vitest';
import { parseAccessLogFormat, reference, type Stage } from '../../lib/model/index.js';
import { readIdentities } from '../../lib/runtime/authorizers/identities.js';
import { Metrics } from '../../lib/runtime/observe/metrics.js';
import { ServedApi, mock, restApi } from '../support/rest-request.js';

const ALL = { path: '*', httpMethod: '*' } as const;

test.each<[settings: Partial<Stage>, without: string | undefined]>([
  [{}, undefined],
  [
    { methodSettings: [{ ...ALL, metricsEnabled: false, logging: { level: 'OFF' }, caching: { enabled: false } }] },
    undefined,
  ],
  [{ methodSettings: [{ ...ALL, metricsEnabled: true }] }, 'metrics'],
  [{ methodSettings: [{ ...ALL, logging: { level: 'INFO' } }] }, 'execution logs (--execution-log writes them)'],
  [{ methodSettings: [{ ...ALL, caching: { enabled: true } }], cacheCluster: { enabled: true } }, undefined],
  [
    { cacheCluster: { enabled: reference('Cache') }, accessLog: { destinationArn: 'arn' }, tracingEnabled: true },
    'its cache, access logs (--access-log writes them), X-Ray tracing',
  ],
  [
    { clientCertificateId: 'abc' },
    'the client certificate abc towards backends (clientCertificates in sluice.json gives it)',
  ],
])('%j is served without %s, and answers', async (settings, without) => {
  const api = new ServedApi(restApi({ 'GET /': { integration: mock() } }, { stages: [{ name: 'dev', ...settings }] }));
  expect(api.runtime.diagnostics.map(({ message }) => /without (.*): not simulated/.exec(message)?.[1])).toEqual(
    without === undefined ? [] : [without],
  );
  expect((await api.send()).status).toBe(200);
});

test.each([
  [[], ['IAM knows no callers here: every signed request is refused. Name some with --identities']],
  [[{ accessKeyId: 'AKIA1', secretAccessKey: 's', arn: 'arn:aws:iam::000000000000:user/ana' }], []],
])('an API that wants signatures, with the identities %j: %j', (identities, messages) => {
  const method = { integration: mock(), authorization: { type: 'AWS_IAM' } } as const;
  const api = new ServedApi(restApi({ 'GET /': method }), { identities: readIdentities(identities, 'test') });
  expect(api.runtime.diagnostics.map(({ message }) => message)).toEqual(messages);
});

test('nothing is missed of what is written', () => {
  const destination = { write: () => undefined, writeCanary: () => undefined };
  const observation = { metrics: new Metrics(), accessLog: () => destination, executionLog: () => destination };
  const methodSettings = [{ ...ALL, metricsEnabled: true, logging: { level: 'INFO' } }];
  const warningsFor = (stage: Partial<Stage>): readonly string[] => {
    const stages = [{ name: 'dev', ...stage }];
    const api = new ServedApi(restApi({ 'GET /': { integration: mock() } }, { stages }), { observation });
    return api.runtime.diagnostics.map(({ message }) => message);
  };
  expect(warningsFor({ methodSettings, accessLog: { destinationArn: 'arn' } })).toEqual([]);
  const format = parseAccessLogFormat(reference('Format'));
  expect(warningsFor({ accessLog: { format } })).toEqual([
    expect.stringContaining('without the format of its access log, which only deployment knows'),
  ]);
});
