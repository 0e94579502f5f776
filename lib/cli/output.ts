import { printPlace, type Diagnostic } from '../model/diagnostic.js';
import type { SluiceError } from '../support/sluice-error.js';
import type { CommandIo } from './command.js';

/** The one place for colour, tables and streams. */
export class Output {
  private readonly colored: boolean;

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

  /** The one document of a run with `--json`. */
  document(value: unknown): void {
    this.io.stdout.write(`${JSON.stringify(value)}\n`);
  }

  /** A line about the run rather than of it. */
  log(text: string): void {
    this.io.stderr.write(`${text}\n`);
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
  return [head, excerpt, hint === undefined ? undefined : `  ${hint}`].filter((line) => line !== undefined).join('\n');
}
