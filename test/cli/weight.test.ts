import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { preProcessFile } from 'typescript';
import { afterAll, describe, expect, test } from 'vitest';
import { WrittenFiles } from '../support/behaviour.js';
import { mockOperation, openApiDocument } from '../support/runtime-source.js';

const ROOT = join(__dirname, '..', '..');
const files = new WrittenFiles();

afterAll(() => files.remove());

/**
 * Loaded before the program, says at its end which modules were asked for by files of the checkout and of its packages.
 * The cache alone would not do: what transforms the TypeScript of this run has loaded esbuild already.
 */
const WITNESS = `
const Module = require('node:module');
const load = Module._load;
const asked = new Set();
Module._load = function (request, parent, ...rest) {
  if (!request.startsWith('.') && !/node_modules.(?:tsx|esbuild)./.test(parent?.filename ?? '')) asked.add(request);
  return load.call(this, request, parent, ...rest);
};
const before = new Set(Object.keys(require.cache));
process.on('exit', () => {
  const loaded = Object.keys(require.cache).filter((file) => !before.has(file));
  require('node:fs').writeFileSync(process.env.WITNESS_FILE, JSON.stringify({ asked: [...asked], loaded }));
});
`;

interface Witness {
  /** Packages and modules of Node.js, as they were named. */
  readonly asked: readonly string[];
  /** Files in the cache of modules. */
  readonly loaded: readonly string[];
}

/** Runs a file of the checkout as a program; `use` meets its first line, after which it is asked to end. */
async function witness(
  program: string,
  argv: readonly string[],
  use: (line: string) => Promise<void>,
): Promise<Witness> {
  const said = join(files.folder, 'witness.json');
  const preload = files.text('witness.cjs', WITNESS);
  const child = spawn(process.execPath, ['--import', 'tsx', '--import', preload, join(ROOT, program), ...argv], {
    cwd: ROOT,
    env: { ...process.env, WITNESS_FILE: said },
    stdio: 'pipe',
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    const line = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('\n')) resolve(text);
      });
      child.once('exit', (code) => reject(new Error(`${program} ended with ${code ?? 'a signal'}: ${complaints}`)));
    });
    await use(line);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
  return JSON.parse(readFileSync(said, 'utf8')) as Witness;
}

describe('sluice serve of a document with a mocked route', () => {
  test('loads no package but that of the command line', async () => {
    const document = files.json('openapi.json', openApiDocument({ '/pets': { get: mockOperation('"Rex"') } }));
    const argv = ['serve', document, '--port', '0', '--state', files.folder, '--json'];
    const { asked, loaded } = await witness('bin/sluice.ts', argv, async (line) => {
      const { url } = JSON.parse(line) as { readonly url: string };
      const response = await fetch(`${url}/pets`);
      expect({ status: response.status, body: await response.text() }).toEqual({ status: 200, body: '"Rex"' });
    });
    const ours = loaded.filter((file) => file.startsWith(join(ROOT, 'lib')));
    expect(ours).toContain(join(ROOT, 'lib', 'runtime', 'gateway.ts'));
    expect(asked.filter((name) => !isBuiltin(name))).toContain('yargs');
    const heavy = ['aws-cdk-lib', 'constructs', 'yaml', 'aws4', 'ws', 'esbuild', 'typescript'];
    const isHeavy = (name: string): boolean =>
      heavy.some((one) => name === one || name.startsWith(`${one}/`) || name.includes(`/node_modules/${one}/`));
    expect([...asked, ...loaded].filter(isHeavy)).toEqual([]);
    expect(ours.filter((file) => file.startsWith(join(ROOT, 'lib', 'constructs')))).toEqual([]);
  });
});

describe('aws-cdk-lib', () => {
  test.each(['testing', 'runtime', 'vtl', 'model', 'lambda-helpers'])('is not reachable from lib/%s', (entry) => {
    const reached = reachablePackages(join(ROOT, 'lib', entry, 'index.ts'));
    expect([...reached].filter(([name]) => /^(?:aws-cdk-lib|constructs)(?:\/|$)/.test(name))).toEqual([]);
  });

  test('is reachable from lib', () => {
    expect([...reachablePackages(join(ROOT, 'lib', 'index.ts')).keys()]).toContain('aws-cdk-lib');
  });
});

/** Every package that a file can come to, types too, with the file that names it. */
function reachablePackages(entry: string): ReadonlyMap<string, string> {
  const packages = new Map<string, string>();
  const visited = new Set([entry]);
  for (const file of visited) {
    for (const { fileName: imported } of preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles) {
      const target = join(dirname(file), imported.replace(/\.js$/, '.ts'));
      if (!imported.startsWith('.')) packages.set(imported, file);
      else if (existsSync(target)) visited.add(target);
    }
  }
  return packages;
}
