import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { runCommand } from '../support/command-line.js';

const ROOT = join(__dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'continuous-integration.md'), 'utf8');
const EXAMPLE = join(ROOT, 'examples', 'openapi-first');

const blocks = (language: string): readonly string[] =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);

/** The commands of Sluice in a text, without what the shell does with their output. */
const commandsIn = (text: string): readonly (readonly string[])[] =>
  [...text.matchAll(/node \S*sluice\.js ([^>\n]+)/g)].map(([, words = '']) => words.trim().split(' '));

describe('docs/continuous-integration.md', () => {
  const [workflow = '', preCommit = ''] = blocks('yaml');
  const [hook = ''] = blocks('sh');
  const folder = mkdtempSync(join(tmpdir(), 'sluice-pipeline-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeAll(() => {
    const document = readFileSync(join(EXAMPLE, 'openapi.yaml'), 'utf8');
    mkdirSync(join(folder, 'base'));
    writeFileSync(join(folder, 'base', 'openapi.yaml'), document);
    writeFileSync(join(folder, 'openapi.yaml'), document.replace('/greetings/{name}', '/welcomes/{name}'));
  });

  test('has the workflow of the example', () => {
    expect(readFileSync(join(EXAMPLE, '.github', 'workflows', 'api.yaml'), 'utf8')).toBe(workflow);
    expect(Object.keys(parse(workflow) as object)).toEqual(['name', 'on', 'permissions', 'jobs']);
    expect(Object.keys(parse(preCommit) as object)).toEqual(['repos']);
  });

  test('lints with a log that GitHub takes', async () => {
    const [command = []] = commandsIn(workflow);
    const { code, stdout } = await runCommand(command, { cwd: folder });
    const log = JSON.parse(stdout) as { version: string; runs: readonly { results: readonly object[] }[] };
    expect(log).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'Sluice' } } }] });
    const levels = log.runs.flatMap(({ results }) => results.map((result) => (result as { level: string }).level));
    expect(code).toBe(levels.some((level) => level !== 'note') ? 1 : 0);
    for (const result of log.runs.flatMap(({ results }) => results)) {
      expect(result).toHaveProperty('message.text');
      expect(result).toMatchObject({
        locations: [{ physicalLocation: { artifactLocation: { uri: 'openapi.yaml' } } }],
      });
    }
  });

  test('fails on a change that breaks clients, with the tables of the comment', async () => {
    const [, command = []] = commandsIn(workflow);
    const { code, stdout } = await runCommand(command, { cwd: folder });
    expect(stdout).toContain('GET /greetings/{name}');
    expect(stdout).toContain('| ');
    expect(code).toBe(1);
  });

  test('lets a commit pass whose definition has no error', async () => {
    expect(commandsIn(preCommit)).toEqual(commandsIn(hook));
    const [command = []] = commandsIn(hook);
    expect((await runCommand(command, { cwd: folder })).code).toBe(0);
  });
});
