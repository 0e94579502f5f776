import { execFileSync } from 'node:child_process';
import { mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { WrittenFiles } from './support/behaviour.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

test('prepare builds a clone once, and again when a source has changed', () => {
  for (const folder of ['bin', 'lib', 'dist/bin', 'node_modules/typescript']) {
    mkdirSync(join(files.folder, folder), { recursive: true });
  }
  files.json('node_modules/typescript/package.json', { name: 'typescript', main: 'index.js' });
  files.text('node_modules/typescript/index.js', '');
  const build = "node -e \"fs.appendFileSync('builds', '+'); fs.writeFileSync('dist/bin/sluice.js', '')\"";
  files.json('package.json', { scripts: { build } });
  const source = files.text('lib/a.ts', '');
  const prepare = (): string => {
    execFileSync(process.execPath, [join(__dirname, '..', 'prepare.mjs')], { cwd: files.folder });
    return execFileSync('cat', ['builds'], { cwd: files.folder, encoding: 'utf8' });
  };
  expect([prepare(), prepare()]).toEqual(['+', '+']);
  const later = Date.now() / 1000 + 60;
  utimesSync(source, later, later);
  expect(prepare()).toBe('++');
});
