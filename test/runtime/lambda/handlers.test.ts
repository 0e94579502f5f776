import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { InlineHandler, LambdaFunction } from '../../../lib/model/lambda-function.js';
import { LambdaPayload } from '../../../lib/runtime/lambda-payload.js';
import { eventFor, TEMPLATE, type EventInput } from '../event-template.js';
import { answerOf, errorOf, fixtures, isolations, lambdaFunction, startLambdas } from './local-lambdas.js';

const folder = (name: string): LambdaFunction['code'] => ({ kind: 'folder', path: join(fixtures, name) });

describe.each(isolations)('a handler in isolation %s', (isolation) => {
  test.each<[handler: string, changes: Partial<LambdaFunction>, answer: unknown]>([
    ['index.nested.deep.handler', {}, 'found'],
    ['src/app.api.get', { code: folder('esm-package') }, 'module by package'],
    ['index.returnsNothing', {}, null],
    ['index.returnsNow', { runtime: 'nodejs24.x' }, { at: 'once' }],
    ['index.returnsNow', { runtime: 'nodejs22.x' }, null],
    ['index.never', {}, null],
    ['index.callback', {}, { got: 1 }],
    ['index.callbackDoesNotWait', {}, { late: false }],
    ['index.succeeds', {}, 'succeeded'],
    ['handler', { code: { kind: 'inline', source: 'exports.handler = async () => "inline"' } }, undefined],
    ['index.handler', { code: { kind: 'inline', source: 'exports.handler = async () => "inline"' } }, 'inline'],
    ['echo', { code: { kind: 'file', path: join(fixtures, 'commonjs/index.js') } }, 1],
    ['echo', { code: { kind: 'file', path: join(fixtures, 'typescript/index.ts') } }, { text: 'hello undefined' }],
    ['index.package_', { code: folder('typescript') }, { a: 1 }],
  ])('%s with %j answers %j', async (handler, changes, answer) => {
    const { invoke } = startLambdas(lambdaFunction(handler, { name: 'x', ...changes }), { isolation });
    const result = await invoke(1);
    if (answer === undefined) expect(errorOf(result)).toMatchObject({ errorType: 'Runtime.MalformedHandlerName' });
    else expect(answerOf(result)).toEqual(answer);
  });

  // Threads and processes load and report alike.
  if (isolation !== 'process') {
    test.each<[handler: string, changes: Partial<LambdaFunction>, error: object]>([
      ['index.throwsText', {}, { errorType: 'string', errorMessage: 'just text', trace: [] }],
      ['index.throwsNow', {}, { errorType: 'RangeError', errorMessage: 'at once' }],
      ['index.callbackError', {}, { errorType: 'Error', errorMessage: 'called back' }],
      ['index.fails', {}, { errorType: 'Error', errorMessage: 'failed' }],
      ['index.circular', {}, { errorType: 'Error', errorMessage: 'Unable to stringify response body' }],
      [
        'index.circular',
        { runtime: 'nodejs24.x' },
        { errorType: 'Runtime.JSONStringifyError', errorMessage: 'Unable to stringify response body' },
      ],
      ['index.callback', { runtime: 'nodejs24.x' }, { errorType: 'Runtime.CallbackHandlerDeprecated' }],
      [
        'index.missing',
        {},
        { errorType: 'Runtime.HandlerNotFound', errorMessage: 'index.missing is undefined or not exported' },
      ],
      [
        'index.notAFunction',
        {},
        { errorType: 'Runtime.HandlerNotFound', errorMessage: 'index.notAFunction is not a function' },
      ],
      [
        'nowhere.handler',
        {},
        {
          errorType: 'Runtime.ImportModuleError',
          errorMessage: "Error: Cannot find module 'nowhere'\nRequire stack:\n- /var/runtime/index.mjs",
          trace: expect.arrayContaining(["Runtime.ImportModuleError: Error: Cannot find module 'nowhere'"]) as unknown,
        },
      ],
      [
        'requires.handler',
        { code: folder('broken') },
        {
          errorType: 'Runtime.ImportModuleError',
          errorMessage: `Error: Cannot find module './not-there'\nRequire stack:\n- ${join(fixtures, 'broken/requires.js')}\n- /var/runtime/index.mjs`,
        },
      ],
      [
        'syntax.handler',
        { code: folder('broken') },
        { errorType: 'Runtime.UserCodeSyntaxError', errorMessage: 'SyntaxError: Unexpected end of input' },
      ],
      ['throws.handler', { code: folder('broken') }, { errorType: 'Error', errorMessage: 'cannot start' }],
      [
        'typescript.handler',
        { code: folder('broken') },
        {
          errorType: 'Runtime.UserCodeSyntaxError',
          errorMessage: expect.stringMatching(/^SyntaxError: typescript\.ts:1:\d+: /) as unknown,
        },
      ],
      [
        'imports.handler',
        { code: folder('broken') },
        {
          errorType: 'Runtime.ImportModuleError',
          errorMessage: expect.stringMatching(/^Error: Cannot find module '\.\/not-there'/) as unknown,
        },
      ],
      [
        '../commonjs/index.echo',
        {},
        {
          errorType: 'Runtime.MalformedHandlerName',
          errorMessage:
            "'../commonjs/index.echo' is not a valid handler name. Use absolute paths when specifying root directories in handler names.",
        },
      ],
    ])('%s with %j fails', async (handler, changes, error) => {
      const { invoke } = startLambdas(lambdaFunction(handler, { name: 'x', ...changes }), { isolation });
      expect(errorOf(await invoke({}))).toMatchObject(error);
      expect(errorOf(await invoke({}))).toMatchObject(error);
    });
  }

  test('has the context of its call', async () => {
    const { lambdas } = startLambdas(lambdaFunction('index.context', { memoryMegabytes: 256 }), { isolation });
    const result = await lambdas.invoke({
      functionName: 'index-context',
      qualifier: 'live',
      payload: LambdaPayload.ofText('{}'),
      invocationType: 'RequestResponse',
      timeoutMs: 29_000,
    });
    const context = answerOf(result) as { getRemainingTimeInMillis: number };
    expect(context).toEqual({
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      callbackWaitsForEmptyEventLoop: true,
      functionName: 'index-context',
      functionVersion: '$LATEST',
      getRemainingTimeInMillis: expect.any(Number) as unknown,
      invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:index-context:live',
      logGroupName: '/aws/lambda/index-context',
      logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/) as unknown,
      memoryLimitInMB: '256',
      keys: expect.arrayContaining(['done', 'succeed', 'fail', 'clientContext', 'identity']) as unknown,
    });
    expect(context.getRemainingTimeInMillis).toBeGreaterThan(2_000);
    expect(context.getRemainingTimeInMillis).toBeLessThanOrEqual(3_001);
  });

  test('may stream, with metadata and without; Invoke takes the whole', async () => {
    const functions = ['streams', 'streamsPlain', 'streamFails'].map((name) =>
      lambdaFunction(`index.${name}`, { name }),
    );
    const { invoke } = startLambdas(functions, { isolation });
    const textOf = async (event: unknown, name: string): Promise<string | undefined> => {
      const result = await invoke(event, name);
      return result.kind === 'answer' ? result.payload.text() : undefined;
    };
    const metadata = '{"statusCode":201,"headers":{"x-a":"b"}}';
    expect(await textOf({ name: 'you' }, 'streams')).toBe(`${metadata}\0\0\0\0\0\0\0\0hello you`);
    expect(await textOf({}, 'streamsPlain')).toBe('plain');
    expect(errorOf(await invoke({}, 'streamFails'))).toMatchObject({ errorMessage: 'in the middle' });
  });

  test('takes 6 MB and answers 6 MB, and no more', async () => {
    const { invoke, lambdas } = startLambdas(
      [lambdaFunction('index.echo', { name: 'echo' }), lambdaFunction('index.big', { name: 'big' })],
      { isolation },
    );
    const invokeText = (text: string): ReturnType<typeof invoke> =>
      lambdas.invoke({
        functionName: 'echo',
        payload: LambdaPayload.ofText(text),
        invocationType: 'RequestResponse',
        timeoutMs: 29_000,
      });
    const text = 'x'.repeat(6 * 1024 * 1024 - 2);
    expect(answerOf(await invokeText(`"${text}"`)) === text).toBe(true);
    expect(await invokeText(`"${text}x"`)).toEqual({
      kind: 'refused',
      errorType: 'RequestTooLargeException',
      message: 'Request must be smaller than 6291456 bytes for the InvokeFunction operation',
    });
    expect((await invoke({ length: 6 * 1024 * 1024 + 98 }, 'big')).kind).toBe('answer');
    expect(errorOf(await invoke({ length: 6 * 1024 * 1024 + 99 }, 'big'))).toEqual({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    });
  });

  test('is given the events of a template as they are, each anew', async () => {
    const { lambdas } = startLambdas(lambdaFunction('index.spoils'), { isolation });
    const textFor = async (input: EventInput): Promise<unknown> =>
      answerOf(
        await lambdas.invoke({
          functionName: 'index-spoils',
          payload: LambdaPayload.ofEvent(TEMPLATE.eventOf(input)),
          invocationType: 'RequestResponse',
          timeoutMs: 29_000,
        }),
      );
    const inputs: EventInput[] = [
      { path: '/grüße "1"\n', lists: { a: ['1', '2'] } },
      { path: '', lists: null },
      { path: '/2', lists: { constructor: ['x'], ['__proto__']: ['y', 'z'] } },
    ];
    const texts = await Promise.all([...inputs, ...inputs].map(textFor));
    expect(texts).toEqual([...inputs, ...inputs].map((input) => JSON.stringify(eventFor(input))));
  });

  test('is refused an event that is no JSON', async () => {
    const { lambdas } = startLambdas(lambdaFunction('index.echo'), { isolation });
    const result = await lambdas.invoke({
      functionName: 'index-echo',
      payload: LambdaPayload.ofText('{'),
      invocationType: 'RequestResponse',
      timeoutMs: 29_000,
    });
    expect(result).toMatchObject({
      kind: 'refused',
      errorType: 'InvalidRequestContentException',
      message: expect.stringMatching(/^Could not parse request body into json: /) as unknown,
    });
  });

  test.each(['index.handler', 'module.handler'])('%s says which part of the SDK is not installed', async (handler) => {
    const { invoke } = startLambdas(lambdaFunction(handler, { code: folder('sdk') }), { isolation });
    expect(errorOf(await invoke({}))).toMatchObject({
      errorMessage: expect.stringContaining('@aws-sdk/client-kinesis') as unknown,
    });
  });

  test.each(['index.handler', 'module.handler'])('%s takes the SDK of the project', async (handler) => {
    const { invoke } = startLambdas(lambdaFunction(handler, { code: folder('sdk') }), {
      isolation,
      projectFolder: join(fixtures, 'project-with-sdk'),
    });
    expect(answerOf(await invoke({}))).toBe('the client of the project');
  });
});

