import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { EXIT, exitCodeOf } from '../../lib/cli/command.js';
import { errorDocument, layTable, Output, printError } from '../../lib/cli/output.js';
import { diagnostic } from '../../lib/model/diagnostic.js';
import { SluiceError } from '../../lib/support/sluice-error.js';

function record(json: boolean, isTTY = false, env: Readonly<Record<string, string>> = {}) {
  const stdout = Object.assign(new PassThrough(), { isTTY });
  const stderr = new PassThrough();
  const io = {
    stdin: new PassThrough(),
    stdout,
    stderr,
    cwd: '/',
    env,
    interrupted: new Promise<'SIGINT'>(() => undefined),
  };
  const read = (stream: PassThrough): string => (stream.read() as Buffer | null)?.toString() ?? '';
  return { output: new Output(io, json), stdout: () => read(stdout), stderr: () => read(stderr) };
}

test('layTable() makes columns as wide as their widest cell and leaves the last one', () => {
  expect(layTable([['GET', '/pets', 'MOCK'], ['DELETE', '/', 'x'], ['a']])).toEqual([
    'GET     /pets  MOCK',
    'DELETE  /      x',
    'a',
  ]);
});

describe('Output', () => {
  test.each<[json: boolean, stdout: string]>([
    [false, 'a line\na  b\n{"x":1}\n'],
    [true, '{"x":1}\n'],
  ])('with --json %s writes one document or lines for people', (json, written) => {
    const { output, stdout, stderr } = record(json);
    output.line('a line');
    output.table([['a', 'b']]);
    output.document({ x: 1 });
    output.log('of the run');
    expect([stdout(), stderr()]).toEqual([written, 'of the run\n']);
  });

  test.each<[json: boolean, isTTY: boolean, env: Readonly<Record<string, string>>, coloured: boolean]>([
    [false, true, {}, true],
    [false, false, {}, false],
    [false, true, { NO_COLOR: '' }, false],
    [true, true, {}, false],
  ])('with --json %s, terminal %s, %j: colour %s', (json, isTTY, env, coloured) => {
    const { output } = record(json, isTTY, env);
    expect(output.bold('x') !== 'x').toBe(coloured);
    expect(output.paint('red', 'x') !== 'x').toBe(coloured);
  });

  test('has somebody else write the log for a time', () => {
    const { output, stderr } = record(false);
    const above: string[] = [];
    output.divertLog((text) => above.push(text));
    output.log('one');
    output.divertLog();
    output.log('two');
    expect([above, stderr()]).toEqual([['one'], 'two\n']);
  });

  test('prints findings with their place and excerpt', () => {
    const { output, stderr } = record(false);
    output.diagnostics([
      diagnostic('not-simulated', {}, 'First'),
      diagnostic('invalid-value', { element: 'GET /', file: 'a.json', line: 3, column: 5, excerpt: '3 | x' }, 'Second'),
    ]);
    expect(stderr()).toBe('warning not-simulated  First\nerror invalid-value  GET /  a.json:3:5  Second\n3 | x\n');
  });
});

describe('an error', () => {
  const error = new SluiceError('source-syntax', 'Cannot read it', {
    place: 'a.json:1:2',
    excerpt: '1 | {',
    hint: 'Close it',
  });

  test('is printed with all it has', () => {
    expect(printError(error)).toBe('error source-syntax  a.json:1:2  Cannot read it\n1 | {\n  Close it');
    expect(printError(new SluiceError('usage-x', 'Cannot'))).toBe('error usage-x  Cannot');
  });

  test('is a document for machines', () => {
    expect(errorDocument(error)).toEqual({
      error: { code: 'source-syntax', message: 'Cannot read it', place: 'a.json:1:2', hint: 'Close it' },
    });
    expect(errorDocument(new SluiceError('usage-x', 'Cannot'))).toEqual({
      error: { code: 'usage-x', message: 'Cannot' },
    });
  });

  test.each([
    ['usage-invalid', EXIT.usage],
    ['configuration-invalid', EXIT.usage],
    ['port-in-use', EXIT.unavailable],
    ['permission-denied', EXIT.unavailable],
    ['service-unreachable', EXIT.unavailable],
    ['finding-nothing-to-serve', EXIT.findings],
    ['refused-pinned', EXIT.findings],
    ['source-not-found', EXIT.source],
    ['lambda-code-missing', EXIT.source],
  ])('%s ends with %i', (code, exit) => {
    expect(exitCodeOf(code)).toBe(exit);
  });
});
