import { describe, expect, test } from 'vitest';
import { reference, type MethodSettings, type Throttle } from '../../../lib/model/index.js';
import type { RestMethod } from '../../../lib/runtime/rest/invocation.js';
import { compileStageSettings } from '../../../lib/runtime/rest/stage-settings.js';
import { mock, restApi, ServedApi } from '../../support/rest-request.js';
import { firstRestStage } from '../../support/rest-stage.js';

const throttle = { ratePerSecond: 1, burst: 1 };

const ROUTES = restApi({
  'GET /cats': { integration: mock() },
  'GET /pets': { integration: mock() },
  'ANY /pets': { integration: mock() },
});

/** What a stage with these settings sets for a method of the routes above. */
function settingsOf(methodSettings: readonly MethodSettings[], route: string) {
  const { runtime } = new ServedApi({ ...ROUTES, stages: [{ name: 'dev', methodSettings }] });
  const stage = firstRestStage(runtime);
  const method = stage.deployment.methods.find((one) => `${one.httpMethod} ${one.resourcePath}` === route);
  if (method === undefined) throw new Error(`There is no ${route}`);
  return stage.settings(method);
}

describe('the settings of a stage for a method', () => {
  const all: MethodSettings = {
    path: '*',
    httpMethod: '*',
    throttle: { ratePerSecond: 10, burst: 20 },
    metricsEnabled: true,
  };

  test.each<[what: string, settings: readonly MethodSettings[], route: string, expected: object]>([
    ['nothing', [], 'GET /pets', { throttle: undefined, logging: {}, metricsEnabled: false }],
    ['those for all', [all], 'GET /pets', { throttle: { ratePerSecond: 10, burst: 20 }, metricsEnabled: true }],
    [
      'its own before those for all, whatever their order, and of those what it does not set',
      [{ path: '/pets', httpMethod: 'GET', throttle: { burst: 2 }, logging: { level: 'INFO' } }, all],
      'GET /pets',
      { throttle: { ratePerSecond: 10, burst: 2 }, logging: { level: 'INFO' }, metricsEnabled: true },
    ],
    [
      'none of another path or method',
      [
        { path: '/pets', httpMethod: 'POST', throttle },
        { path: '/cats', httpMethod: 'GET', metricsEnabled: true },
      ],
      'GET /pets',
      { throttle: undefined, metricsEnabled: false },
    ],
    [
      'those of its path before those of its method',
      [
        { path: '/pets', httpMethod: '*', logging: { level: 'INFO' } },
        { path: '*', httpMethod: 'GET', logging: { level: 'ERROR', dataTrace: true } },
      ],
      'GET /pets',
      { logging: { level: 'INFO', dataTrace: true } },
    ],
    [
      'those of each method that ANY takes',
      [{ path: '/pets', httpMethod: 'PUT', throttle }],
      'ANY /pets',
      { throttle },
    ],
  ])('are %s', (_what, settings, route, expected) => {
    expect(settingsOf(settings, route)).toMatchObject(expected);
  });

  test.each<[throttle: Throttle, limits: object | undefined]>([
    [{}, undefined],
    [{ ratePerSecond: 3 }, { ratePerSecond: 3, burst: 5_000 }],
    [{ burst: 0 }, { ratePerSecond: 10_000, burst: 0 }],
  ])('a limit of %j is %j: what it leaves out is the limit of the account', (declared, limits) => {
    const settings = [{ path: '/pets', httpMethod: 'GET', throttle: declared }] as const;
    expect(settingsOf(settings, 'GET /pets').throttle).toEqual(limits);
  });

  test('refuse the route for a limit that only deployment knows, behind the reasons of the method', () => {
    const own = { feature: 'authorizer', detail: 'its authorizer', optional: true } as const;
    const method = {
      index: 0,
      httpMethod: 'GET',
      resourcePath: '/pets',
      refusals: [own],
      unenforced: [],
      refusalsOn: () => [],
    } as unknown as RestMethod;
    const settings = [{ path: '/pets', httpMethod: 'GET', throttle: { burst: reference('Burst') } }] as const;
    const found = {
      feature: 'throttle',
      detail: 'throttling by a limit that only deployment knows',
      optional: true,
    };
    expect(compileStageSettings(settings, {}, { methods: [method], lenience: new Set() }, false)(method)).toMatchObject(
      {
        refusals: [own, found],
        unenforced: [],
      },
    );
    expect(
      compileStageSettings(settings, {}, { methods: [method], lenience: new Set(['throttle']) }, false)(method),
    ).toMatchObject({
      refusals: [own],
      unenforced: [found],
    });
  });
});

test('a limit refuses the route on its own stage only, and the finding names the stage', async () => {
  const unknown = { ratePerSecond: reference('Rate') };
  const api = new ServedApi({
    ...ROUTES,
    stages: [
      { name: 'dev' },
      { name: 'prod', methodSettings: [{ path: '/cats', httpMethod: 'GET', throttle: unknown }] },
    ],
  });
  await expect(api.send({ path: '/cats' })).resolves.toMatchObject({ status: 200 });
  await expect(api.send({ path: '/cats', stage: 'prod' })).resolves.toMatchObject({ status: 501 });
  await expect(api.send({ path: '/pets', stage: 'prod' })).resolves.toMatchObject({ status: 200 });
  expect(api.runtime.diagnostics.map(({ message }) => message)).toEqual([
    'The route is refused on stage prod: throttling by a limit that only deployment knows is not simulated; serve the route without a limit: --lenient=throttle',
  ]);
  const [dev, prod] = api.runtime.gateway.apis[0]?.stages ?? [];
  expect(prod?.main.stage.deployment).toBe(dev?.main.stage.deployment);
});
