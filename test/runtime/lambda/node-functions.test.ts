import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LambdaFunction } from '../../../lib/model/lambda-function.js';
import {
  answerOf,
  errorOf,
  fixtures,
  isolations,
  lambdaFunction,
  startLambdas,
  type Isolation,
} from './local-lambdas.js';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

const folder = (name: string): LambdaFunction['code'] => ({ kind: 'folder', path: join(fixtures, name) });

const languages: readonly [name: string, code: LambdaFunction['code'], file: string][] = [
  ['CommonJS', folder('commonjs'), 'index.js'],
  ['ESM', folder('esm'), 'index.mjs'],
  ['TypeScript', folder('typescript'), 'index.ts'],
];

const isolated = isolations.filter((isolation) => isolation !== 'inline');

const eachWay = languages.flatMap(([language, code, file]) =>
  isolations.map((isolation) => [language, isolation, code, file] as const),
);

const eachIsolatedWay = eachWay.filter(([, isolation]) => isolation !== 'inline');

describe('a Node function', () => {
  test.each(eachWay)('%s, %s: answers', async (language, isolation, code) => {
    const { invoke } = startLambdas(lambdaFunction('index.echo', { code }), { isolation });
    const expected = {
      CommonJS: { name: 'world' },
      ESM: { event: { name: 'world' }, started: 'top-level await', url: true },
      TypeScript: { text: 'hello world' },
    }[language as 'CommonJS'];
    expect(answerOf(await invoke({ name: 'world' }))).toEqual(expected);
    expect(answerOf(await invoke({ name: 'world' }))).toEqual(expected);
  });

  test.each(eachWay)('%s, %s: throws', async (_language, isolation, code, file) => {
    const { invoke, output } = startLambdas(lambdaFunction('index.throws', { code }), { isolation });
    const error = errorOf(await invoke({})) as { trace: string[] };
    expect(error).toEqual({
      errorType: 'TypeError',
      errorMessage: 'it broke',
      trace: expect.arrayContaining(['TypeError: it broke', expect.stringContaining(file)]) as unknown,
    });
    expect(Object.keys(error)).toEqual(['errorType', 'errorMessage', 'trace']);
    const logged = output.map(({ text }) => text);
    expect(logged).toEqual(error.trace.slice(0, logged.length));
    expect(logged.join('\n')).toMatch(new RegExp(`^TypeError: it broke\n +at .*${file}`));
    expect(logged.join('\n')).not.toMatch(/node:internal|lib.runtime.lambda/);
  });

  test.each(['syntax.js', 'syntax-module.mjs'])('that does not parse is logged with its place: %s', async (file) => {
    const handler = file.replace(/[.]m?js$/, '.handler');
    const { invoke, output } = startLambdas(lambdaFunction(handler, { code: folder('broken') }));
    await invoke({});
    expect(output.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Runtime.UserCodeSyntaxError: SyntaxError: /),
      expect.stringMatching(new RegExp(`^ {4}at ${fixtures}/broken/${file}:\\d+$`)),
    ]);
  });

  test.each(eachWay)('%s, %s: times out', async (_language, isolation, code) => {
    const { invoke } = startLambdas(lambdaFunction('index.hangs', { code, timeoutMs: 100 }), { isolation });
    expect(errorOf(await invoke({}))).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(
        new RegExp(`^RequestId: ${uuid.source} Error: Task timed out after 0.10 seconds$`),
      ) as unknown,
    });
  });

  test.each(eachIsolatedWay)('%s, %s: exits', async (_language, isolation, code) => {
    const { invoke } = startLambdas(lambdaFunction('index.exits', { code }), { isolation });
    const errorMessage = async (exitCode: number): Promise<string> => {
      const error = errorOf(await invoke({ code: exitCode })) as { errorType: string; errorMessage: string };
      expect(error.errorType).toBe('Runtime.ExitError');
      return error.errorMessage.replace(uuid, 'ID');
    };
    expect(await errorMessage(1)).toBe('RequestId: ID Error: Runtime exited with error: exit status 1');
    expect(await errorMessage(0)).toBe('RequestId: ID Error: Runtime exited without providing a reason');
  });

  test.each(eachIsolatedWay)('%s, %s: leaves a rejection unhandled', async (_language, isolation, code) => {
    const { invoke } = startLambdas(lambdaFunction('index.unhandled', { code }), { isolation });
    expect(errorOf(await invoke({}))).toMatchObject({
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'Error: nobody handles this',
      trace: expect.arrayContaining(['Runtime.UnhandledPromiseRejection: Error: nobody handles this']) as unknown,
    });
  });

  test.each(eachIsolatedWay)('%s, %s: prints', async (_language, isolation, code) => {
    const definition = lambdaFunction('index.prints', { code });
    const { invoke, output } = startLambdas(definition, { isolation });
    await invoke({});
    const requestId = output[0]?.requestId;
    expect(requestId).toMatch(uuid);
    const line = { functionName: definition.name, requestId };
    expect(output.slice(0, 2)).toEqual([
      { ...line, stream: 'stdout', text: 'one { two: 2 }' },
      { ...line, stream: 'stderr', text: 'wrong' },
    ]);
  });
});

