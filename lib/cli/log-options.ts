import { resolve } from 'node:path';
import type { Options } from 'yargs';
import type { AccessLogSettings, SluiceConfiguration } from '../formats/sluice-configuration.js';
import type { Metrics } from '../runtime/observe/metrics.js';
import type { LogDestination, Observation, WriteLine } from '../runtime/observe/observation.js';
import { LogFile } from '../runtime/server/log-file.js';
import { SluiceError } from '../support/sluice-error.js';
import type { Arguments, CommandIo } from './command.js';
import type { LoadedConfiguration } from './configuration.js';
import { settingsOfStage } from './stage-key.js';
import { text } from './argument-values.js';

/** Options of a server that writes the logs of its stages. */
export const LOG_OPTIONS = {
  'access-log': {
    type: 'string',
    describe: "File for the access logs of all stages, each in its stage's format; -: standard output",
  },
  'execution-log': {
    type: 'string',
    describe: 'File for the execution logs that methods ask for; -: standard output',
  },
} as const satisfies Record<string, Options>;

/** Where a stage's logs go, as given. */
interface LogChoice {
  /** Relative to the folder; `-`: standard output. */
  readonly file: string;
  readonly folder: string;
}

/** The logs of a server, by the files that they go to. */
export class ServerLogs implements Observation {
  private readonly files = new Map<string, LogFile>();

  /**
   * @throws {SluiceError} usage-invalid for standard output with `--json`, permission-denied
   */
  constructor(
    readonly metrics: Metrics,
    private readonly args: Arguments,
    private readonly configuration: LoadedConfiguration,
    private readonly io: CommandIo,
    private readonly warn: (message: string) => void,
  ) {
    // What cannot be written is said before anything is served.
    for (const option of ['access-log', 'execution-log'] as const) {
      const given = this.given(option);
      if (given !== undefined) this.open(given);
    }
  }

  readonly accessLog: NonNullable<Observation['accessLog']> = (stage) => {
    const settings = settingsOfStage(readAccessLogs(this.configuration.values), stage);
    const destination = this.destination('access-log', settings?.file);
    if (destination === undefined) return undefined;
    return settings?.format === undefined ? destination : { ...destination, format: settings.format };
  };

  readonly executionLog: NonNullable<Observation['executionLog']> = (stage) =>
    this.destination('execution-log', settingsOfStage(readExecutionLogs(this.configuration.values), stage));

  /** Whether a file is written that somebody may move away. */
  get hasFiles(): boolean {
    return this.files.size > 0;
  }

  /** Whether a file is one of these logs. */
  writes(file: string): boolean {
    return this.files.has(file);
  }

  reopen(): void {
    for (const file of this.files.values()) file.reopen();
  }

  close(): void {
    for (const file of this.files.values()) file.close();
  }

  /** A flag takes precedence over the configuration. */
  private destination(option: keyof typeof LOG_OPTIONS, configured: string | undefined): LogDestination | undefined {
    const { folder } = this.configuration;
    const choice = this.given(option) ?? (configured === undefined ? undefined : { file: configured, folder });
    return choice && this.open(choice);
  }

  private given(option: keyof typeof LOG_OPTIONS): LogChoice | undefined {
    const file = text(this.args[option]);
    return file === undefined ? undefined : { file, folder: this.io.cwd };
  }

  /** On AWS a canary has the log group `/Canary` below that of its stage. Its file is made with its first line. */
  private open({ file, folder }: LogChoice): LogDestination {
    if (file === '-') return this.toStandardOutput();
    const path = resolve(folder, file);
    const write = this.fileAt(path).write;
    const writeCanary = (line: string): void => this.fileAt(`${path}.canary`).write(line);
    return { write, writeCanary };
  }

  private toStandardOutput(): LogDestination {
    if (this.args.json === true) {
      throw new SluiceError('usage-invalid', 'Cannot write a log to standard output with --json', {
        hint: 'Standard output holds one JSON document; name a file',
      });
    }
    const write: WriteLine = (line) => void this.io.stdout.write(`${line}\n`);
    return { write, writeCanary: write };
  }

  private fileAt(path: string): LogFile {
    let file = this.files.get(path);
    if (file === undefined) this.files.set(path, (file = new LogFile(path, this.warn)));
    return file;
  }
}

function readAccessLogs({ accessLogs = {} }: SluiceConfiguration): Readonly<Record<string, AccessLogSettings>> {
  if (typeof accessLogs === 'string') return { '*': { file: accessLogs } };
  return Object.fromEntries(
    Object.entries(accessLogs).map(([stage, given]) => [stage, typeof given === 'string' ? { file: given } : given]),
  );
}

function readExecutionLogs({ executionLogs = {} }: SluiceConfiguration): Readonly<Record<string, string>> {
  return typeof executionLogs === 'string' ? { '*': executionLogs } : executionLogs;
}
