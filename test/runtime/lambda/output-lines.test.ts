import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readLines } from '../../../lib/runtime/lambda/output-lines.js';
import { errorOf, isolations, lambdaFunction, startLambdas } from './local-lambdas.js';

const MEGABYTE = 1024 * 1024;

async function linesOf(chunks: readonly Buffer[]): Promise<readonly string[]> {
  const stream = new PassThrough();
  const lines: string[] = [];
  readLines(stream, (line) => lines.push(line));
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await new Promise((resolve) => stream.once('close', resolve));
  return lines;
}

describe('readLines()', () => {
  test.each<[what: string, chunks: readonly Buffer[], lines: readonly string[]]>([
    ['lines over chunks', [Buffer.from('a\nb'), Buffer.from('c\n\nd\n')], ['a', 'bc', '', 'd']],
    ['a last line without its end', [Buffer.from('a\nb')], ['a', 'b']],
    ['a character over chunks', [...Buffer.from('é🙂\n')].map((byte) => Buffer.of(byte)), ['é🙂']],
    ['a character that breaks off', [Buffer.of(0x61, 0xf0, 0x9f)], ['a\ufffd']],
    [
      'what has no line ends, in pieces of 1 MB',
      Array.from({ length: 40 }, () => Buffer.alloc(MEGABYTE / 16, 'x')),
      ['x'.repeat(MEGABYTE), 'x'.repeat(MEGABYTE), 'x'.repeat(MEGABYTE / 2)],
    ],
  ])('%s', async (_what, chunks, lines) => {
    expect(await linesOf(chunks)).toEqual(lines);
  });
});

describe.each(isolations.filter((isolation) => isolation !== 'inline'))('a function in a %s prints', (isolation) => {
  const printed = async (source: string): Promise<readonly string[]> => {
    const code = { kind: 'inline', source: `exports.handler = async () => { ${source} };` } as const;
    const { invoke, output } = startLambdas(lambdaFunction('index.handler', { code, timeoutMs: 20_000 }), {
      isolation,
    });
    expect((await invoke({})).kind).toBe('answer');
    return output.map(({ text }) => text);
  };

  test('a character in two writes as one', async () => {
    const halves = `const bytes = Buffer.from('é'); process.stdout.write(bytes.subarray(0, 1)); process.stdout.write(bytes.subarray(1));`;
    expect(await printed(halves)).toEqual(['é']);
  });

  // In a function's own thread each write used to copy all that was written before: 300,000 took minutes.
  test('300,000 pieces without a line end', async () => {
    const lines = await printed(`for (let i = 0; i < 300_000; i++) process.stdout.write('0123456789');`);
    expect(lines.map(({ length }) => length)).toEqual([MEGABYTE + 4, MEGABYTE + 4, 3_000_000 - 2 * (MEGABYTE + 4)]);
  });
});

test('a function in a thread that prints without end leaves the gateway time for others', async () => {
  // As many as a pipe holds, and the line that did not fit.
  const mostCharacters = 65_536 + 300;
  const safetyMs = Date.now() + 5_000;
  let inThisRound = 0;
  let mostInARound = 0;
  const slowLog = ({ text }: { readonly text: string }): void => {
    if (inThisRound === 0) setImmediate(() => (inThisRound = 0));
    inThisRound += text.length;
    mostInARound = Math.max(mostInARound, inThisRound);
    // Slower than the function.
    for (const endMs = performance.now() + 0.05; performance.now() < endMs && Date.now() < safetyMs;);
  };
  const source = `exports.handler = async () => { for (;;) console.log('x'.repeat(200)); };`;
  const { invoke } = startLambdas(
    lambdaFunction('index.handler', { code: { kind: 'inline', source }, timeoutMs: 500 }),
    { log: { warn: () => undefined, functionOutput: slowLog } },
  );
  expect(errorOf(await invoke({}))).toMatchObject({ errorType: 'Sandbox.Timedout' });
  expect(mostInARound).toBeLessThanOrEqual(mostCharacters);
});
