import type { Readable, Writable } from 'node:stream';
import type { Options } from 'yargs';
import type { Timing } from './connect/timing.js';

/** A command of the command line: what it is called, what it takes, what it does. */
export interface Command<A = Arguments> {
  /** The name with its positional arguments, as yargs reads them: `serve [source]`. */
  readonly name: string;
  readonly describe: string;
  /** What stands in `name` beside the command's own word; a list where several things do. */
  readonly positional: Positional | readonly Positional[];
  readonly options: Readonly<Record<string, Options>>;
  readonly examples: readonly (readonly [command: string, describe: string])[];
  /** @returns the exit code */
  run(args: A, io: CommandIo): Promise<number>;
}

/** An argument without a dash. */
export interface Positional {
  readonly name: string;
  readonly describe: string;
}

/** What yargs parsed, by option name. */
export type Arguments = Readonly<Record<string, unknown>>;

/** The world of a command; tests give their own. */
export interface CommandIo {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Resolves with the signal's name when the process is asked to end. Whoever reads it ends in order by itself; until then
   * a signal ends the process at once.
   */
  readonly interrupted: Promise<EndSignal>;
  /** Default: the machine's. */
  readonly timing?: Timing;
  /** Has something done whenever the process is asked to open its logs anew; absent where nobody can ask. */
  readonly onRotate?: (reopen: () => void) => void;
}

/** How a process is asked to end: by Ctrl-C, by another process, by a terminal that closes. */
export type EndSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

export const EXIT = {
  ok: 0,
  /** Findings, a failed check, a refused operation. */
  findings: 1,
  usage: 2,
  /** The source, or a function's code, cannot be loaded. */
  source: 3,
  /** Port in use, no permission, service unreachable. */
  unavailable: 4,
  /** A defect of ours. */
  defect: 70,
  SIGHUP: 129,
  SIGINT: 130,
  SIGTERM: 143,
} as const;

/** Which exit code an error's `code` means; the prefix before the first dash names the family. */
export function exitCodeOf(code: string): number {
  if (code.startsWith('usage-') || code === 'configuration-invalid') return EXIT.usage;
  if (code.startsWith('port-') || code.startsWith('permission-') || code.startsWith('service-'))
    return EXIT.unavailable;
  if (code.startsWith('finding-') || code.startsWith('refused-')) return EXIT.findings;
  return EXIT.source;
}
