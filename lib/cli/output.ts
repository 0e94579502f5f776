import { StringDecoder } from 'node:string_decoder';
import { printPlace, type Diagnostic } from '../model/diagnostic.js';
import type { SluiceError } from '../support/sluice-error.js';
import type { CommandIo } from './command.js';

/** The one place for colour, tables and streams. */
export class Output {
  private readonly colored: boolean;
  /** Lines of `logSoon`. */
  private pending = '';
  private writeLog: ((text: string) => void) | undefined;

  constructor(
    private readonly io: CommandIo,
    private readonly json: boolean,
  ) {
    this.colored = !json && io.stdout.isTTY === true && io.env.NO_COLOR === undefined;
  }

  /** A line for people; nowhere with `--json`. */
  line(text = ''): void {
    if (!this.json) this.io.stdout.write(`${text}\n`);
  }

  /** Text for people as it comes, and the end of its line; nowhere with `--json`. */
  async stream(bytes: AsyncIterable<Buffer>): Promise<void> {
    const decoder = new StringDecoder('utf8');
    for await (const chunk of bytes) if (!this.json) this.io.stdout.write(decoder.write(chunk));
    this.line(decoder.end());
  }

  /** The one document of a run with `--json`, or one of those that such a run writes line by line. */
  document(value: unknown): void {
    this.io.stdout.write(`${JSON.stringify(value)}\n`);
  }

  /** A line about the run rather than of it. */
  log(text: string, maxLineLength = MAX_LINE_LENGTH): void {
    this.flush();
    const cut = cutLines(text, maxLineLength);
    if (this.writeLog === undefined) this.io.stderr.write(`${cut}\n`);
    else this.writeLog(cut);
  }

  /** Has somebody else write the lines of the log, such as above a prompt; without an argument no more. */
  divertLog(write?: (text: string) => void): void {
    this.writeLog = write;
  }

  /** The same for lines that come in plenty: those of one round of the event loop are written together. */
  logSoon(text: string): void {
    if (this.pending === '') setImmediate(() => this.flush());
    this.pending += `${cutLines(text)}\n`;
  }

  flush(): void {
    if (this.pending === '') return;
    this.io.stderr.write(this.pending);
    this.pending = '';
  }

  table(rows: readonly (readonly string[])[]): void {
    for (const line of layTable(rows)) this.line(line);
  }

  diagnostics(diagnostics: readonly Diagnostic[]): void {
    for (const { severity, code, message, place } of diagnostics) {
      const where = printPlace(place);
      this.log(
        `${this.paint(severity === 'error' ? 'red' : 'yellow', `${severity} ${code}`)}  ${where === '' ? '' : `${where}  `}${message}`,
      );
      if (place.excerpt !== undefined) this.log(place.excerpt);
    }
  }

  bold(text: string): string {
    return this.colored ? `\u001b[1m${text}\u001b[22m` : text;
  }

  paint(color: 'red' | 'yellow' | 'green' | 'dim', text: string): string {
    return this.colored ? `\u001b[${COLORS[color]}m${text}\u001b[0m` : text;
  }
}

const COLORS = { red: 31, yellow: 33, green: 32, dim: 2 } as const;

/** Longest line of a log: a minified program that throws prints itself as one line. */
const MAX_LINE_LENGTH = 1_000;

/** Cuts each line that nobody reads to its end. */
export function cutLines(text: string, maxLineLength = MAX_LINE_LENGTH): string {
  if (text.length <= maxLineLength) return text;
  const cut = (line: string): string => {
    const rest = line.length - maxLineLength;
    return rest > 0 ? `${line.slice(0, maxLineLength)}… (${rest} more characters)` : line;
  };
  return text.split('\n').map(cut).join('\n');
}

/** Columns as wide as their widest cell, two blanks between them. */
export function layTable(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  return rows.map((row) =>
    row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  '),
  );
}

/** The form of every refusal under `--json`. */
export function errorDocument(error: SluiceError): { readonly error: Record<string, string> } {
  const { place, hint } = error.details;
  return {
    error: {
      code: error.code,
      message: error.message,
      ...(place !== undefined && { place }),
      ...(hint !== undefined && { hint }),
    },
  };
}

/** The same for people. */
export function printError(error: SluiceError): string {
  const { place, excerpt, hint } = error.details;
  const head = `error ${error.code}  ${place === undefined ? '' : `${place}  `}${error.message}`;
  const lines = [head, excerpt, hint === undefined ? undefined : `  ${hint}`];
  return cutLines(lines.filter((line) => line !== undefined).join('\n'));
}
