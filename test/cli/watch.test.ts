import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { watchPaths, type Watching } from '../../lib/cli/watch.js';
import { WrittenFiles } from '../support/behaviour.js';

const files = new WrittenFiles();
let folder = files.folder;
let watching: Watching | undefined;
let count = 0;
let blind: string[] = [];

beforeEach(() => {
  blind = [];
  folder = join(files.folder, `case-${count++}`);
  mkdirSync(join(folder, 'code', 'node_modules'), { recursive: true });
});
afterEach(() => watching?.close());
afterAll(() => files.remove());

function fail(message: string): never {
  throw new Error(message);
}

function write(name: string): void {
  writeFileSync(join(folder, name), String(count++));
}

/** What is reported of a change, one list a burst; nothing within 150 ms is an empty list. */
async function reportOf(paths: readonly string[], change: () => void): Promise<readonly string[]> {
  const seen = new Set<string>();
  watching = watchPaths(
    paths.map((path) => join(folder, path)),
    (burst) => {
      for (const path of burst) seen.add(path.slice(folder.length + 1));
    },
    (message) => blind.push(message),
  );
  change();
  for (let waited = 0; waited < 15 && seen.size === 0; waited++) await pause(20);
  await pause(40);
  return [...seen].sort();
}

describe('watchPaths()', () => {
  test.each<[what: string, paths: readonly string[], change: () => void, seen: readonly string[]]>([
    ['a file that changes', ['api.json'], () => write('api.json'), ['api.json']],
    ['a file that comes', ['new.json'], () => write('new.json'), ['new.json']],
    ['no file beside it', ['api.json'], () => write('other.json'), []],
    ['a file in a folder', ['code'], () => write('code/index.js'), ['code/index.js']],
    ['nothing in node_modules', ['code'], () => write('code/node_modules/x.js'), []],
    [
      'a burst at once',
      ['code'],
      () => ['a', 'b', 'a'].forEach((name) => write(`code/${name}.js`)),
      ['code/a.js', 'code/b.js'],
    ],
    ['a file that goes', ['code'], () => rmSync(join(folder, 'code', 'old.js')), ['code/old.js']],
  ])('reports %s', async (_what, paths, change, seen) => {
    write('api.json');
    write('code/old.js');
    await pause(20);
    expect(await reportOf(paths, change)).toEqual(seen);
  });

  test('watches folders that come later, and other paths when told', async () => {
    const seen = await reportOf(['code'], () => mkdirSync(join(folder, 'code', 'lib')));
    expect(seen).toEqual(['code/lib']);
    const later: string[] = [];
    watching?.close();
    watching = watchPaths([join(folder, 'api.json')], (burst) => later.push(...burst), fail);
    watching.update([join(folder, 'code')]);
    write('code/lib/x.js');
    for (let waited = 0; waited < 50 && later.length === 0; waited++) await pause(20);
    expect(later).toEqual([join(folder, 'code', 'lib', 'x.js')]);
  });

  test('leaves the same folders out when they come later', async () => {
    const seen = await reportOf(['code'], () => {
      for (const name of ['cdk.out', 'lib']) mkdirSync(join(folder, 'code', name));
      mkdirSync(join(folder, 'code', 'lib', 'node_modules'));
      symlinkSync('/', join(folder, 'code', 'everything'));
    });
    expect(seen).toEqual(expect.arrayContaining(['code/lib']) as string[]);
    const later = new Set<string>();
    watching?.close();
    watching = watchPaths([join(folder, 'code')], (burst) => burst.forEach((path) => later.add(path)), fail);
    mkdirSync(join(folder, 'code', 'new'));
    mkdirSync(join(folder, 'code', 'node_modules', 'pet'));
    mkdirSync(join(folder, 'code', '.git'));
    await pause(50);
    write('code/.git/HEAD');
    write('code/new/x.js');
    await expect.poll(() => [...later].sort()).toEqual(['new', 'new/x.js'].map((name) => join(folder, 'code', name)));
  });

  test('says what it cannot watch, and watches the rest', async () => {
    // Deeper than the system takes a path.
    const name = 'd'.repeat(200);
    const script = `for (let at = 0; at < 25; at++) { fs.mkdirSync('${name}'); process.chdir('${name}'); }`;
    execFileSync(process.execPath, ['-e', script], { cwd: join(folder, 'code') });
    try {
      expect(await reportOf(['code'], () => write('code/index.js'))).toEqual(['code/index.js']);
      expect(blind).toEqual([
        expect.stringMatching(/^Cannot watch .*: its name is too long; changes there are noticed/),
      ]);
    } finally {
      execFileSync('rm', ['-rf', join(folder, 'code')]);
    }
  });

  test('reports nothing once it is closed', async () => {
    const seen = await reportOf(['api.json'], () => {
      watching?.close();
      write('api.json');
    });
    expect(seen).toEqual([]);
  });
});
