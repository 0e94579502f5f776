import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { makeFolder, writeNewFile } from './new-file.js';

/** What a running server leaves for those who may command it. */
export interface RunningServer {
  /** Of the admin server. */
  readonly url: string;
  readonly token: string;
  readonly pid: number;
  /** Where the APIs are served. */
  readonly serves: readonly string[];
}

const NAME = /^sluice-server-.+\.json$/;

/**
 * Writes a token file that nobody but its owner can read; a folder that is not there is made.
 *
 * @returns its path
 */
export function writeTokenFile(folder: string, server: RunningServer): string {
  makeFolder(folder);
  const file = join(folder, `sluice-server-${server.pid}-${randomBytes(6).toString('hex')}.json`);
  // In a folder that others can write to, a name must not be one that they laid out.
  writeNewFile(file, JSON.stringify(server), 0o600);
  return file;
}

/** Says where a server serves now. */
export function rewriteTokenFile(file: string, server: RunningServer): void {
  // As a whole: whoever reads it meanwhile finds one or the other.
  const written = `${file}.new`;
  writeNewFile(written, JSON.stringify(server), 0o600);
  renameSync(written, file);
}

/** The servers of this user that run, the newest first. Files of servers that ended without cleaning up are removed. */
export function findRunningServers(folder: string): readonly RunningServer[] {
  return readdirSync(folder)
    .filter((name) => NAME.test(name))
    .flatMap((name) => readOwn(join(folder, name)))
    .sort((a, b) => b.changedMs - a.changedMs)
    .map(({ server }) => server);
}

/** Permissions of group and world: a token that others can read or replace is none. */
const OTHERS = 0o077;

function readOwn(file: string): readonly { readonly server: RunningServer; readonly changedMs: number }[] {
  let descriptor: number | undefined;
  try {
    // A pipe of that name must not let the reader wait for a writer.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) return [];
    const { uid, mode, mtimeMs } = stat;
    if (process.getuid !== undefined && (uid !== process.getuid() || (mode & OTHERS) !== 0)) return [];
    const server = JSON.parse(readFileSync(descriptor, 'utf8')) as unknown;
    if (!isRunningServer(server)) return [];
    if (isAlive(server.pid)) return [{ server, changedMs: mtimeMs }];
    rmSync(file, { force: true });
    return [];
  } catch {
    return []; // Another user's, or being written or removed this moment.
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function isRunningServer(value: unknown): value is RunningServer {
  if (typeof value !== 'object' || value === null) return false;
  const { url, token, pid, serves } = value as Partial<Record<keyof RunningServer, unknown>>;
  return typeof url === 'string' && typeof token === 'string' && typeof pid === 'number' && Array.isArray(serves);
}

/** Whether a process of that id runs, be it another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
