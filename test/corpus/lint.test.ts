import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintSource } from '../../lib/cli/lint/check-source.js';
import { openSource } from '../../lib/cli/source-options.js';
import { findCorpus, type CorpusEntry } from '../support/corpus.js';

const corpus = findCorpus('errors of lint in definitions that other people deployed');
const entries = corpus?.entries.filter(({ kind }) => kind === 'openapi' || kind === 'template') ?? [];

/** Errors that are right, since the file is not deployed as it is: code, part of the message, why. */
const EXPECTED = readFileSync(join(__dirname, 'lint-errors.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' | '));

describe.runIf(corpus !== undefined)('lint of the corpus', () => {
  test('has no error in a definition that AWS takes', async () => {
    const used = new Set<string>();
    const unexpected: string[] = [];
    for (const { file } of entries) {
      for (const { code, message } of await errorsOf(file)) {
        const expected = EXPECTED.find(([known, part = '']) => known === code && message.includes(part));
        if (expected === undefined) unexpected.push(`${file}: ${code} ${message}`);
        else used.add(expected.join());
      }
    }
    expect(unexpected).toEqual([]);
    expect(EXPECTED.filter((line) => !used.has(line.join()))).toEqual([]);
  });
});

async function errorsOf(file: CorpusEntry['file']): Promise<readonly { code: string; message: string }[]> {
  const folder = corpus?.folder ?? '';
  const opened = await openSource({ source: join(folder, file) }, { cwd: folder, env: {} } as never);
  return lintSource(opened)
    .findings.map(({ finding }) => finding)
    .filter(({ severity }) => severity === 'error');
}
