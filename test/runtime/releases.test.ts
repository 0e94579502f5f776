import { afterEach, describe, expect, test } from 'vitest';
import type { InlineHandler, Stage } from '../../lib/model/index.js';
import { LocalRuntime, type RuntimeOptions, type RuntimeSource } from '../../lib/runtime/local-runtime.js';
import { FIXED_CLOCK, FIXED_IDS } from '../support/behaviour.js';
import { lambdaOperation, mockOperation, runtimeSource } from '../support/runtime-source.js';
import { wholeBody } from '../support/whole-body.js';

const open: LocalRuntime[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((runtime) => runtime.close()));
});

const IS_CANARY = '"$context.isCanaryRequest"';

/** A version of an API: its mock says its name, its function too. */
function version(name: string, stages: readonly Stage[] = [{ name: 'prod' }]): RuntimeSource {
  const handler: InlineHandler = () => ({ statusCode: 200, body: name });
  return runtimeSource({
    paths: {
      '/mock': { get: mockOperation(`${name} $stageVariables.who ${IS_CANARY}`) },
      '/function': { get: lambdaOperation('answer') },
    },
    functions: { answer: handler },
    stages,
  });
}

/** `draw` is the number that decides between the sides of a canary, below 1. */
function start(source: RuntimeSource, options: RuntimeOptions = {}): { runtime: LocalRuntime; draw: { next: number } } {
  const draw = { next: 0 };
  const runtime = new LocalRuntime(source, {
    lambdaIsolation: 'inline',
    clock: FIXED_CLOCK,
    ids: { ...FIXED_IDS, random: () => draw.next },
    ...options,
  });
  open.push(runtime);
  return { runtime, draw };
}

async function get(runtime: LocalRuntime, path: string): Promise<string> {
  const [api] = runtime.gateway.apis;
  const response = await runtime.gateway.handle(
    {
      method: 'GET',
      target: `/prod${path}`,
      headers: [['Host', 'localhost']],
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.1',
      protocol: 'https',
      httpVersion: 'HTTP/1.1',
    },
    api?.apiId ?? '',
  );
  return response.status === 200 ? wholeBody(response).toString() : String(response.status);
}

const canaryOf = (one: RuntimeSource, canaryPercent: number): RuntimeOptions => ({
  stable: { source: one, canaryPercent },
});

describe('a stage that declares a canary', () => {
  const stages: readonly Stage[] = [
    {
      name: 'prod',
      variables: { who: 'everybody' },
      canary: { percentTraffic: 25, stageVariableOverrides: { who: 'few' } },
    },
  ];

  test('gives its part of the requests the overridden variables', async () => {
    const { runtime, draw } = start(version('one', stages));
    draw.next = 0.24;
    await expect(get(runtime, '/mock')).resolves.toBe('one few "true"');
    draw.next = 0.25;
    await expect(get(runtime, '/mock')).resolves.toBe('one everybody "false"');
  });

  test('keeps the overrides when it is promoted, and its own variables when it is aborted', async () => {
    const promoted = start(version('one', stages)).runtime;
    promoted.releases.promote();
    await expect(get(promoted, '/mock')).resolves.toBe('one few ""');
    // The deployment is the same, so there is none to go back to.
    expect(promoted.releases.list()).toMatchObject([{ stage: 'prod', earlier: [] }]);
    const aborted = start(version('one', stages)).runtime;
    aborted.releases.abort();
    await expect(get(aborted, '/mock')).resolves.toBe('one everybody ""');
  });
});

