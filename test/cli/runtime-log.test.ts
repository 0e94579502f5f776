import { afterAll, describe, expect, test } from 'vitest';
import { cutLines } from '../../lib/cli/output.js';
import { WrittenFiles } from '../support/behaviour.js';
import { runCommand, startCommand } from '../support/command-line.js';
import { template } from './template.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

describe('serve writes a line for each request', () => {
  test.each<[what: string, apis: Readonly<Record<string, readonly string[]>>, flags: readonly string[], log: RegExp]>([
    ['with its path, status and time', { A: ['one'] }, [], /^GET \/one\/where {2}200 {2}[\d.]+ ms$/m],
    ['with the API of several', { A: ['one'], B: ['one'] }, [], /^A {2}GET \/one\/where {2}200 {2}[\d.]+ ms$/m],
    ['unless it is told not to', { A: ['one'] }, ['--quiet'], /^(?!.*where)/s],
  ])('%s', async (_what, apis, flags, log) => {
    const argv = ['serve', files.json('template.json', template(apis)), '--port', '0', ...flags];
    const running = startCommand(argv, { cwd: files.folder });
    const [url = ''] = /http:\S+/.exec(await running.said('Ctrl-C')) ?? [];
    const response = await fetch(`${url}/where?token=secret`);
    expect(response.status).toBe(200);
    running.interrupt();
    const { stderr } = await running.done;
    expect(stderr).toMatch(log);
    expect(stderr).not.toContain('secret');
  });
});

test('invoke says why a request failed', async () => {
  const source = files.json('template.json', template({ A: ['one'] }));
  const { stdout } = await runCommand(['invoke', source, 'GET', '/none'], { cwd: files.folder });
  expect(stdout).toMatch(/^failure +Missing Authentication Token$/m);
  const json = await runCommand(['invoke', source, 'GET', '/none', '--json'], { cwd: files.folder });
  expect(JSON.parse(json.stdout)).toMatchObject({ status: 403, failure: 'Missing Authentication Token' });
});

test('cutLines() cuts each line by itself', () => {
  const long = 'x'.repeat(1_010);
  expect(cutLines(`a\n${long}\nb`)).toBe(`a\n${'x'.repeat(1_000)}… (10 more characters)\nb`);
});
