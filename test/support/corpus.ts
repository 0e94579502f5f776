import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Definitions that other people wrote, which the repository does not contain. `SLUICE_CORPUS` names their folder.
 *
 * @param tests what needs them, to print where the folder is absent
 */
export function findCorpus(tests: string): Corpus | undefined {
  const folder = resolve(process.env.SLUICE_CORPUS ?? join(__dirname, '..', '..', '..', 'shared', 'corpus'));
  if (!existsSync(join(folder, 'manifest.json'))) {
    console.log(`corpus: not run: ${tests}`);
    return undefined;
  }
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { entries: CorpusEntry[] };
  return { folder, entries: manifest.entries };
}

export interface Corpus {
  readonly folder: string;
  readonly entries: readonly CorpusEntry[];
}

export interface CorpusEntry {
  readonly file: string;
  readonly kind: 'template' | 'openapi' | 'openapi-large' | 'malformed';
  readonly origin: string;
  /** Counts by category and name; lists in the category `dollar_tokens`. */
  readonly features?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
