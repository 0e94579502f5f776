import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * Rendering and compiling of mapping templates, CPU of the process, against velocityjs in the same run.
 *
 * Measured in a process of its own that runs `template-figures.ts` as one bundle: modules as tsx transforms them cost up
 * to the half again.
 */
export function renderTemplate(): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  const bundle = join(folder, 'template-figures.cjs');
  // From source it is TypeScript, from the build JavaScript.
  const source = join(__dirname, '..', `template-figures${extname(__filename)}`);
  buildSync({ entryPoints: [source], bundle: true, platform: 'node', outfile: bundle, logLevel: 'error' });
  const output = execFileSync(process.execPath, [bundle], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return Promise.resolve(output.trimEnd().split('\n'));
}

if (require.main === module) void renderTemplate().then((lines) => process.stdout.write(`${lines.join('\n')}\n`));
