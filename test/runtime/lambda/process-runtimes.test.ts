import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LambdaFunction } from '../../../lib/model/lambda-function.js';
import { LambdaPayload } from '../../../lib/runtime/lambda-payload.js';
import { answerOf, errorOf, fixtures, lambdaFunction, startLambdas } from './local-lambdas.js';

const folder = (path: string): LambdaFunction['code'] => ({ kind: 'folder', path });
const python = (handler: string, changes: Partial<LambdaFunction> = {}): LambdaFunction =>
  lambdaFunction(handler, { runtime: 'python3.12', code: folder(join(fixtures, 'python')), ...changes });
const custom = (handler: string, changes: Partial<LambdaFunction> = {}): LambdaFunction =>
  lambdaFunction(handler, { runtime: 'provided.al2023', code: folder(join(fixtures, 'bootstrap')), ...changes });

/** A short time only for what uses all of it: a machine under load takes long for the rest. */
const timeoutOf = (handler: string): Pick<LambdaFunction, 'timeoutMs'> => ({
  timeoutMs: handler === 'hangs' ? 500 : 30_000,
});

const requestId = '[0-9a-f-]{36}';
const endsWith = (text: string): unknown =>
  expect.stringMatching(new RegExp(`^RequestId: ${requestId} Error: ${text.replaceAll(/[[\]().]/g, '\\$&')}$`));

