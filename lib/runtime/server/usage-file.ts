import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isList } from '../../support/is-list.js';
import { SluiceError } from '../../support/sluice-error.js';
import { whyUnreadable } from '../../support/unreadable.js';
import { parseDay, printDay } from '../metering/quota.js';
import type { DayCount, UsageLedger } from '../metering/usage.js';
import { makeFolder } from './new-file.js';
import { isAlive } from './token-file.js';

const NAME = 'sluice-usage.txt';
const PID_DIGITS = 10;
const COUNT_DIGITS = 16;
const HEADER = /^sluice usage 1, server (\d{10})$/;
const LINE = /^(\d{4}-\d{2}-\d{2}) (\d{16}) (\[.*\])$/;

/**
 * Usage in a file of a folder, which is made with the first usage plan. One server at a time has it.
 *
 * A line is a day's count of one key in one plan, `2026-11-30 0000000000000042 ["plan","key"]`; a request overwrites the digits
 * where they stand before it is answered. Whoever ends the process, the operating system has what was written; a line that
 * was being added when it ended is taken away by the next server.
 */
export class UsageFile implements UsageLedger {
  readonly kept: readonly DayCount[];
  private readonly file: string;
  /** Undefined: nothing was counted yet. */
  private descriptor: number | undefined;
  /** Where the next line begins. */
  private end = 0;
  private hasFailed = false;

  /**
   * @param warn hears that a count cannot be written; requests go on being counted in memory
   * @throws {SluiceError} permission-denied
   */
  constructor(
    private readonly folder: string,
    private readonly warn: (message: string) => void,
  ) {
    this.file = join(folder, NAME);
    this.kept = existsSync(this.file) ? this.open() : [];
  }

  /** A disk that is full when the first plan begins is told of as one that is full later. */
  begin(plan: string, key: string, day: number): DayCount {
    const place = this.attempt(() => {
      const descriptor = (this.descriptor ??= this.create());
      const start = `${printDay(day)} `;
      const line = Buffer.from(`${start}${printCount(0)} ${JSON.stringify([plan, key])}\n`);
      writeWhole(descriptor, line, this.end);
      this.end += line.length;
      return this.end - line.length + start.length;
    });
    return this.count(plan, key, day, 0, place);
  }

  close(): void {
    const { descriptor } = this;
    if (descriptor === undefined) return;
    this.descriptor = undefined;
    this.attempt(() => {
      writeWhole(descriptor, Buffer.from(printHeader(0)), 0);
      closeSync(descriptor);
    });
  }

  private create(): number {
    makeFolder(this.folder);
    const descriptor = openSync(this.file, 'wx', 0o600);
    this.end = writeHeader(descriptor);
    return descriptor;
  }

  private open(): readonly DayCount[] {
    try {
      const descriptor = (this.descriptor = openSync(this.file, 'r+'));
      return this.read(descriptor);
    } catch (error) {
      if (error instanceof SluiceError) throw error;
      throw new SluiceError('permission-denied', `Cannot read the usage of API keys: ${whyUnreadable(error)}`, {
        place: this.file,
        hint: 'Name a folder that you can write to with --state',
      });
    }
  }

  private read(descriptor: number): readonly DayCount[] {
    const bytes = readFileSync(descriptor);
    // What stands after the last line's end was being written when a server was killed.
    const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
    const [header = '', ...lines] = whole.toString().split('\n');
    if (whole.length > 0) this.requireFree(HEADER.exec(header)?.[1]);
    let place = printHeader(0).length;
    const kept = lines.slice(0, -1).map((line, index) => {
      const count = parseLine(line);
      if (count === undefined) throw this.invalid(`line ${index + 2} is "${line}"`);
      const { plan, key, day, used } = count;
      const digits = place + `${printDay(day)} `.length;
      place += Buffer.byteLength(line) + 1;
      return this.count(plan, key, day, used, digits);
    });
    ftruncateSync(descriptor, whole.length);
    this.end = Math.max(whole.length, writeHeader(descriptor));
    return kept;
  }

  private requireFree(pid: string | undefined): void {
    if (pid === undefined) throw this.invalid('it does not begin as such a file does');
    const other = Number(pid);
    if (other === 0 || other === process.pid || !isAlive(other)) return;
    throw new SluiceError('permission-denied', `Cannot count the usage of API keys: process ${other} does so already`, {
      place: this.file,
      hint: 'Name another folder with --state, or end that server',
    });
  }

  private invalid(found: string): SluiceError {
    return new SluiceError('permission-denied', `Cannot read the usage of API keys: ${found}`, {
      place: this.file,
      hint: 'Move the file away to count anew',
    });
  }

  private count(plan: string, key: string, day: number, used: number, place: number | undefined): DayCount {
    const keep = (count: number): void => {
      const { descriptor } = this;
      if (place === undefined || descriptor === undefined) return;
      this.attempt(() => writeSync(descriptor, printCount(count), place, 'latin1'));
    };
    return new FileCount(plan, key, day, used, keep);
  }

  private attempt<Result>(write: () => Result): Result | undefined {
    try {
      return write();
    } catch (error) {
      if (!this.hasFailed) this.warn(`Cannot write the usage of API keys to ${this.file}: ${whyUnreadable(error)}`);
      this.hasFailed = true;
      return undefined;
    }
  }
}

class FileCount implements DayCount {
  constructor(
    readonly plan: string,
    readonly key: string,
    readonly day: number,
    public used: number,
    private readonly keep: (used: number) => void,
  ) {}

  increment(): void {
    this.used += 1;
    this.keep(this.used);
  }
}

function printCount(count: number): string {
  return String(count).padStart(COUNT_DIGITS, '0');
}

function printHeader(pid: number): string {
  return `sluice usage 1, server ${String(pid).padStart(PID_DIGITS, '0')}\n`;
}

/** @returns where the next line begins */
function writeHeader(descriptor: number): number {
  const header = Buffer.from(printHeader(process.pid));
  writeWhole(descriptor, header, 0);
  return header.length;
}

/** A full disk may take a part of it. */
function writeWhole(descriptor: number, bytes: Buffer, place: number): void {
  let written = 0;
  while (written < bytes.length)
    written += writeSync(descriptor, bytes, written, bytes.length - written, place + written);
}

function parseLine(line: string): Pick<DayCount, 'plan' | 'key' | 'day' | 'used'> | undefined {
  const [, date = '', digits, names = ''] = LINE.exec(line) ?? [];
  const day = parseDay(date);
  if (day === undefined) return undefined;
  const [plan, key, ...others] = parseNames(names);
  if (typeof plan !== 'string' || typeof key !== 'string' || others.length > 0) return undefined;
  return { plan, key, day, used: Number(digits) };
}

function parseNames(text: string): readonly unknown[] {
  try {
    const names: unknown = JSON.parse(text);
    return isList(names) ? names : [];
  } catch {
    return [];
  }
}
