import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { endWithRun } from './cleanup.js';

/** Replaced in the base by what the working tree has: one and the same bench measures both. */
const BENCH = ['bench', 'tsconfig.bench.json'];

/**
 * Checks a revision out into `base` and builds it there, as `npm run bench` builds the working tree at `root`.
 *
 * @throws {Error} when there is no such revision, or when it does not build
 */
export async function buildBase(revision: string, root: string, base: string): Promise<void> {
  const commit = await run('git', ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], root);
  await run('git', ['clone', '--quiet', '--shared', '--no-checkout', root, base], root);
  await run('git', ['checkout', '--quiet', '--detach', commit.trim()], base);
  if (readLock(root) === readLock(base)) symlinkSync(join(root, 'node_modules'), join(base, 'node_modules'));
  else await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], base);
  await run('npm', ['run', '--silent', 'build'], base);
  for (const path of BENCH) {
    rmSync(join(base, path), { recursive: true });
    cpSync(join(root, path), join(base, path), { recursive: true });
  }
  // The bench may use what the base has in another shape: such a scenario fails when it runs.
  await run('npx', ['tsc', '-p', 'tsconfig.bench.json', '--noCheck'], base);
}

function readLock(folder: string): string {
  return readFileSync(join(folder, 'package-lock.json'), 'utf8');
}

/** Runs a command and returns its output. */
async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  endWithRun(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`"${[command, ...args].join(' ')}" failed in ${cwd}\n${output}`);
  return output;
}