describe('a Python function', () => {
  test('answers and stays warm', async () => {
    const { invoke } = startLambdas([python('index.echo'), python('index.count')]);
    expect(answerOf(await invoke({ text: 'é', list: [1, null] }, 'index-echo'))).toEqual({
      text: 'é',
      list: [1, null],
    });
    expect(answerOf(await invoke({}, 'index-count'))).toBe(1);
    expect(answerOf(await invoke({}, 'index-count'))).toBe(2);
  });

  test('has its context, variables and folder', async () => {
    const { lambdas } = startLambdas(python('index.context', { environment: { TABLE: 'pets' } }));
    const result = await lambdas.invoke({
      functionName: 'index-context',
      qualifier: 'live',
      payload: LambdaPayload.ofText('{}'),
      invocationType: 'RequestResponse',
      timeoutMs: 29_000,
      traceId: 'Root=1-2-3',
    });
    const answer = answerOf(result) as { remaining: number };
    expect(answer).toEqual({
      request_id: expect.stringMatching(requestId) as unknown,
      arn: 'arn:aws:lambda:eu-west-1:123456789012:function:index-context:live',
      name: 'index-context',
      memory: '128',
      remaining: expect.any(Number) as unknown,
      trace: 'Root=1-2-3',
      table: 'pets',
      cwd: join(fixtures, 'python'),
    });
    expect(answer.remaining).toBeGreaterThan(2_000);
    expect(answer.remaining).toBeLessThanOrEqual(3_000);
  });

  test.each<[handler: string, event: unknown, changes: Partial<LambdaFunction>, error: unknown]>([
    [
      'index.throws',
      {},
      {},
      {
        errorMessage: 'it broke',
        errorType: 'Custom',
        requestId: expect.stringMatching(requestId) as unknown,
        stackTrace: [
          expect.stringMatching(/^ {2}File ".*index\.py", line \d+, in throws\n {4}raise Custom/) as unknown,
        ],
      },
    ],
    [
      'index.circular',
      {},
      {},
      {
        errorMessage: 'Unable to marshal response: Object of type set is not JSON serializable',
        errorType: 'Runtime.MarshalError',
        requestId: expect.stringMatching(requestId) as unknown,
        stackTrace: [],
      },
    ],
    [
      'index.busy',
      {},
      { timeoutMs: 300 },
      { errorType: 'Sandbox.Timedout', errorMessage: endsWith('Task timed out after 0.30 seconds') },
    ],
    [
      'index.exits',
      { code: 4 },
      {},
      { errorType: 'Runtime.ExitError', errorMessage: endsWith('Runtime exited with error: exit status 4') },
    ],
    [
      'index.big',
      { length: 6 * 1024 * 1024 + 99 },
      {},
      {
        errorType: 'Function.ResponseSizeTooLarge',
        errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
      },
    ],
    [
      'index.missing',
      {},
      {},
      {
        errorMessage: "Handler 'missing' missing on module 'index'",
        errorType: 'Runtime.HandlerNotFound',
        requestId: '',
        stackTrace: [],
      },
    ],
    [
      'requires.handler',
      {},
      { code: folder(join(fixtures, 'broken')) },
      {
        errorMessage: "Unable to import module 'requires': No module named 'not_there'",
        errorType: 'Runtime.ImportModuleError',
        requestId: '',
        stackTrace: [],
      },
    ],
    [
      'syntax.handler',
      {},
      { code: folder(join(fixtures, 'broken')) },
      {
        errorMessage: expect.stringMatching(/^Syntax error in module 'syntax': /) as unknown,
        errorType: 'Runtime.UserCodeSyntaxError',
        requestId: '',
        stackTrace: [expect.stringMatching(/^ {2}File ".*syntax\.py" Line 1\n/) as unknown],
      },
    ],
  ])('%s fails as in Lambda', async (handler, event, changes, error) => {
    const { invoke } = startLambdas(python(handler, { timeoutMs: 30_000, ...changes }));
    expect(errorOf(await invoke(event))).toEqual(error);
    expect((await invoke(event)).kind).toBe('function-error');
  });

  test('is refused an event that is no JSON', async () => {
    const { lambdas, invoke } = startLambdas(python('index.echo'));
    const event = { functionName: 'index-echo', payload: LambdaPayload.ofText('{'), timeoutMs: 29_000 };
    expect(await lambdas.invoke({ ...event, invocationType: 'RequestResponse' })).toMatchObject({
      kind: 'refused',
      errorType: 'InvalidRequestContentException',
    });
    expect(answerOf(await invoke(1))).toBe(1);
  });

  test('takes 6 MB and answers 6 MB', async () => {
    const { invoke } = startLambdas(python('index.echo', { timeoutMs: 20_000 }));
    const text = 'x'.repeat(6 * 1024 * 1024 - 2);
    expect(answerOf(await invoke(text)) === text).toBe(true);
  });

  test('prints with its request id', async () => {
    const { invoke, output } = startLambdas(python('index.prints'));
    await invoke({});
    await invoke({});
    const ids = [...new Set(output.map((line) => line.requestId))];
    expect(ids).toHaveLength(2);
    const first = output.filter((line) => line.requestId === ids[0]);
    expect(first.map(({ stream, text }) => [stream, text]).sort()).toEqual([
      ['stderr', 'wrong'],
      ['stdout', expect.stringMatching(/^\[WARNING\]\t.*Z\t[0-9a-f-]{36}\tlogged$/)],
      ['stdout', "one {'two': 2}"],
    ]);
  });

  test('can be one file, and its source in a template', async () => {
    const { invoke } = startLambdas([
      { ...python('echo', { name: 'file' }), code: { kind: 'file', path: join(fixtures, 'python/index.py') } },
      python('index.handler', {
        name: 'inline',
        code: { kind: 'inline', source: 'def handler(e, c):\n  return "inline"\n' },
      }),
    ]);
    expect(answerOf(await invoke('x', 'file'))).toBe('x');
    expect(answerOf(await invoke('x', 'inline'))).toBe('inline');
  });
});

describe('a custom runtime in shell', () => {
  test('answers, prints and stays', async () => {
    const { invoke, output } = startLambdas([custom('echo'), custom('prints')]);
    expect(answerOf(await invoke({ a: 1 }, 'echo'))).toEqual({ a: 1 });
    expect(answerOf(await invoke({ a: 2 }, 'prints'))).toEqual({ a: 2 });
    expect(output.map(({ stream, text, requestId: id }) => [stream, text, id !== undefined])).toEqual(
      expect.arrayContaining([
        ['stdout', 'one two', true],
        ['stderr', 'wrong', true],
      ]),
    );
  });

  test.each<[handler: string, error: unknown]>([
    ['throws', { errorType: 'Custom.Broke', errorMessage: 'it broke' }],
    ['exits', { errorType: 'Runtime.ExitError', errorMessage: endsWith('Runtime exited with error: exit status 3') }],
    [
      'crashes',
      {
        errorType: 'Runtime.ExitError',
        errorMessage: endsWith('Runtime exited with error: signal: segmentation fault'),
      },
    ],
    ['hangs', { errorType: 'Sandbox.Timedout', errorMessage: endsWith('Task timed out after 0.50 seconds') }],
    ['fails-to-start', { errorType: 'Custom.Start', errorMessage: 'cannot start' }],
    ['big', expect.objectContaining({ errorType: 'Function.ResponseSizeTooLarge' })],
  ])('%s', async (handler, error) => {
    const { invoke } = startLambdas(custom(handler, timeoutOf(handler)));
    expect(errorOf(await invoke({}))).toEqual(error);
    expect((await invoke({})).kind).toBe('function-error');
  });

  test('that ends after each answer is started again', async () => {
    const { invoke } = startLambdas(custom('once'));
    for (const event of [1, 2, 3]) expect(answerOf(await invoke(event))).toBe(event);
  });
});

