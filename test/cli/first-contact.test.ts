import { afterAll, describe, expect, test } from 'vitest';
import { WrittenFiles } from '../support/behaviour.js';
import { runCommand } from '../support/command-line.js';
import { template } from './template.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

files.text('app.ts', 'new App();');
const plain = {
  openapi: '3.0.1',
  info: { title: 'Plain', version: '1' },
  paths: { '/pets': { get: { responses: { 200: { description: 'ok' } } } } },
};
const plainApi = { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: plain } };
files.json('plain.json', plain);
files.json('two-plain.json', { Resources: { One: plainApi, Two: plainApi } });
files.json('template.json', template({ A: ['one'] }));

describe('a first contact', () => {
  test.each<[line: string, code: number, says: RegExp]>([
    ['', 2, /sluice serve \[source\] .*sluice synth/s],
    [
      'serve app.ts',
      3,
      /^error source-unknown .*app\.ts: it is a program, not a definition\n.*--app "npx tsx app\.ts"/,
    ],
    ['serve plain.jsn', 3, /^error source-not-found .*\n {2}Did you mean plain\.json\?$/m],
    ['inspect two-plain.json', 0, /^warning not-simulated {2}One {2}GET \/pets {2}.*\n.* {2}Two {2}GET \/pets {2}/m],
    ['inspect plain.json', 0, /a method without integration .*--mock or --backend=http/],
    ['test-invoke plain.json --method GET --resource /pets', 1, /a method without integration\n.*--mock or --backend=/],
    ['invoke template.json GET /one/where', 0, /^hint +The path is the one below stage one: try \/where$/m],
    ['invoke template.json GET /wher', 0, /^hint +No such route; nearest are GET \/where$/m],
    ['server --help', 0, /flush, usage or metrics/],
  ])('sluice %s says what to do', async (line, exitCode, says) => {
    const argv = line === '' ? [] : line.split(' ');
    const { code, stdout, stderr } = await runCommand(argv, { cwd: files.folder });
    expect(stderr + stdout).toMatch(says);
    expect(code).toBe(exitCode);
  });
});
