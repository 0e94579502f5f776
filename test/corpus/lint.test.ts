import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintSource } from '../../lib/cli/lint/check-source.js';
import { openSource } from '../../lib/cli/source-options.js';
import { findCorpus, type CorpusEntry } from '../support/corpus.js';
import { expectRecorded } from '../support/golden.js';
import { drawFindings, printDrawing, readReview, REVIEW, type Found } from './lint-drawing.js';

const corpus = findCorpus('errors of lint in definitions that other people deployed');
const entries = corpus?.entries.filter(({ kind }) => kind === 'openapi' || kind === 'template') ?? [];

/** The files with errors, each `file | codes`; the third column says why AWS refuses the file as it is. */
const EXPECTED = readFileSync(join(__dirname, 'lint-errors.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' | ').slice(0, 2).join(' | '));

describe.runIf(corpus !== undefined)('lint of the corpus', { timeout: 120_000 }, () => {
  test('has errors in the files alone that AWS refuses', async () => {
    const found: string[] = [];
    for (const { file } of entries) {
      const errors = (await findingsOf(file)).filter(({ finding }) => finding.severity === 'error');
      const codes = new Set(errors.map(({ finding }) => finding.code));
      if (codes.size > 0) found.push(`${file} | ${[...codes].sort().join(', ')}`);
    }
    expect(found).toEqual(EXPECTED);
  });

  test.runIf(process.env.RECORD === '1')(`is drawn in ${REVIEW}`, async () => {
    const all: Found[] = [];
    for (const { file } of entries) all.push(...(await findingsOf(file)));
    expectRecorded(REVIEW, printDrawing(drawFindings(all), all.length));
  });
});

test('fifty findings were read by hand, and each is true', () => {
  expect(readReview().map(({ rest: [verdict] }) => verdict)).toEqual(Array.from({ length: 50 }, () => 'true'));
});

async function findingsOf(file: CorpusEntry['file']): Promise<readonly Found[]> {
  const folder = corpus?.folder ?? '';
  const opened = await openSource({ source: join(folder, file) }, { cwd: folder, env: {} } as never);
  return lintSource(opened).findings.map(({ finding, source }) => ({ file, finding, source }));
}
