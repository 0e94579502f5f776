import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import type { Arguments } from './command.js';

/** Where servers leave what other commands of their user need: `--state`, else the system's temporary folder. */
export function stateFolder({ state }: Arguments, cwd: string): string {
  return typeof state === 'string' ? resolve(cwd, state) : tmpdir();
}
