import { describe, expect, test } from 'vitest';
import { EMPTY_COLLECTION, type LambdaFunction } from '../../../lib/model/index.js';
import { restApi, ServedApi } from '../../support/rest-request.js';

function integration(name: string) {
  const functions = 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions';
  const uri = `${functions}/arn:aws:lambda:us-east-1:000000000000:function:${name}/invocations`;
  return { integration: { type: 'AWS_PROXY', uri, httpMethod: 'POST' } } as const;
}

function definition(name: string, more: Partial<LambdaFunction>): LambdaFunction {
  const code = { kind: 'function', handler: () => ({ statusCode: 200 }) } as const;
  return { name, handler: '', code, environment: {}, timeoutMs: 3000, memoryMegabytes: 128, ...more };
}

const FUNCTIONS = [
  definition('runs', {}),
  definition('image', { code: { kind: 'unavailable', reason: 'it is an image, and images are not run' } }),
  definition('java', { runtime: 'java21', code: { kind: 'zip', path: 'code.zip' } }),
  definition('java-elsewhere', { runtime: 'java21', code: { kind: 'url', url: 'http://127.0.0.1:1' } }),
];

describe('a route of a function that cannot run', () => {
  test.each<[name: string, reason: string]>([
    ['image', 'it is an image, and images are not run'],
    ['java', 'the runtime java21 is not run here'],
    ['imported', 'the source does not define it'],
  ])('is refused by name: %s', async (name, reason) => {
    const api = new ServedApi(restApi({ 'GET /': integration(name) }), { lenience: 'all' }, FUNCTIONS);
    const detail = `the function ${name} (${reason})`;
    const remedy = `give its code or its address: --lambda ${name}=<file or URL>`;
    const { status, body } = await api.send();
    expect([status, JSON.parse(body.toString())]).toEqual([
      501,
      { message: `Not simulated yet: ${detail}`, code: 'not-simulated', feature: 'lambda-function', remedy },
    ]);
    expect(api.runtime.diagnostics).toMatchObject([
      { code: 'not-simulated', message: `The route is refused: ${detail} is not simulated; ${remedy}` },
    ]);
  });

  test.each(['runs', 'java-elsewhere'])('is served once it can: %s', (name) => {
    const api = new ServedApi(restApi({ 'GET /': integration(name) }), {}, FUNCTIONS);
    expect(api.runtime.diagnostics).toEqual([]);
  });

  test('is refused on those stages whose variables name it', async () => {
    const stages = [
      { name: 'dev', variables: { name: 'runs' } },
      { name: 'prod', variables: { name: 'image' } },
      { name: 'none' },
    ];
    const api = new ServedApi(restApi({ 'GET /': integration('${stageVariables.name}') }, { stages }), {}, FUNCTIONS);
    const statuses = stages.map(async ({ name }) => (await api.send({ stage: name })).status);
    expect(await Promise.all(statuses)).toEqual([200, 501, 500]);
    expect(api.runtime.diagnostics.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The route is refused on stage prod: the function image \(/),
    ]);
  });

  test('is served from the next version on that has its code', async () => {
    const api = restApi({ 'GET /': integration('f') });
    const served = new ServedApi(api);
    await expect(served.send()).resolves.toMatchObject({ status: 501 });
    served.runtime.reload({
      collection: { ...EMPTY_COLLECTION, apis: [api] },
      functions: [definition('f', {})],
    });
    await expect(served.send()).resolves.toMatchObject({ status: 200 });
  });
});
