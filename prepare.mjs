// Builds what `npx sluice` runs, unless it is there and newer than its sources: npm prepares a clone at `npm ci` and once
// more, without a word, at the first `npx sluice`.
import { execSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const SOURCES = ['bin', 'lib', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];

function newestMs(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  // A folder's own time tells of files that were removed.
  const inside = stat.isDirectory() ? readdirSync(path).map((name) => newestMs(join(path, name))) : [];
  return Math.max(stat.mtimeMs, ...inside);
}

function hasTypeScript() {
  try {
    return createRequire(join(process.cwd(), 'package.json')).resolve('typescript') !== '';
  } catch {
    return false; // Installed without the tools that build.
  }
}

const builtMs = statSync('dist/bin/sluice.js', { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (hasTypeScript() && SOURCES.some((source) => newestMs(source) > builtMs)) {
  execSync('npm run --silent build', { stdio: 'inherit' });
}