describe.each(isolated)('a Node function in a %s', (isolation: Isolation) => {
  test.each<[handler: string, event: unknown, error: object]>([
    ['index.uncaught', {}, { errorType: 'Error', errorMessage: 'nobody catches this' }],
    [
      'index.outgrows',
      {},
      {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(/Runtime exited with error: signal: (killed|aborted)$/) as unknown,
      },
    ],
    ['index.neverSettles', {}, { errorType: 'Runtime.NodeJsExit' }],
    [
      'index.busy',
      {},
      {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(/timed out after 0.50 seconds$/) as unknown,
      },
    ],
  ])('%s ends its call and the next call gets a new environment', async (handler, event, error) => {
    const timeoutMs = handler === 'index.busy' ? 500 : 10_000;
    const functions = [
      lambdaFunction(handler, { name: 'bad', timeoutMs, memoryMegabytes: 64 }),
      lambdaFunction('index.echo', { name: 'good' }),
    ];
    const { invoke, lambdas } = startLambdas(functions, { isolation });
    expect(answerOf(await invoke(1, 'good'))).toBe(1);
    expect(errorOf(await invoke(event, 'bad'))).toMatchObject(error);
    expect(answerOf(await invoke(2, 'good'))).toBe(2);
    expect(lambdas.environments('good')).toEqual([{ id: 1, state: 'idle' }]);
  });

  test.each([
    ['sends a parent process text', `process.send?.('ready')`],
    ['sends a parent process an object', `process.send?.({ type: 'ready' })`],
    ['has lost its parent process', `process.disconnect?.()`],
    ['gets at our messages', `for (const message of FORGED) (process._send?.bind(process) ?? sendToThread)(message)`],
  ])('that %s answers all the same', async (_what, statement) => {
    const source = `
      const FORGED = [{}, null, 7, '', 'R{', 'R{}', 'unknown'];
      const sendToThread = (message) => require('node:worker_threads').workerData.port.postMessage(message);
      exports.handler = async (event) => {
        ${statement};
        await new Promise((resolve) => setTimeout(resolve, 20));
        return event;
      };`;
    const { invoke } = startLambdas(lambdaFunction('index.handler', { code: { kind: 'inline', source } }), {
      isolation,
    });
    expect(answerOf(await invoke('sent'))).toBe('sent');
    expect(answerOf(await invoke('again'))).toBe('again');
  });

  test('keeps an unfinished line and prints it with its own request', async () => {
    const { invoke, output } = startLambdas(lambdaFunction('index.prints'), { isolation });
    await invoke({});
    await invoke({});
    const unfinished = output.filter(({ text }) => text === 'no end of line');
    expect(unfinished.map(({ requestId }) => requestId)).toEqual([...new Set(output.map((line) => line.requestId))]);
  });

  test('prints before it exits', async () => {
    const { invoke, output } = startLambdas(lambdaFunction('index.exits'), { isolation });
    await invoke({ code: 3 });
    expect(output[0]).toMatchObject({ text: 'about to exit', stream: 'stdout' });
  });

  test('has process.env to itself', async () => {
    const functions = [
      lambdaFunction('index.setVariable', { name: 'writer' }),
      lambdaFunction('index.variables', { name: 'reader', environment: { TABLE: 'pets' } }),
    ];
    process.env.OF_THE_SHELL = 'secret';
    const { invoke } = startLambdas(functions, {
      isolation,
      environment: { '*': { STAGE: 'test' }, reader: { TOKEN: 't' } },
      awsEndpoints: { dynamodb: 'http://127.0.0.1:8000', states: 'http://127.0.0.1:8083' },
    });
    await invoke({}, 'writer');
    const expected = {
      TABLE: 'pets',
      STAGE: 'test',
      TOKEN: 't',
      SET_BY_FUNCTION: null,
      OF_THE_SHELL: null,
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000',
      AWS_ENDPOINT_URL_SFN: 'http://127.0.0.1:8083',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_FUNCTION_NAME: 'reader',
      AWS_REGION: 'eu-west-1',
      LAMBDA_TASK_ROOT: join(fixtures, 'commonjs'),
      TZ: ':UTC',
      _HANDLER: 'index.variables',
      _X_AMZN_TRACE_ID: null,
    };
    const names = Object.keys(expected);
    const values = answerOf(await invoke({ names }, 'reader')) as string[];
    expect(Object.fromEntries(names.map((name, index) => [name, values[index]]))).toEqual(expected);
    expect(process.env.SET_BY_FUNCTION).toBeUndefined();
    delete process.env.OF_THE_SHELL;
  });

  test('takes another environment for a call that waits', async () => {
    const { invoke, lambdas } = startLambdas(lambdaFunction('index.sleeps', { timeoutMs: 60_000 }), { isolation });
    void Promise.all([invoke({ ms: 60_000 }), invoke({ ms: 60_000 })]);
    const states = (): string[] => lambdas.environments('index-sleeps').map(({ state }) => state);
    await expect.poll(states, { timeout: 10_000 }).toEqual(['busy', 'busy']);
  });

  test('refuses what exceeds its reserved concurrency', async () => {
    const { invoke } = startLambdas(lambdaFunction('index.sleeps', { reservedConcurrency: 1 }), { isolation });
    const [first, second] = await Promise.all([invoke({ ms: 50 }), invoke({ ms: 50 })]);
    expect(first.kind).toBe('answer');
    expect(second).toEqual({ kind: 'refused', errorType: 'TooManyRequestsException', message: 'Rate Exceeded.' });
    expect((await invoke({ ms: 1 })).kind).toBe('answer');
  });
});

