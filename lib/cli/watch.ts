import { lstatSync, readdirSync, statSync, watch, type FSWatcher } from 'node:fs';
import { dirname, join } from 'node:path';
import { whyUnreadable } from '../support/unreadable.js';

/** Tools write here, people do not. */
const UNWATCHED = new Set(['node_modules', '.git', 'cdk.out', '.sluice', 'dist', '.serverless', '.aws-sam']);

/** Events of one save come in a burst; this long after the last of them the burst is over. */
const SETTLE_MS = 10;

/** More is no project, such as a link to `/proc`. */
const MOST_FOLDERS = 10_000;

/** Watches files and whole folders; `close` ends it. */
export interface Watching {
  /** Watches these instead, keeping what is watched already. */
  update(paths: readonly string[]): void;
  close(): void;
}

/**
 * Calls `changed` with the absolute paths that changed, once a burst of events is over. Each folder has a watcher of its
 * own, since the recursive kind of Node.js cannot leave `node_modules` out.
 *
 * @param blind is told in a sentence of what cannot be watched, once for each reason
 */
export function watchPaths(
  paths: readonly string[],
  changed: (files: readonly string[]) => void,
  blind: (message: string) => void,
): Watching {
  const watchers = new Map<string, FSWatcher>();
  const pending = new Set<string>();
  const reasons = new Set<string>();
  let files = new Set<string>();
  let folders: readonly string[] = [];
  let timer: NodeJS.Timeout | undefined;

  const report = (): void => {
    const burst = [...pending];
    pending.clear();
    changed(burst);
  };
  const onEvent = (folder: string, name: string | null): void => {
    if (name === null) return;
    const path = join(folder, name);
    const inFolder = folders.some((root) => path === root || path.startsWith(`${root}/`));
    if (!inFolder && !files.has(path)) return;
    if (UNWATCHED.has(name) && !files.has(path)) return;
    if (inFolder && isFolderItself(path)) watchFolder(path);
    pending.add(path);
    clearTimeout(timer);
    timer = setTimeout(report, SETTLE_MS);
  };
  const giveUp = (folder: string, reason: string): void => {
    if (reasons.has(reason)) return;
    reasons.add(reason);
    blind(`Cannot watch ${folder}: ${reason}; changes there are noticed only by sluice server reload`);
  };
  const watchOne = (folder: string): void => {
    if (watchers.has(folder)) return;
    if (watchers.size >= MOST_FOLDERS) {
      giveUp(folder, `no more than ${MOST_FOLDERS} folders are watched`);
      return;
    }
    try {
      const watcher = watch(folder, (_event, name) => onEvent(folder, name));
      watcher.on('error', () => watchers.delete(folder)); // The folder is gone.
      watchers.set(folder, watcher);
    } catch (error) {
      if (!isGone(error)) giveUp(folder, whyUnwatchable(error));
    }
  };
  const watchFolder = (folder: string): void => {
    watchOne(folder);
    if (!watchers.has(folder)) return;
    try {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        if (entry.isDirectory() && !UNWATCHED.has(entry.name)) watchFolder(join(folder, entry.name));
      }
    } catch (error) {
      if (!isGone(error)) giveUp(folder, whyUnwatchable(error));
    }
  };
  const update = (wanted: readonly string[]): void => {
    folders = wanted.filter(isFolder);
    files = new Set(wanted.filter((path) => !isFolder(path)));
    for (const folder of folders) watchFolder(folder);
    for (const file of files) watchOne(dirname(file));
  };
  update(paths);
  return {
    update,
    close() {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

function isFolder(path: string): boolean {
  return isFolderBy(statSync, path);
}

/** A link to a folder may lead anywhere, and is watched only where a source names it. */
function isFolderItself(path: string): boolean {
  return isFolderBy(lstatSync, path);
}

function isFolderBy(stat: typeof statSync, path: string): boolean {
  try {
    return stat(path).isDirectory();
  } catch {
    return false; // It is gone, or nobody may know.
  }
}

function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

/** A limit of watches is told as a full disk or as too many files. */
function whyUnwatchable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EMFILE'
    ? 'the system watches no more of them (on Linux: fs.inotify.max_user_watches and max_user_instances)'
    : whyUnreadable(error);
}
