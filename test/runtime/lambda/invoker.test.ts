import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LambdaFunction } from '../../../lib/model/lambda-function.js';
import type { LambdaResult } from '../../../lib/runtime/lambda-invoker.js';
import { LambdaPayload } from '../../../lib/runtime/lambda-payload.js';
import { answerOf, errorOf, fixtures, isolations, lambdaFunction, startLambdas } from './local-lambdas.js';

let temporary = '';

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'sluice-test-'));
});

afterEach(() => {
  rmSync(temporary, { recursive: true });
});

const request = { payload: LambdaPayload.ofText('{}'), invocationType: 'RequestResponse', timeoutMs: 29_000 } as const;

describe('createLambdaInvoker()', () => {
  test('refuses functions that it does not know or cannot run', async () => {
    const unavailable = { kind: 'unavailable', reason: 'It is an image' } as const;
    const missing = { kind: 'folder', path: join(temporary, 'missing') } as const;
    const { lambdas, invoke } = startLambdas([
      lambdaFunction('x', { name: 'image', code: unavailable }),
      lambdaFunction('x', { name: 'java', runtime: 'java21' }),
      lambdaFunction('x', { name: 'gone', code: missing }),
    ]);
    const refused = (message: string): LambdaResult => ({
      kind: 'refused',
      errorType: 'ResourceNotFoundException',
      message,
    });
    expect(await invoke({}, 'other')).toEqual(
      refused('Function not found: arn:aws:lambda:eu-west-1:123456789012:function:other'),
    );
    expect(await invoke({}, 'image')).toEqual(refused('It is an image'));
    expect(await invoke({}, 'java')).toMatchObject({
      message:
        'Cannot run function "java": the runtime java21 is not run here; start it yourself and name it with --lambda java=http://…',
    });
    expect(await invoke({}, 'gone')).toEqual(refused(`Cannot find the code of function "gone" at "${missing.path}"`));
    expect([...(await lambdas.warmUp()).keys()]).toEqual(['image', 'java', 'gone']);
  });

  test('waits as long as the caller and lets the function go on', async () => {
    const { lambdas } = startLambdas(lambdaFunction('index.sleeps'));
    await lambdas.warmUp();
    const payload = LambdaPayload.ofText('{"ms":1000}');
    const startedMs = Date.now();
    const sleeps = { ...request, functionName: 'index-sleeps', payload };
    expect(await lambdas.invoke({ ...sleeps, timeoutMs: 30 })).toEqual({ kind: 'timeout' });
    expect(await lambdas.invoke({ ...sleeps, signal: AbortSignal.timeout(30) })).toEqual({ kind: 'timeout' });
    expect(await lambdas.invoke({ ...sleeps, signal: AbortSignal.abort() })).toEqual({ kind: 'timeout' });
    expect(Date.now() - startedMs).toBeLessThan(900);
    expect((await lambdas.invoke(sleeps)).kind).toBe('answer');
  });

  test('gives many calls at once their own answers, in order of need', async () => {
    const { invoke, lambdas } = startLambdas(lambdaFunction('index.sometimesBusy'), { maximumEnvironments: 3 });
    const calls = Array.from({ length: 3_000 }, (_, id) => ({ id, busyMs: id % 100 === 0 ? 15 : 0 }));
    const results = await Promise.all(calls.slice(0, 900).map((event) => invoke(event)));
    expect(results.map(answerOf)).toEqual(calls.slice(0, 900).map(({ id }) => id));
    const rest = calls.slice(900);
    const answers: unknown[] = [];
    const caller = async (): Promise<void> => {
      for (let event = rest.pop(); event !== undefined; event = rest.pop()) {
        const answer = answerOf(await invoke(event));
        if (answer !== event.id) answers.push([answer, event.id]);
      }
    };
    await Promise.all(Array.from({ length: 32 }, caller));
    expect(answers).toEqual([]);
    expect(lambdas.environments('index-sometimesBusy').length).toBeGreaterThan(1);
  });

  test('ends what nobody needed for a minute, but keeps one', async () => {
    const { invoke, lambdas } = startLambdas(lambdaFunction('index.sleeps'));
    await Promise.all([invoke({ ms: 200 }), invoke({ ms: 200 })]);
    // A slow machine starts a third before the first two are ready.
    const areIdle = (): boolean => lambdas.environments('index-sleeps').every(({ state }) => state === 'idle');
    await expect.poll(areIdle, { timeout: 10_000 }).toBe(true);
    expect(lambdas.environments('index-sleeps').length).toBeGreaterThan(1);
    const nowMs = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => nowMs + 61_000);
    await invoke({ ms: 0 });
    clock.mockRestore();
    expect(lambdas.environments('index-sleeps')).toHaveLength(1);
    expect((await invoke({ ms: 0 })).kind).toBe('answer');
  });

  test('does not let a quick call wait for a slow one', async () => {
    const { invoke } = startLambdas(lambdaFunction('index.sleeps'));
    await invoke({ ms: 0 });
    const slow = invoke({ ms: 1_500 });
    const startedMs = Date.now();
    expect((await Promise.all([invoke({ ms: 0 }), invoke({ ms: 0 })])).map(({ kind }) => kind)).toEqual([
      'answer',
      'answer',
    ]);
    expect(Date.now() - startedMs).toBeLessThan(1_200);
    expect((await slow).kind).toBe('answer');
  });

  test('gives calls that were sent ahead of a crash or a timeout to another environment', async () => {
    const { invoke } = startLambdas(lambdaFunction('index.exitsWhenTold', { timeoutMs: 500 }));
    await invoke({});
    const results = await Promise.all([{ exits: true }, {}, {}, { hangs: true }, {}, {}].map((event) => invoke(event)));
    expect(results.map(({ kind }) => kind)).toEqual([
      'function-error',
      'answer',
      'answer',
      'function-error',
      'answer',
      'answer',
    ]);
  });

  test('counts a caller that gave up before its turn no longer', async () => {
    const { lambdas } = startLambdas(lambdaFunction('index.sleeps', { reservedConcurrency: 2 }), {
      maximumEnvironments: 1,
    });
    await lambdas.warmUp();
    const sleeps = { ...request, functionName: 'index-sleeps', payload: LambdaPayload.ofText('{"ms":100}') };
    const first = lambdas.invoke(sleeps);
    expect(await lambdas.invoke({ ...sleeps, timeoutMs: 10 })).toEqual({ kind: 'timeout' });
    expect((await lambdas.invoke(sleeps)).kind).toBe('answer');
    expect((await first).kind).toBe('answer');
  });

  test('holds the payloads of 40 of the largest calls, also of callers that gave up', async () => {
    const { lambdas } = startLambdas(lambdaFunction('index.hangs', { timeoutMs: 900_000 }), { isolation: 'inline' });
    const payload = LambdaPayload.ofText(`"${'x'.repeat(6 * 1024 * 1024 - 2)}"`);
    const largest = { ...request, functionName: 'index-hangs', payload, timeoutMs: 1 };
    const results = await Promise.all(Array.from({ length: 41 }, () => lambdas.invoke(largest)));
    expect(results.slice(0, 40)).toEqual(Array.from({ length: 40 }, () => ({ kind: 'timeout' })));
    expect(results[40]).toMatchObject({ kind: 'refused', errorType: 'TooManyRequestsException' });
  });

  test.each(isolations)('answers everybody when it closes (%s)', async (isolation) => {
    const { lambdas, invoke } = startLambdas(lambdaFunction('index.hangs'), { isolation });
    const calls = [invoke({}), invoke({}), invoke({})];
    await new Promise((resolve) => setTimeout(resolve, 50));
    await lambdas.close();
    for (const result of await Promise.all(calls)) {
      expect(result).toMatchObject({ kind: 'refused', errorType: 'ServiceException' });
    }
  });

  test('leaves nothing behind when it closes', async () => {
    // The test runner's own timers come and go.
    const handles = (): string[] => process.getActiveResourcesInfo().filter((kind) => kind !== 'Timeout');
    const before = handles();
    vi.stubEnv('TMPDIR', temporary);
    const code = {
      kind: 'inline',
      source: 'exports.handler = async () => 1; exports.hangs = () => new Promise(() => setInterval(() => {}, 1000));',
    } as const;
    const { lambdas, invoke } = startLambdas([
      lambdaFunction('index.handler', { name: 'thread', code }),
      lambdaFunction('index.hangs', { name: 'hangs', code }),
      lambdaFunction('echo', {
        runtime: 'provided.al2023',
        code: { kind: 'folder', path: join(fixtures, 'bootstrap') },
      }),
    ]);
    const process_ = startLambdas(lambdaFunction('index.handler', { name: 'process', code }), { isolation: 'process' });
    void invoke({}, 'hangs');
    await Promise.all([invoke({}, 'thread'), invoke({}, 'echo'), process_.invoke({})]);
    await Promise.all([lambdas.close(), process_.lambdas.close()]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(handles()).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
    vi.unstubAllEnvs();
  });

  test('names the variables that only deployment knows', () => {
    const { warnings } = startLambdas(lambdaFunction('index.echo', { unresolvedEnvironment: ['TABLE', 'BUCKET'] }));
    expect(warnings).toEqual([
      'Function "index-echo" runs without TABLE, BUCKET: only deployment knows their values; give them in sluice.json',
    ]);
  });

  test('sets the variables of inline functions, warns of conflicts and takes them back', async () => {
    const { lambdas, invoke, warnings } = startLambdas(
      [
        lambdaFunction('index.variables', { name: 'a', environment: { OF_INLINE: '1', SHARED: 'x' } }),
        lambdaFunction('index.variables', { name: 'b', environment: { OF_INLINE: '2', SHARED: 'x' } }),
      ],
      { isolation: 'inline' },
    );
    const names = ['OF_INLINE', 'SHARED'];
    expect(answerOf(await invoke({ names }, 'a'))).toEqual(['1', 'x']);
    expect(answerOf(await invoke({ names }, 'b'))).toEqual(['1', 'x']);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^Function "b" shares the environment variable OF_INLINE with others/);
    await lambdas.close();
    expect(process.env.OF_INLINE).toBeUndefined();
  });

  test('leads SDK clients of inline functions to the endpoints of services', async () => {
    const { lambdas, invoke } = startLambdas(lambdaFunction('index.variables', { name: 'a' }), {
      isolation: 'inline',
      awsEndpoints: { dynamodb: 'http://127.0.0.1:8000' },
    });
    const names = ['AWS_ENDPOINT_URL_DYNAMODB'];
    expect(answerOf(await invoke({ names }))).toEqual(['http://127.0.0.1:8000']);
    await lambdas.close();
    expect(process.env.AWS_ENDPOINT_URL_DYNAMODB).toBeUndefined();
  });

  test('debugs Node functions as processes', async () => {
    const { invoke, output } = startLambdas(lambdaFunction('index.isMainThread', { timeoutMs: 1 }), {
      inspect: { port: 0 },
    });
    expect(answerOf(await invoke({}))).toMatchObject({ isMainThread: true });
    expect(output[0]?.text).toMatch(/^Debugger listening on ws:\/\/127\.0\.0\.1:\d+\//);
  });
});