describe('a canary between two versions', () => {
  test.each<[draw: number, percent: number, served: string]>([
    [0, 10, 'two'],
    [0.0999, 10, 'two'],
    [0.1, 10, 'one'],
    [0.99, 10, 'one'],
    [0, 0, 'one'],
    [0.99, 100, 'two'],
  ])('a draw of %s at %s percent goes to %s, API and function', async (next, percent, served) => {
    const { runtime, draw } = start(version('two'), canaryOf(version('one'), percent));
    draw.next = next;
    await expect(get(runtime, '/mock')).resolves.toBe(`${served}  "${served === 'two' ? 'true' : 'false'}"`);
    await expect(get(runtime, '/function')).resolves.toBe(served);
  });

  test('is run as its stage says, where no percentage is given', async () => {
    const controlled = (name: string): RuntimeSource =>
      version(name, [
        {
          name: 'prod',
          variables: { who: 'everybody' },
          release: { canary: { percentTraffic: 25, stageVariableOverrides: { who: 'few' } } },
        },
      ]);
    const { runtime, draw } = start(controlled('two'), { stable: { source: controlled('one') } });
    draw.next = 0.24;
    await expect(get(runtime, '/mock')).resolves.toBe('two few "true"');
    draw.next = 0.25;
    await expect(get(runtime, '/mock')).resolves.toBe('one everybody "false"');
    runtime.reload(controlled('three'));
    draw.next = 0.24;
    await expect(get(runtime, '/mock')).resolves.toBe('three few "true"');
    expect(runtime.releases.list()).toMatchObject([{ canary: { percent: 25 } }]);
  });

  test('leaves no request to the version before where its stage says nothing of canaries', async () => {
    const { runtime, draw } = start(version('two'), { stable: { source: version('one') } });
    for (draw.next of [0, 0.99]) await expect(get(runtime, '/mock')).resolves.toBe('two  ""');
    expect(runtime.releases.list()).toMatchObject([{ stage: 'prod', earlier: [expect.any(String)] }]);
  });

  test('is not begun by a stage that only says how', async () => {
    const [stage] = [{ name: 'prod', release: { canary: { percentTraffic: 100 } } }];
    await expect(get(start(version('one', [stage])).runtime, '/mock')).resolves.toBe('one  ""');
  });

  test('shares its requests as the percentage says', async () => {
    const { runtime, draw } = start(version('two'), canaryOf(version('one'), 30));
    const counts = { one: 0, two: 0 };
    for (let request = 0; request < 1_000; request++) {
      draw.next = request / 1_000;
      counts[(await get(runtime, '/function')) as 'one' | 'two'] += 1;
    }
    expect(counts).toEqual({ one: 700, two: 300 });
  });

  test('is told by the trace: which deployment served, on which side', async () => {
    const { runtime, draw } = start(version('two'), canaryOf(version('one'), 50));
    const [release] = runtime.releases.list();
    const seen: unknown[] = [];
    for (draw.next of [0.1, 0.9]) {
      await get(runtime, '/mock');
      const [trace] = runtime.gateway.traces.list();
      seen.push(trace?.print()[0]?.output);
    }
    expect(seen).toMatchObject([
      { stage: 'prod', deploymentId: release?.canary?.deployment, isCanaryRequest: true },
      { stage: 'prod', deploymentId: release?.deployment, isCanaryRequest: false },
    ]);
    expect(release?.canary?.deployment).not.toBe(release?.deployment);
  });

  test('promoted, serves everybody, and can be rolled back', async () => {
    const { runtime, draw } = start(version('two'), canaryOf(version('one'), 50));
    const before = runtime.releases.list()[0];
    runtime.releases.promote();
    draw.next = 0.9;
    await expect(get(runtime, '/mock')).resolves.toBe('two  ""');
    expect(runtime.releases.list()).toMatchObject([
      { deployment: before?.canary?.deployment, earlier: [before?.deployment] },
    ]);
    runtime.releases.rollback();
    await expect(get(runtime, '/mock')).resolves.toBe('one  ""');
    await expect(get(runtime, '/function')).resolves.toBe('one');
  });

  test('aborted, leaves everything as it was; the next version begins as a canary', async () => {
    const { runtime, draw } = start(version('two'), canaryOf(version('one'), 50));
    runtime.releases.abort();
    draw.next = 0;
    await expect(get(runtime, '/function')).resolves.toBe('one');
    runtime.reload(version('three'));
    await expect(get(runtime, '/function')).resolves.toBe('three');
    draw.next = 0.5;
    await expect(get(runtime, '/function')).resolves.toBe('one');
  });

  test('gives a stage that only the new version has to everybody, and drops one that it lacks when promoted', async () => {
    const one = version('one', [{ name: 'prod' }, { name: 'old' }]);
    const two = version('two', [{ name: 'prod' }, { name: 'new' }]);
    const { runtime } = start(two, canaryOf(one, 10));
    const stages = (): readonly unknown[] =>
      runtime.releases.list().map(({ stage, canary }) => [stage, canary?.percent]);
    expect(stages()).toEqual([
      ['prod', 10],
      ['new', undefined],
      ['old', undefined],
    ]);
    runtime.releases.promote();
    expect(stages()).toEqual([
      ['prod', undefined],
      ['new', undefined],
    ]);
  });
});

