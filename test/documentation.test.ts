import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(__dirname, '..');
const TSX = join(ROOT, 'node_modules', '.bin', 'tsx');
const BIN = join(ROOT, 'bin', 'sluice.ts');
const FOLDER = join(ROOT, 'test', `.readme-${process.pid}`);
const run = promisify(execFile);

interface Block {
  readonly language: string;
  readonly text: string;
}

const blocks: readonly Block[] = [
  ...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/^```(\w+)\n(.*?)^```/gms),
].map(([, language = '', text = '']) => ({ language, text }));
const commands = blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.trim().split('\n'));

describe('README.md', () => {
  beforeAll(() => mkdirSync(FOLDER, { recursive: true }));
  afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

  test.each(blocks.filter(({ language }) => language === 'ts').map(({ text }, index) => [index, text] as const))(
    'TypeScript block %i runs',
    async (index, text) => {
      const file = join(FOLDER, `block-${index}.ts`);
      writeFileSync(
        file,
        text.replace(
          /from 'sluice(\/\w+)?'/g,
          (_match, entry: string | undefined) => `from '../../lib${entry ?? ''}/index.js'`,
        ),
      );
      await run(TSX, [file], { env: { ...process.env, CDK_VALIDATION: 'false' } });
    },
    60_000,
  );

  test('every command is one that this test knows how to run', () => {
    expect(commands.filter((line) => !/^(npm ci && npm (start|test)|curl |npx sluice )/.test(line))).toEqual([]);
  });

  test('npm start serves the example, whose curl line gives the JSON block', async () => {
    const scripts = (
      JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
    ).scripts;
    expect(scripts.start).toBe('tsx bin/sluice.ts serve');
    expect(scripts.test).toBe('vitest run && npm run --silent conformance');
    const { child, output } = await serve(['serve', '--port', '0']);
    try {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? '';
      const [curl = ''] = commands.filter((line) => line.startsWith('curl '));
      const { stdout } = await run('curl', ['-s', curl.slice('curl '.length).replace('http://127.0.0.1:3000', url)]);
      expect(stdout).toBe(blocks.find(({ language }) => language === 'json')?.text.trim());
    } finally {
      child.kill();
    }
  }, 60_000);

  test.each(commands.filter((line) => line.startsWith('npx sluice ') && !line.startsWith('npx sluice serve')))(
    '%s',
    async (line) => {
      const { stdout } = await run(TSX, [BIN, ...line.split(' ').slice(2)], { cwd: ROOT });
      if (line.startsWith('npx sluice invoke ')) expect(stdout).toContain('\nHTTP/1.1 200\n');
    },
    60_000,
  );

  test('npx sluice serve serves the document', async () => {
    const [line = ''] = commands.filter((command) => command.startsWith('npx sluice serve'));
    const { child, output } = await serve(line.split(' ').slice(2));
    child.kill();
    expect(output).toContain('http://127.0.0.1:');
  }, 60_000);
});

/** Starts the command line and waits until it serves. */
function serve(args: readonly string[]): Promise<{ readonly child: ChildProcess; readonly output: string }> {
  const child = spawn(TSX, [BIN, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Ctrl-C')) resolve({ child, output });
    });
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('exit', (code) => reject(new Error(`serve ended with ${code ?? 'a signal'}: ${output}`)));
  });
}
