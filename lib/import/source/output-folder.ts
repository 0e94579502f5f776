import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atExit } from '../../support/at-exit.js';
import { SluiceError } from '../../support/sluice-error.js';

export interface OutputFolder {
  readonly folder: string;
  readonly release: () => void;
}

/**
 * The folder that a CDK app is synthesized to: `.sluice/cdk.out` beside it, kept so that assets are bundled once. While
 * another process synthesizes there, one of this process's own, which goes with it. `release` lets others in; the code
 * of functions stays where it is.
 *
 * @throws {SluiceError} permission-denied where the folder cannot be written to
 */
export function lockOutput(appFolder: string): OutputFolder {
  const home = join(appFolder, '.sluice');
  const lock = join(home, 'cdk.out.lock');
  if (openHome(home, lock)) {
    return { folder: join(home, 'cdk.out'), release: () => rmSync(lock, { force: true }) };
  }
  const own = join(home, `cdk.out.${process.pid}`);
  if (!ownFolders.has(own)) atExit(() => rmSync(own, { recursive: true, force: true }));
  ownFolders.add(own);
  return { folder: own, release: () => undefined };
}

/** Those that go with this process. */
const ownFolders = new Set<string>();

function openHome(home: string, lock: string): boolean {
  try {
    if (!existsSync(home)) mkdirSync(home);
    writeFileSync(join(home, '.gitignore'), '*\n');
    return takeLock(lock);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SluiceError('permission-denied', `Cannot write what the CDK app synthesizes: ${why}`, { place: home });
  }
}

function takeLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const holder = Number(readIfThere(lock));
    if (holder !== process.pid && isRunning(holder)) return false;
    writeFileSync(lock, String(process.pid));
    return true;
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
