import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintSource } from '../../lib/cli/lint/check-source.js';
import { openSource } from '../../lib/cli/source-options.js';
import { findCorpus, type CorpusEntry } from '../support/corpus.js';

const corpus = findCorpus('errors of lint in definitions that other people deployed');
const entries = corpus?.entries.filter(({ kind }) => kind === 'openapi' || kind === 'template') ?? [];

/** The files with errors, each `file | codes`; the third column says why AWS refuses the file as it is. */
const EXPECTED = readFileSync(join(__dirname, 'lint-errors.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' | ').slice(0, 2).join(' | '));

describe.runIf(corpus !== undefined)('lint of the corpus', () => {
  test('has errors in the files alone that AWS refuses', async () => {
    const found: string[] = [];
    for (const { file } of entries) {
      const codes = new Set((await errorsOf(file)).map(({ code }) => code));
      if (codes.size > 0) found.push(`${file} | ${[...codes].sort().join(', ')}`);
    }
    expect(found).toEqual(EXPECTED);
  });
});

async function errorsOf(file: CorpusEntry['file']): Promise<readonly { code: string }[]> {
  const folder = corpus?.folder ?? '';
  const opened = await openSource({ source: join(folder, file) }, { cwd: folder, env: {} } as never);
  return lintSource(opened)
    .findings.map(({ finding }) => finding)
    .filter(({ severity }) => severity === 'error');
}
