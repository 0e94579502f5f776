import { PassThrough, Readable } from 'node:stream';
import { main } from '../../lib/cli/main.js';

/** A command line that runs in this process. */
export interface RunningCommand {
  /** Resolves with what stands on stdout when it first has a whole line. */
  readonly firstLine: Promise<string>;
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
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function startCommand(argv: readonly string[], { cwd, stdin = '', env = {} }: CommandWorld): RunningCommand {
  const stdout = collect();
  const stderr = collect();
  let interrupt = (): void => undefined;
  const interrupted = new Promise<'SIGINT'>((resolve) => (interrupt = () => resolve('SIGINT')));
  const io = { stdin: Readable.from([stdin]), stdout: stdout.stream, stderr: stderr.stream, cwd, env, interrupted };
  const done = main(argv, io).then((code) => ({ code, stdout: stdout.text(), stderr: stderr.text() }));
  const firstLine = Promise.race([
    stdout.firstLine,
    done.then(({ code, stderr: said }) => {
      throw new Error(`sluice ${argv.join(' ')} ended with ${code}: ${said}`);
    }),
  ]);
  firstLine.catch(() => undefined); // Whoever waits for it hears of it.
  return { firstLine, interrupt: () => interrupt(), done };
}

export function runCommand(argv: readonly string[], world: CommandWorld): Promise<FinishedCommand> {
  return startCommand(argv, world).done;
}

function collect(): { readonly stream: PassThrough; readonly firstLine: Promise<string>; text(): string } {
  const stream = new PassThrough();
  let said = '';
  const firstLine = new Promise<string>((resolve) => {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const end = said.indexOf('\n');
      if (end !== -1) resolve(said.slice(0, end));
    });
  });
  return { stream, firstLine, text: () => said };
}
