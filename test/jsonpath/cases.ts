import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a release answers to a case. */
export interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly class: string };
  /** Absent when the path does not compile. */
  readonly definite?: boolean;
}

export interface Case extends Answer {
  readonly id: string;
  readonly path: string;
  readonly document: string;
  readonly other?: readonly (Answer & { readonly versions: readonly string[] })[];
}

/** The shared JSONPath cases; none where their folder is absent. */
export function readCases(): readonly Case[] {
  const folder = process.env.SLUICE_CONFORMANCE ?? join(__dirname, '../../../shared/conformance');
  const file = join(folder, 'jsonpath/cases.jsonl');
  if (!existsSync(file)) {
    console.log('conformance: not run');
    return [];
  }
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Case);
}

/** What release 2.0.0 answers. */
export function expectedOf(kase: Case): Answer {
  return kase.other?.find((answer) => answer.versions.includes('2.0.0')) ?? kase;
}