describe('reloading', () => {
  const write = (name: string, version: number): void => {
    writeFileSync(
      join(temporary, `${name}.js`),
      `exports.handler = async () => [process.pid, ${version}, counter++];\nlet counter = 0;\n`,
    );
  };
  const functionOf = (name: string, changes: Partial<LambdaFunction> = {}): LambdaFunction =>
    lambdaFunction(`${name}.handler`, { name, code: { kind: 'folder', path: temporary }, ...changes });

  test.each(isolations)('reloadChanged() restarts exactly the function whose file changed (%s)', async (isolation) => {
    for (const name of ['a', 'b']) write(name, 1);
    const { lambdas, invoke } = startLambdas([functionOf('a'), functionOf('b')], { isolation });
    expect((answerOf(await invoke({}, 'a')) as number[]).slice(1)).toEqual([1, 0]);
    await invoke({}, 'b');
    write('a', 2);
    const changed = lambdas.reloadChanged({ files: [join(temporary, 'a.js')] });
    if (isolation !== 'inline') expect(changed).toEqual(['a']);
    expect((answerOf(await invoke({}, 'a')) as number[]).slice(1)).toEqual([2, 0]);
    if (isolation !== 'inline') expect((answerOf(await invoke({}, 'b')) as number[]).slice(1)).toEqual([1, 1]);
  });

  test('reloadChanged() takes what is no module for everybody, and names', async () => {
    for (const name of ['a', 'b']) write(name, 1);
    const { lambdas, invoke } = startLambdas([functionOf('a'), functionOf('b'), lambdaFunction('index.echo')]);
    await Promise.all([invoke({}, 'a'), invoke({}, 'b')]);
    expect(lambdas.reloadChanged({ files: [join(temporary, 'data.json')] })).toEqual(['a', 'b']);
    expect(lambdas.reloadChanged({ files: [join(temporary, '../other.js')] })).toEqual([]);
    expect(lambdas.reloadChanged({ functionNames: ['b'] })).toEqual(['b']);
  });

  test.each(isolations)('TypeScript is compiled again, also for an imported file (%s)', async (isolation) => {
    cpSync(join(fixtures, 'typescript'), temporary, { recursive: true });
    const code = { kind: 'folder', path: temporary } as const;
    const { lambdas, invoke } = startLambdas(lambdaFunction('index.echo', { code }), { isolation });
    expect(answerOf(await invoke({ name: 'you' }))).toEqual({ text: 'hello you' });
    const file = join(temporary, 'lib/greeting.ts');
    writeFileSync(
      file,
      'export interface Greeting {}\nexport const greeting = (name: string) => ({ text: `bye ${name}` });\n',
    );
    expect(lambdas.reloadChanged({ files: [file] })).toEqual(['index-echo']);
    expect(answerOf(await invoke({ name: 'you' }))).toEqual({ text: 'bye you' });
  });

  test('calls finish on the code that they began with', async () => {
    const source = (version: number): string =>
      `exports.handler = async () => { await new Promise((r) => setTimeout(r, 150)); return ${version}; };`;
    writeFileSync(join(temporary, 'a.js'), source(1));
    const { lambdas, invoke } = startLambdas(functionOf('a'));
    await lambdas.warmUp();
    const first = invoke({});
    writeFileSync(join(temporary, 'a.js'), source(2));
    lambdas.reloadChanged({ functionNames: ['a'] });
    const second = invoke({});
    expect([answerOf(await first), answerOf(await second)]).toEqual([1, 2]);
  });

  test('reload() keeps what is unchanged, replaces what is not, drops what is gone', async () => {
    for (const name of ['a', 'b', 'c']) write(name, 1);
    const { lambdas, invoke } = startLambdas([functionOf('a'), functionOf('b'), functionOf('c')]);
    await Promise.all(['a', 'b', 'c'].map((name) => invoke({}, name)));
    lambdas.reload([functionOf('a'), functionOf('b', { environment: { NEW: '1' } })]);
    expect((answerOf(await invoke({}, 'a')) as number[])[2]).toBe(1);
    expect((answerOf(await invoke({}, 'b')) as number[])[2]).toBe(0);
    expect(await invoke({}, 'c')).toMatchObject({ kind: 'refused', errorType: 'ResourceNotFoundException' });
  });

  test('a function that could not be loaded can be once its file is mended', async () => {
    writeFileSync(join(temporary, 'a.js'), 'exports.handler = async () => {');
    const { lambdas, invoke } = startLambdas(functionOf('a'));
    expect(errorOf(await invoke({}))).toMatchObject({ errorType: 'Runtime.UserCodeSyntaxError' });
    write('a', 2);
    expect(lambdas.reloadChanged({ files: [join(temporary, 'a.js')] })).toEqual(['a']);
    expect((answerOf(await invoke({})) as number[])[1]).toBe(2);
  });
});

