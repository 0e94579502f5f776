import { PassThrough, Readable } from 'node:stream';
import type { Timing } from '../../lib/cli/connect/timing.js';
import { main } from '../../lib/cli/main.js';

/** A command line that runs in this process. */
export interface RunningCommand {
  /** Resolves with what stands on stdout when it first has a whole line. */
  readonly firstLine: Promise<string>;
  /** Resolves with all of stdout when it has this. */
  said(text: string): Promise<string>;
  /** Asks it to end, as Ctrl-C does. */
  interrupt(): void;
  readonly done: Promise<FinishedCommand>;
}

export interface FinishedCommand {
  /** The exit code. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandWorld {
  readonly cwd: string;
  /** Default: nothing. */
  readonly stdin?: string | Readable;
  /** Whether standard input and output are a terminal's. */
  readonly isTerminal?: boolean;
  readonly timing?: Timing;
  readonly env?: Readonly<Record<string, string>>;
}

export function startCommand(
  argv: readonly string[],
  { cwd, stdin = '', env = {}, isTerminal, timing }: CommandWorld,
): RunningCommand {
  const stdout = collect();
  const stderr = collect();
  let interrupt = (): void => undefined;
  const interrupted = new Promise<'SIGINT'>((resolve) => (interrupt = () => resolve('SIGINT')));
  const input: Readable & { isTTY?: boolean } = typeof stdin === 'string' ? Readable.from([stdin]) : stdin;
  const output: PassThrough & { isTTY?: boolean } = stdout.stream;
  if (isTerminal === true) input.isTTY = output.isTTY = true;
  const io = {
    ...{ stdin: input, stdout: output, stderr: stderr.stream, cwd, env, interrupted },
    ...(timing !== undefined && { timing }),
  };
  const done = main(argv, io).then((code) => ({ code, stdout: stdout.text(), stderr: stderr.text() }));
  const firstLine = Promise.race([
    stdout.firstLine,
    done.then(({ code, stderr: said }) => {
      throw new Error(`sluice ${argv.join(' ')} ended with ${code}: ${said}`);
    }),
  ]);
  firstLine.catch(() => undefined); // Whoever waits for it hears of it.
  return { firstLine, said: (text) => stdout.said(text), interrupt: () => interrupt(), done };
}

export function runCommand(argv: readonly string[], world: CommandWorld): Promise<FinishedCommand> {
  return startCommand(argv, world).done;
}

interface Collected {
  readonly stream: PassThrough;
  readonly firstLine: Promise<string>;
  said(text: string): Promise<string>;
  text(): string;
}

function collect(): Collected {
  const stream = new PassThrough();
  let all = '';
  const waiting = new Set<() => void>();
  stream.on('data', (chunk: Buffer) => {
    all += chunk.toString();
    for (const look of waiting) look();
  });
  const until = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return {
    stream,
    firstLine: until(() => (all.includes('\n') ? all.slice(0, all.indexOf('\n')) : undefined)),
    said: (text) => until(() => (all.includes(text) ? all : undefined)),
    text: () => all,
  };
}