describe('Releases', () => {
  test('rollback() goes back one deployment after the other', async () => {
    const { runtime } = start(version('one'));
    runtime.reload(version('two'));
    runtime.reload(version('three'));
    runtime.releases.rollback();
    await expect(get(runtime, '/mock')).resolves.toBe('two  ""');
    runtime.reload(version('four'));
    runtime.releases.rollback();
    await expect(get(runtime, '/mock')).resolves.toBe('two  ""');
    runtime.releases.rollback();
    await expect(get(runtime, '/mock')).resolves.toBe('one  ""');
    expect(() => runtime.releases.rollback()).toThrow('Cannot roll back: stage prod has no earlier deployment');
  });

  test('a version that deploys nothing new is no deployment to go back to', () => {
    const { runtime } = start(version('one'));
    runtime.reload(version('one', [{ name: 'prod', variables: { who: 'x' } }]));
    expect(runtime.releases.list()).toMatchObject([{ earlier: [] }]);
  });

  test('remembers twenty deployments of a stage', () => {
    const { runtime } = start(version('0'));
    for (let number = 1; number <= 30; number++) runtime.reload(version(String(number)));
    expect(runtime.releases.list()[0]?.earlier).toHaveLength(20);
  });

  test.each<[operation: 'promote' | 'abort', message: string]>([
    ['promote', 'Cannot promote: stage prod has no canary'],
    ['abort', 'Cannot abort: stage prod has no canary'],
  ])('%s() without a canary is refused', (operation, message) => {
    const { runtime } = start(version('one'));
    expect(() => runtime.releases[operation]()).toThrow(message);
  });

  test('rollback() while a canary runs is refused', () => {
    const { runtime } = start(version('two'), canaryOf(version('one'), 10));
    expect(() => runtime.releases.rollback()).toThrow('Cannot roll back: a canary is running on stage prod');
  });

  test('operations act on the chosen stages, by default on each that allows them', () => {
    const stages = [{ name: 'prod' }, { name: 'beta' }];
    const { runtime } = start(version('two', stages), canaryOf(version('one', stages), 10));
    const { releases } = runtime;
    const canaries = (): readonly unknown[] => releases.list().map(({ stage, canary }) => [stage, canary?.percent]);
    releases.promote({ stage: 'beta' });
    expect(canaries()).toEqual([
      ['prod', 10],
      ['beta', undefined],
    ]);
    releases.rollback(); // The canary of prod keeps prod out.
    expect(releases.list().map(({ earlier }) => earlier)).toEqual([[], []]);
    expect(() => releases.promote({ stage: 'beta' })).toThrow('Cannot promote: stage beta has no canary');
    releases.abort({ api: 'Pets', stage: 'prod' });
    expect(canaries()).toEqual([
      ['prod', undefined],
      ['beta', undefined],
    ]);
    expect(() => releases.abort({ api: 'Cats', stage: 'dev' })).toThrow('Cannot find stage "dev" of API "Cats"');
  });

  test('a rollback moves the stage back to the deployment and leaves the variables as they are', async () => {
    const { runtime } = start(version('one', [{ name: 'prod', variables: { who: 'a' } }]));
    runtime.reload(version('two', [{ name: 'prod', variables: { who: 'b' } }]));
    runtime.releases.rollback();
    await expect(get(runtime, '/mock')).resolves.toBe('one b ""');
  });

  test('the same API with other functions is another deployment', async () => {
    const one = version('one');
    const functions = version('two').functions;
    const { runtime, draw } = start({ ...one, functions }, canaryOf(one, 50));
    const answers: string[] = [];
    for (draw.next of [0, 0.9]) answers.push(await get(runtime, '/function'));
    expect(answers).toEqual(['two', 'one']);
    const [release] = runtime.releases.list();
    expect(release?.canary?.deployment).not.toBe(release?.deployment);
  });

  test('a request finishes on the deployment that it began with', async () => {
    let answer = (_value: unknown): void => undefined;
    const slow = runtimeSource({
      paths: { '/function': { get: lambdaOperation('slow', 'aws') } },
      functions: { slow: () => new Promise((resolve) => (answer = resolve)) },
      stages: [{ name: 'prod' }],
    });
    const { runtime } = start(slow);
    const asked = get(runtime, '/function');
    runtime.reload(version('two'));
    await expect(get(runtime, '/function')).resolves.toBe('two');
    answer({ from: 'one' });
    await expect(asked).resolves.toBe('{"from":"one"}');
  });
});