describe('a custom runtime', () => {
  let temporary = '';

  beforeAll(() => {
    temporary = mkdtempSync(join(tmpdir(), 'sluice-test-'));
    cpSync(join(fixtures, 'bootstrap/bootstrap.c'), join(temporary, 'bootstrap.c'));
    execFileSync('cc', ['-O1', '-o', join(temporary, 'bootstrap'), join(temporary, 'bootstrap.c')]);
  });

  afterAll(() => rmSync(temporary, { recursive: true }));

  test('in C answers, fails, prints, crashes and never returns', async () => {
    const code = folder(temporary);
    const handlers = ['echo', 'throws', 'prints', 'crashes', 'hangs'];
    const { invoke, output } = startLambdas(
      handlers.map((handler) => custom(handler, { code, ...timeoutOf(handler) })),
    );
    const big = { text: 'x'.repeat(6 * 1024 * 1024 - 20) };
    expect((answerOf(await invoke(big, 'echo')) as typeof big).text.length).toBe(big.text.length);
    expect(errorOf(await invoke({}, 'throws'))).toEqual({ errorType: 'C.Error', errorMessage: 'it broke' });
    await invoke({}, 'prints');
    expect(output).toContainEqual(expect.objectContaining({ text: 'from C', functionName: 'prints' }));
    expect(errorOf(await invoke({}, 'crashes'))).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect(errorOf(await invoke({}, 'hangs'))).toMatchObject({ errorType: 'Sandbox.Timedout' });
  });

  test('without a bootstrap, or with one that may not be executed, cannot start', async () => {
    const plain = join(temporary, 'plain');
    cpSync(join(fixtures, 'commonjs'), plain, { recursive: true });
    const { invoke } = startLambdas(custom('x', { code: folder(plain) }));
    expect(errorOf(await invoke({}))).toEqual({
      errorType: 'Runtime.InvalidEntrypoint',
      errorMessage: endsWith("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]"),
    });
    writeFileSync(join(plain, 'bootstrap'), '#!/bin/sh\n');
    chmodSync(join(plain, 'bootstrap'), 0o644);
    const second = startLambdas(custom('x', { code: folder(plain) }));
    expect(errorOf(await second.invoke({}))).toMatchObject({
      errorType: 'Runtime.InvalidEntrypoint',
      errorMessage: expect.stringMatching(/permission denied$/) as unknown,
    });
  });
});

describe.runIf(process.platform === 'linux').each<[what: string, definition: LambdaFunction]>([
  ['Python', python('index.api', { name: 'f' })],
  ['a custom runtime', custom('api', { name: 'f' })],
])("the Runtime API of %s answers the function's own processes only", (_what, definition) => {
  const PATH = '2018-06-01/runtime/invocation';

  const statusOf = (
    address: string,
    path: string,
    init: RequestInit & { readonly host?: string } = {},
  ): Promise<number> =>
    new Promise((resolve, reject) => {
      const { host = address, method = 'GET' } = init;
      const asked = httpRequest(`http://${address}${path}`, { method, headers: { Host: host }, agent: false });
      asked.on('response', (response) => resolve(response.resume().statusCode ?? 0));
      asked.on('error', reject).end(method === 'POST' ? '"forged"' : undefined);
    });

  test('and not who only knows its address', async () => {
    const { invoke, lambdas, warnings } = startLambdas(definition);
    const [authority = ''] = String(answerOf(await invoke({}))).split('/');
    // The function waits for its next event now.
    await expect.poll(() => lambdas.environments('f')[0]?.state).toBe('idle');
    expect(await statusOf(authority, `/${PATH}/next`)).toBe(403);
    expect(await statusOf(authority, `/${PATH}/some-id/response`, { method: 'POST' })).toBe(403);
    expect(await statusOf(authority, `/${'0'.repeat(32)}/${PATH}/next`)).toBe(403);
    expect(answerOf(await invoke({}))).toMatch(authority);
    expect(warnings.filter((warning) => warning.startsWith('Refused'))).toEqual([
      'Refused a request to the Runtime API of function "f": it came from another process',
    ]);
  });

  test('and no page that calls itself by another host', async () => {
    const { invoke } = startLambdas(definition);
    const api = String(answerOf(await invoke({})));
    const [authority = '', secret] = api.split('/');
    const prefix = secret === undefined ? '' : `/${secret}`;
    expect(await statusOf(authority, `${prefix}/${PATH}/next`, { host: 'example.com' })).toBe(403);
    expect(answerOf(await invoke({}))).toBe(api);
  });
});

