import { existsSync, readdirSync, statSync, watch, type FSWatcher } from 'node:fs';
import { dirname, join } from 'node:path';

/** Tools write here, people do not. */
const UNWATCHED = new Set(['node_modules', '.git', 'cdk.out', '.sluice', 'dist', '.serverless', '.aws-sam']);

/** Events of one save come in a burst; this long after the last of them the burst is over. */
const SETTLE_MS = 10;

/** Watches files and whole folders; `close` ends it. */
export interface Watching {
  /** Watches these instead, keeping what is watched already. */
  update(paths: readonly string[]): void;
  close(): void;
}

/**
 * Calls `changed` with the absolute paths that changed, once a burst of events is over. Each folder has a watcher of its
 * own, since the recursive kind of Node.js cannot leave `node_modules` out.
 */
export function watchPaths(paths: readonly string[], changed: (files: readonly string[]) => void): Watching {
  const watchers = new Map<string, FSWatcher>();
  const pending = new Set<string>();
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
    if (inFolder && isFolder(path)) watchFolder(path);
    pending.add(path);
    clearTimeout(timer);
    timer = setTimeout(report, SETTLE_MS);
  };
  const watchOne = (folder: string): void => {
    if (watchers.has(folder) || !isFolder(folder)) return;
    const watcher = watch(folder, (_event, name) => onEvent(folder, name));
    watcher.on('error', () => watchers.delete(folder)); // The folder is gone.
    watchers.set(folder, watcher);
  };
  const watchFolder = (folder: string): void => {
    watchOne(folder);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory() && !UNWATCHED.has(entry.name)) watchFolder(join(folder, entry.name));
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
  return existsSync(path) && statSync(path).isDirectory();
}