describe.each(isolations)('a handler (%s)', (isolation) => {
  test.each(['nodejs22.x', 'nodejs24.x'])(
    'that returns what cannot be waited for fails its call (%s)',
    async (runtime) => {
      const source = `exports.handler = () => ({ get then() { throw new Error('no promise'); } });`;
      const { invoke } = startLambdas(lambdaFunction('index.handler', { runtime, code: { kind: 'inline', source } }), {
        isolation,
      });
      expect(errorOf(await invoke({}))).toMatchObject({ errorType: 'Error', errorMessage: 'no promise' });
    },
  );
});

test('a function that used up its memory in a thread runs as a process from then on', async () => {
  const source = `exports.handler = async ({ grows }) => {
    const kept = [];
    while (grows) kept.push(new Array(100_000).fill({}).map(() => ({ a: 1 })));
    return require('node:worker_threads').isMainThread;
  };`;
  const { invoke, warnings } = startLambdas(
    lambdaFunction('index.handler', {
      code: { kind: 'inline', source },
      name: 'large',
      timeoutMs: 20_000,
      memoryMegabytes: 64,
    }),
  );
  expect(answerOf(await invoke({}))).toBe(false);
  expect(errorOf(await invoke({ grows: true }))).toMatchObject({ errorType: 'Runtime.ExitError' });
  expect(answerOf(await invoke({}))).toBe(true);
  expect(errorOf(await invoke({ grows: true }))).toMatchObject({ errorType: 'Runtime.ExitError' });
  expect(warnings).toEqual([
    'Function "large" used up its 64 MB in a thread and runs as a process from now on: in a thread it may end the gateway, which --lambda-isolation process prevents from the start',
  ]);
});