test('a Python function leaves no bytecode beside its code', async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  writeFileSync(join(temporary, 'index.py'), 'import other\nhandler = other.handler\n');
  writeFileSync(join(temporary, 'other.py'), 'def handler(event, context):\n  return event\n');
  const { invoke, lambdas } = startLambdas(python('index.handler', { code: folder(temporary) }));
  expect(answerOf(await invoke(1))).toBe(1);
  await lambdas.close();
  expect(readdirSync(temporary).sort()).toEqual(['index.py', 'other.py']);
  rmSync(temporary, { recursive: true });
});

/**
 * Calls a function again and again while each time one more file descriptor is free, and prints how the calls ended. (That
 * the last of them succeeds cannot be said: Node.js loses descriptors in each attempt to start a process without.)
 */
const WITHOUT_DESCRIPTORS = `
  const { closeSync, openSync } = require('node:fs');
  const { createLambdaInvoker } = require('./lib/runtime/lambda/invoker.ts');
  const { LambdaPayload } = require('./lib/runtime/lambda-payload.ts');
  const lambdas = createLambdaInvoker([JSON.parse(process.argv[1])], {
    isolation: 'process',
    region: 'eu-west-1',
    accountId: '123456789012',
    clock: { now: Date.now },
    ids: { requestId: () => 'id' },
    log: { warn: () => undefined, functionOutput: () => undefined },
  });
  const call = { functionName: 'f', payload: LambdaPayload.ofText('1'), invocationType: 'RequestResponse', timeoutMs: 9000 };
  const taken = [];
  try {
    for (;;) taken.push(openSync('/dev/null'));
  } catch {}
  const callAgain = async (kinds) => {
    const { kind } = await lambdas.invoke(call);
    closeSync(taken.pop());
    if (kinds.length < 9) return callAgain([...kinds, kind]);
    for (const descriptor of taken) closeSync(descriptor);
    await lambdas.close();
    console.log([...kinds, kind].join(' '));
  };
  void callAgain([]);
`;

/** Loads the sources once: to keep what it compiles, tsx opens many files at a time. */
function compileSources(): void {
  spawnSync(process.execPath, ['--import', 'tsx', '--eval', `require('./lib/runtime/lambda/invoker.ts')`], {
    cwd: join(__dirname, '../../..'),
  });
}

test.skipIf(process.platform === 'win32').each([
  ['a Node function', lambdaFunction('index.echo', { name: 'f' })],
  ['a Python function', python('index.echo', { name: 'f' })],
  ['a custom runtime', custom('echo', { name: 'f' })],
])('%s that cannot start for lack of file descriptors leaves the gateway alone', (_what, definition) => {
  compileSources();
  const { stdout, stderr } = spawnSync(
    'bash',
    [
      '-c',
      'ulimit -n 80 && exec "$@"',
      'bash',
      process.execPath,
      '--import',
      'tsx',
      '--eval',
      WITHOUT_DESCRIPTORS,
      JSON.stringify(definition),
    ],
    {
      cwd: join(__dirname, '../../..'),
      // Node.js 22 reads such a file when it is first needed, and warns.
      env: { ...process.env, NODE_EXTRA_CA_CERTS: '' },
      encoding: 'utf8',
    },
  );
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^(?:(?:function-error|refused)\s){10}$/);
});
