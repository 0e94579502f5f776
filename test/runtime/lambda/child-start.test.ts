import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LambdaFunction } from '../../../lib/model/lambda-function.js';
import { answerOf, fixtures, isolations, lambdaFunction, startLambdas } from './local-lambdas.js';

const folder = (name: string): LambdaFunction['code'] => ({ kind: 'folder', path: join(fixtures, name) });
const LARGE = 'x'.repeat(200_000);

let temporary = '';

beforeAll(() => (temporary = mkdtempSync(join(tmpdir(), 'sluice-test-'))));
afterAll(() => rmSync(temporary, { recursive: true }));

test.each(isolations)('a TypeScript function of 300 kB starts (%s)', async (isolation) => {
  const path = join(temporary, `${isolation}.ts`);
  writeFileSync(path, `const text: string = '${'x'.repeat(300_000)}';\nexport const size = async () => text.length;\n`);
  const { invoke } = startLambdas(lambdaFunction('size', { code: { kind: 'file', path } }), { isolation });
  expect(answerOf(await invoke({}))).toBe(300_000);
});

/** Where variables are those of a process. */
describe.each<[what: string, changes: Partial<LambdaFunction>]>([
  ['Node in a process', {}],
  ['Python', { runtime: 'python3.12', code: folder('python') }],
  ['a custom runtime', { runtime: 'provided.al2023', code: folder('bootstrap') }],
])('%s', (_what, changes) => {
  const cannot = (why: string): object => ({ kind: 'refused', message: `Cannot start function "bad": ${why}` });

  test.each<[what: string, more: Partial<LambdaFunction>, result: object]>([
    [
      'NUL in a value',
      { environment: { KEY: 'a\0b' } },
      cannot('the environment variable KEY contains a NUL character'),
    ],
    [
      'NUL in a name',
      { environment: { 'K\0': '' } },
      cannot('the environment variable K\\u0000 contains a NUL character'),
    ],
    ['NUL in the handler', { handler: 'index.a\0b' }, cannot('the handler contains a NUL character')],
    [
      'a value of 200 kB',
      { environment: { SMALL: '1', KEY: LARGE } },
      cannot(
        'the environment variable KEY has 200000 bytes, more than this system takes; Lambda takes 4 KB of variables',
      ),
    ],
    [
      'a handler of 200 kB',
      { handler: `index.${LARGE}` },
      cannot('the handler has 200006 bytes, more than this system takes; Lambda takes 4 KB of variables'),
    ],
  ])('with %s is refused, and the gateway goes on', async (_why, more, result) => {
    const { invoke } = startLambdas(
      [
        lambdaFunction('index.echo', { ...changes, name: 'bad', ...more }),
        lambdaFunction('index.echo', { ...changes, name: 'good' }),
      ],
      { isolation: 'process' },
    );
    expect(await invoke({}, 'bad')).toMatchObject(result);
    expect(await invoke({}, 'bad')).toMatchObject(result);
    expect(answerOf(await invoke({ a: 1 }, 'good'))).toEqual({ a: 1 });
  });

  test('with a name that no header takes is called', async () => {
    const { invoke } = startLambdas(lambdaFunction('index.echo', { ...changes, name: '函数' }), {
      isolation: 'process',
    });
    expect(answerOf(await invoke({ a: 1 }))).toEqual({ a: 1 });
  });
});
