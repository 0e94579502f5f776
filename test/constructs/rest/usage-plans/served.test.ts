import { App, Stack } from 'aws-cdk-lib';
import { afterEach, expect, test } from 'vitest';
import { ApiKey, MockIntegration, Quota, RestApi, UsagePlan } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

const KEY = 'the-key-of-the-mobile-app';

async function serve(
  build: (stack: Stack) => void,
  api?: string,
): Promise<(path: string, key?: string) => Promise<string>> {
  const stack = new Stack(new App(), 'Stack');
  build(stack);
  const served = await LocalGateway.fromStack(stack, { ...(api !== undefined && { api }) });
  gateway = served;
  return async (path, key) => {
    const response = await served.fetch(path, key === undefined ? {} : { headers: { 'x-api-key': key } });
    return `${response.status} ${await response.text()}`;
  };
}

test.each(['body', 'resources'] as const)(
  'a plan of a stage lets its keys in until their quota is used up: %s',
  async (definition) => {
    const fetch = await serve((stack) => {
      const api = new RestApi(stack, 'Pets', { definition, defaults: { apiKeyRequired: true } });
      api.get('/pets', new MockIntegration());
      const plan = api.addStage('prod').addUsagePlan('Basic', { quota: Quota.perMonth(2) });
      plan.addApiKey('Mobile', { value: KEY });
      plan.addApiKey('Off', { value: `${KEY}-off`, enabled: false });
    });
    expect(await fetch('/pets')).toBe('403 {"message":"Forbidden"}');
    expect(await fetch('/pets', 'a-key-that-nobody-has-made')).toBe('403 {"message":"Forbidden"}');
    expect(await fetch('/pets', `${KEY}-off`)).toBe('403 {"message":"Forbidden"}');
    expect(await fetch('/pets', KEY)).toBe('200 ');
    expect(await fetch('/pets', KEY)).toBe('200 ');
    expect(await fetch('/pets', KEY)).toBe('429 {"message":"Limit Exceeded"}');
  },
);

test.each(['body', 'resources'] as const)(
  'the throttle of a method holds for this method alone: %s',
  async (definition) => {
    const fetch = await serve((stack) => {
      const api = new RestApi(stack, 'Pets', { definition, defaults: { apiKeyRequired: true } });
      const slow = api.get('/slow', new MockIntegration());
      api.get('/fast', new MockIntegration());
      api
        .addStage('prod')
        .addUsagePlan('Basic', { methodThrottles: [{ method: slow, rateLimit: 0, burstLimit: 0 }] })
        .addApiKey('Mobile', { value: KEY });
    });
    expect(await fetch('/slow', KEY)).toBe('429 {"message":"Too Many Requests"}');
    expect(await fetch('/fast', KEY)).toBe('200 ');
  },
);

test('one key opens the plans that it is added to', async () => {
  const build = (stack: Stack): void => {
    const key = new ApiKey(stack, 'Mobile', { value: KEY });
    for (const id of ['Pets', 'Orders', 'Admin']) {
      const api = new RestApi(stack, id, { defaults: { apiKeyRequired: true } });
      api.get('/', new MockIntegration());
      const plan = new UsagePlan(stack, `${id}Plan`, { stages: [{ stage: api.addStage('prod') }] });
      if (id !== 'Admin') plan.addApiKey(key);
    }
  };
  const answers: string[] = [];
  for (const id of ['Pets', 'Orders', 'Admin']) {
    answers.push(await (await serve(build, id))('/', KEY));
    await gateway?.close();
  }
  expect(answers).toEqual(['200 ', '200 ', '403 {"message":"Forbidden"}']);
});