describe('asynchronous invocations', () => {
  interface Timer {
    readonly atMs: number;
    readonly then: () => void;
  }

  /** A clock that moves to the next timer. */
  function manualTime(): {
    readonly clock: { now: () => number };
    readonly after: (ms: number, then: () => void) => () => void;
    readonly next: () => Promise<number | undefined>;
  } {
    let nowMs = 0;
    let timers: Timer[] = [];
    return {
      clock: { now: () => nowMs },
      after: (ms, then) => {
        const timer = { atMs: nowMs + ms, then };
        timers.push(timer);
        return () => (timers = timers.filter((other) => other !== timer));
      },
      next: async () => {
        for (let tries = 0; timers.length === 0 && tries < 20; tries += 1)
          await new Promise((resolve) => setImmediate(resolve));
        const [timer, ...rest] = timers.sort((a, b) => a.atMs - b.atMs);
        if (timer === undefined) return undefined;
        timers = rest;
        const waitedMs = timer.atMs - nowMs;
        nowMs = timer.atMs;
        timer.then();
        return waitedMs;
      },
    };
  }

  const event = {
    functionName: 'own',
    payload: LambdaPayload.ofText('{}'),
    invocationType: 'Event',
    timeoutMs: 29_000,
  } as const;
  const own = (handler: () => unknown, changes: Partial<LambdaFunction> = {}): LambdaFunction =>
    lambdaFunction('own', { code: { kind: 'function', handler }, ...changes });

  test('are accepted at once and run', async () => {
    let calls = 0;
    const { lambdas } = startLambdas(own(() => void (calls += 1)));
    expect(await lambdas.invoke(event)).toEqual({ kind: 'accepted' });
    expect(calls).toBe(0);
    await expect.poll(() => calls).toBe(1);
  });

  test('are retried after one minute and two, then dropped', async () => {
    const time = manualTime();
    let calls = 0;
    const handler = async (): Promise<never> => {
      calls += 1;
      throw new Error('always');
    };
    const { lambdas, warnings } = startLambdas(own(handler), time);
    await lambdas.invoke(event);
    expect([await time.next(), await time.next(), await time.next(), await time.next()]).toEqual([
      0,
      60_000,
      120_000,
      undefined,
    ]);
    expect(calls).toBe(3);
    expect(warnings).toEqual([
      expect.stringMatching(/^Dropped the event [0-9a-f-]{36} of function "own": it failed 3 times$/),
    ]);
  });

  test('wait longer and longer for room, for six hours', async () => {
    const time = manualTime();
    const { lambdas, warnings } = startLambdas(
      own(() => 1, { reservedConcurrency: 0 }),
      time,
    );
    await lambdas.invoke(event);
    const waits: number[] = [];
    for (let wait = await time.next(); wait !== undefined; wait = await time.next()) waits.push(wait);
    expect(waits.slice(0, 12)).toEqual(
      [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1000),
    );
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(6 * 60 * 60 * 1000);
    expect(warnings).toEqual([expect.stringMatching(/Rate Exceeded\.$/)]);
  });

  test('of unknown functions and of more than 1 MB are refused', async () => {
    const { lambdas } = startLambdas(own(() => 1));
    expect(await lambdas.invoke({ ...event, functionName: 'other' })).toMatchObject({
      kind: 'refused',
      errorType: 'ResourceNotFoundException',
    });
    const payload = LambdaPayload.ofText(`"${'x'.repeat(1024 * 1024)}"`);
    expect(await lambdas.invoke({ ...event, payload })).toMatchObject({
      kind: 'refused',
      errorType: 'RequestTooLargeException',
    });
  });

  test('have room for a hundred of the largest', async () => {
    const { lambdas } = startLambdas(own(() => 1, { reservedConcurrency: 0 }));
    const largest = LambdaPayload.ofText(`"${'x'.repeat(1024 * 1024 - 2)}"`);
    for (let count = 0; count < 100; count++) {
      expect(await lambdas.invoke({ ...event, payload: largest })).toEqual({ kind: 'accepted' });
    }
    expect(await lambdas.invoke(event)).toMatchObject({ kind: 'refused', errorType: 'TooManyRequestsException' });
  });

  test('that wait are dropped with a line when the gateway closes', async () => {
    const { lambdas, warnings } = startLambdas(own(() => Promise.reject(new Error('x'))));
    await lambdas.invoke(event);
    await lambdas.close();
    expect(warnings).toEqual(['Dropped 1 asynchronous events when the gateway closed']);
  });
});

