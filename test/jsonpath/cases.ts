import { readFileSync } from 'node:fs';
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

/** The JSONPath cases of test/conformance. */
export function readCases(): readonly Case[] {
  const lines = readFileSync(join(__dirname, '../conformance/jsonpath/cases.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Case);
}

/** What release 2.0.0 answers. */
export function expectedOf(kase: Case): Answer {
  return kase.other?.find((answer) => answer.versions.includes('2.0.0')) ?? kase;
}
