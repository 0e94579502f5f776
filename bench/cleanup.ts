import type { ChildProcess } from 'node:child_process';

const atEnd = new Set<() => void>();

/** Calls `clean` when this process ends, however it ends; `clean` must be synchronous. */
export function cleanAtEnd(clean: () => void): void {
  atEnd.add(clean);
}

/**
 * Ends a child process that leads a group of its own, at the latest when this process ends. What it started ends with it.
 *
 * @returns ends it now
 */
export function endWithRun(child: ChildProcess): () => void {
  const end = (): void => {
    atEnd.delete(end);
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // The group has ended.
    }
  };
  atEnd.add(end);
  child.once('exit', end);
  return end;
}

process.on('exit', () => {
  for (const clean of [...atEnd].reverse()) clean();
});
process.once('SIGHUP', () => process.exit(129));
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
