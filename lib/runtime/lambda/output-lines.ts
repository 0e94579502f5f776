import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { PROGRAM_FOLDER } from './program-folder.js';

interface OutputLines {
  write(chunk: Buffer): void;
  end(): void;
}

const { OutputLines } = require(join(PROGRAM_FOLDER, 'output-lines.cjs')) as {
  readonly OutputLines: new (emit: (line: string) => void) => OutputLines;
};

/** Calls `emit` for each line of a stream, also for a last one without its end. Null: a process without streams. */
export function readLines(stream: Readable | null, emit: (line: string) => void): void {
  const lines = new OutputLines(emit);
  stream?.on('data', (chunk: Buffer) => lines.write(chunk));
  stream?.on('end', () => lines.end());
}
