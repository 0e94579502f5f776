import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../runtime/server/new-file.js';
import { SluiceError } from '../support/sluice-error.js';

/** A file that a command writes. */
export interface WrittenFile {
  readonly name: string;
  readonly text: string;
}

/** @throws {SluiceError} permission-denied where the folder cannot be written to */
export function writeFiles(folder: string, files: readonly WrittenFile[]): void {
  try {
    makeFolder(folder);
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SluiceError('permission-denied', `Cannot write into the folder: ${why}`, { place: folder });
  }
}
