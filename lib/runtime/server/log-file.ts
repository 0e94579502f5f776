import { closeSync, openSync, writeSync } from 'node:fs';
import { SluiceError } from '../../support/sluice-error.js';

/**
 * A file that lines are appended to; those of one round of the event loop are written together. Only its user can read it:
 * a format may name API keys.
 */
export class LogFile {
  private descriptor: number;
  private pending = '';
  private isFailing = false;

  /**
   * @param warn told once, when a line cannot be written; the next one is tried all the same
   *
   * @throws {SluiceError} permission-denied
   */
  constructor(
    private readonly path: string,
    private readonly warn: (message: string) => void,
  ) {
    try {
      this.descriptor = open(path);
    } catch (error) {
      throw new SluiceError('permission-denied', `Cannot write the log: ${reasonOf(error)}`, {
        place: path,
        hint: 'Name a file in a folder that exists and that you can write to',
      });
    }
  }

  readonly write = (line: string): void => {
    if (this.pending === '') setImmediate(() => this.flush());
    this.pending += `${line}\n`;
  };

  /** Goes on in a new file of the name, once somebody has moved this one. */
  reopen(): void {
    this.flush();
    const before = this.descriptor;
    try {
      this.descriptor = open(this.path);
      closeSync(before);
    } catch (error) {
      this.warn(
        `Cannot open the log ${this.path} again, writing goes on in the file that was moved: ${reasonOf(error)}`,
      );
    }
  }

  close(): void {
    this.flush();
    closeSync(this.descriptor);
  }

  private flush(): void {
    const lines = this.pending;
    this.pending = '';
    if (lines === '') return;
    try {
      writeWhole(this.descriptor, Buffer.from(lines));
      this.isFailing = false;
    } catch (error) {
      if (!this.isFailing) this.warn(`Cannot write the log ${this.path}: ${reasonOf(error)}`);
      this.isFailing = true;
    }
  }
}

function open(path: string): number {
  return openSync(path, 'a', 0o600);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
}
