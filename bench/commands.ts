import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import type { Measure } from './scenario.js';

/** The build that this file belongs to, seen from `dist-bench/bench`. */
export const ROOT = join(__dirname, '..', '..');

/** The kernel's tables count CPU time in ticks. */
const TICK_US = 10_000;

/** A command of Node.js: its arguments, and the folder it runs in. */
export interface Command {
  readonly args: readonly string[];
  readonly cwd: string;
}

/** The command that serves a source on a free port. */
export const serve = (cwd: string, ...args: readonly string[]): Command => ({
  args: [join(ROOT, 'dist', 'bin', 'sluice.js'), 'serve', ...args, '--port', '0', '--json'],
  cwd,
});

/** A server that has printed its ready line. */
export interface StartedServer {
  readonly url: string;
  readonly pid: number;
  end(): Promise<void>;
}

/** Starts a server whose first line of output is a ready line as of `sluice serve --json`. */
export async function startServer({ args, cwd }: Command): Promise<StartedServer> {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const { url } = JSON.parse(line) as { url: string };
    return { url, pid: child.pid ?? 0, end: () => end(child) };
  }
  throw new Error(`"node ${args.join(' ')}" ended without a ready line`);
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** CPU time from the start of a server to its first response, of so many starts in one round. */
export function firstResponse(command: Command, path: string, count: number): Promise<Measure> {
  return starts(count, async () => {
    const server = await startServer(command);
    const { status } = await fetch(server.url + path);
    if (status !== 200) throw new Error(`${server.url}${path} responded with status ${status}`);
    await server.end();
  });
}

/** CPU time of a command from its start to its end, of so many starts in one round. */
export function wholeRun({ args, cwd }: Command, count: number): Promise<Measure> {
  return starts(count, async () => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`"node ${args.join(' ')}" ended with ${code}`);
  });
}

/** CPU time of the child processes that `run` starts and ends. The first run warms up the disk. */
async function starts(count: number, run: () => Promise<void>): Promise<Measure> {
  await run();
  return async () => {
    const before = cpuUs('self').ended;
    for (let start = 0; start < count; start++) await run();
    return (cpuUs('self').ended - before) / count;
  };
}

/** User and system time of a process, and of its children that have ended, in microseconds. Needs Linux. */
export function cpuUs(pid: number | 'self'): { readonly own: number; readonly ended: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields
    .slice(11, 15)
    .map((ticks) => Number(ticks) * TICK_US);
  return { own: user + system, ended: endedUser + endedSystem };
}

const GIVE_UP_MS = 30_000;

/** Asks at an interval until the answer is yes. */
export async function until(intervalMs: number, isReached: () => Promise<boolean>): Promise<void> {
  const giveUpAtMs = performance.now() + GIVE_UP_MS;
  while (!(await isReached())) {
    if (performance.now() > giveUpAtMs) throw new Error(`Nothing changed within ${GIVE_UP_MS} ms`);
    await setTimeout(intervalMs);
  }
}