describe('a function at another address', () => {
  async function listen(
    answer: (
      request: IncomingMessage,
      body: string,
    ) => { status: number; headers?: Record<string, string>; body: string },
  ): Promise<{ url: string; close: () => void }> {
    const server = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const { status, headers, body } = answer(incoming, Buffer.concat(chunks).toString());
        response.writeHead(status, headers).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      close: () => server.close(),
    };
  }

  test('is invoked as Lambda would be', async () => {
    const { url, close } = await listen((incoming, body) => ({
      status: 200,
      body: JSON.stringify({
        method: incoming.method,
        path: incoming.url,
        trace: incoming.headers['x-amzn-trace-id'],
        body,
      }),
    }));
    const { lambdas, invoke } = startLambdas([
      lambdaFunction('x', { name: 'my fn', code: { kind: 'url', url } }),
      lambdaFunction('x', {
        name: 'exact',
        code: { kind: 'url', url: `${url}/2015-03-31/functions/function/invocations` },
      }),
    ]);
    expect(answerOf(await lambdas.invoke({ ...request, functionName: 'my fn', traceId: 'Root=1' }))).toEqual({
      method: 'POST',
      path: '/2015-03-31/functions/my%20fn/invocations',
      trace: 'Root=1',
      body: '{}',
    });
    expect(answerOf(await invoke({ a: 1 }, 'exact'))).toMatchObject({
      path: '/2015-03-31/functions/function/invocations',
      body: '{"a":1}',
    });
    close();
  });

  test.each<[status: number, headers: Record<string, string>, body: string, result: object]>([
    [200, { 'X-Amz-Function-Error': 'Unhandled' }, '{"errorMessage":"x"}', { kind: 'function-error' }],
    [
      404,
      { 'x-amzn-ErrorType': 'ResourceNotFoundException:http://x' },
      'no',
      { errorType: 'ResourceNotFoundException' },
    ],
    [429, { 'x-amzn-ErrorType': 'TooManyRequestsException' }, 'no', { errorType: 'TooManyRequestsException' }],
    [500, {}, 'no', { errorType: 'ServiceException', message: 'Invoke answered 500: no' }],
  ])('%d %j', async (status, headers, body, result) => {
    const { url, close } = await listen(() => ({ status, headers, body }));
    const { invoke } = startLambdas(lambdaFunction('x', { code: { kind: 'url', url } }));
    expect(await invoke({})).toMatchObject(result);
    close();
  });

  test.each(['http://', 'ftp://127.0.0.1'])('that is none (%s) is refused', async (url) => {
    const { invoke } = startLambdas(lambdaFunction('x', { code: { kind: 'url', url } }));
    expect(await invoke({})).toMatchObject({
      kind: 'refused',
      message: `Cannot call function "x" at "${url}": expected an http or https URL`,
    });
  });

  // Without a limit this one answers until the memory is full.
  test('that never stops answering is cut off at 6 MB', async () => {
    const server = createServer((_incoming, response) => {
      const write = (): void => {
        if (!response.destroyed) response.write(Buffer.alloc(65_536, '1'), write);
      };
      write();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { invoke } = startLambdas(lambdaFunction('x', { code: { kind: 'url', url } }));
    expect(errorOf(await invoke({}))).toMatchObject({ errorType: 'Function.ResponseSizeTooLarge' });
    server.close();
  });

  test('that switches to another protocol is refused', async () => {
    const { url, close } = await listen(() => ({
      status: 101,
      headers: { Upgrade: 'x', Connection: 'Upgrade' },
      body: '',
    }));
    const { invoke } = startLambdas(lambdaFunction('x', { code: { kind: 'url', url } }));
    expect(await invoke({})).toMatchObject({ kind: 'refused', errorType: 'ServiceException' });
    close();
  });

  test('that is not there is refused', async () => {
    const { url, close } = await listen(() => ({ status: 200, body: '' }));
    close();
    const { invoke } = startLambdas(lambdaFunction('x', { code: { kind: 'url', url } }));
    expect(await invoke({})).toMatchObject({
      kind: 'refused',
      errorType: 'ServiceException',
      message: expect.stringMatching(/^Cannot reach the function at http:.*ECONNREFUSED/) as unknown,
    });
  });
});
