import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface OutputFolder {
  readonly folder: string;
  readonly release: () => void;
}

/**
 * The folder that a CDK app is synthesized to: `.sluice/cdk.out` beside it, kept so that assets are bundled once. While
 * another process synthesizes there, one of this process's own, which goes with it. `release` lets others in; the code
 * of functions stays where it is.
 */
export function lockOutput(appFolder: string): OutputFolder {
  const home = join(appFolder, '.sluice');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, '.gitignore'), '*\n');
  const lock = join(home, 'cdk.out.lock');
  if (takeLock(lock)) {
    return { folder: join(home, 'cdk.out'), release: () => rmSync(lock, { force: true }) };
  }
  const own = join(home, `cdk.out.${process.pid}`);
  process.once('exit', () => rmSync(own, { recursive: true, force: true }));
  return { folder: own, release: () => undefined };
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