describe('a streamed response', () => {
  test('may end after the handler did, but must end', async () => {
    const { invoke } = startLambdas([lambdaFunction('index.streamLate'), lambdaFunction('index.streamNeverEnds')]);
    const late = await invoke({}, 'index-streamLate');
    expect(late.kind === 'answer' && late.payload.text()).toBe('late');
    expect(errorOf(await invoke({}, 'index-streamNeverEnds'))).toEqual({
      errorType: 'string',
      errorMessage: 'Response stream is not finished.',
      trace: [],
    });
  });
});

describe('a callback', () => {
  test.each(['thread', 'process'] as const)('waits for an empty event loop in a %s', async (isolation) => {
    const { invoke } = startLambdas(lambdaFunction('index.callbackWaits'), { isolation });
    expect(answerOf(await invoke({}))).toEqual({ late: true });
    expect(answerOf(await invoke({}))).toEqual({ late: true });
  });
});

describe('a function of the calling process', () => {
  const own = (handler: InlineHandler): LambdaFunction =>
    lambdaFunction('own', { code: { kind: 'function', handler } });

  test('is called with the value itself', async () => {
    const event = { a: [1] };
    let seen: unknown;
    const { invoke } = startLambdas(own((got) => void (seen = got)));
    expect(answerOf(await invoke(event))).toBeNull();
    expect(seen).toBe(event);
  });

  test('may return a value, a promise or call back', async () => {
    const results = [
      own(() => ({ returned: 1 })),
      own(() => Promise.resolve({ returned: 1 })),
      own(((_event: never, _context: never, callback: (error: null, value: object) => void) => {
        callback(null, { returned: 1 });
      }) as never),
    ].map(async (definition) => answerOf(await startLambdas(definition).invoke({})));
    expect(await Promise.all(results)).toEqual([{ returned: 1 }, { returned: 1 }, { returned: 1 }]);
  });
});
