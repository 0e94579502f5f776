import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where the programs lie that workers and child processes run: beside this file, from source as in the library; the
 * command line is one bundled file in `dist/bin`, from where they are in the library's folder.
 */
export const PROGRAM_FOLDER = existsSync(join(__dirname, 'worker.cjs'))
  ? __dirname
  : join(__dirname, '..', 'lib', 'runtime', 'lambda');
