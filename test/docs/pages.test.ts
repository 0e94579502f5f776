import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test, vi } from 'vitest';

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(__dirname, `.pages-${process.pid}`);

describe.each(['testing', 'openapi'])('docs/%s.md', (page) => {
  const blocks = [...readFileSync(join(ROOT, 'docs', `${page}.md`), 'utf8').matchAll(/^```ts\n(.*?)^```/gms)];
  beforeAll(() => mkdirSync(FOLDER, { recursive: true }));
  afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

  test.each(blocks.map(([, text = ''], index) => [index, text] as const))(
    'TypeScript block %i runs',
    async (index, text) => {
      const file = join(FOLDER, `${page}-${index}.ts`);
      const written = text.replace(
        /from 'sluice(\/\w+)?'/g,
        (_match, entry: string | undefined) => `from '../../../lib${entry ?? ''}/index.js'`,
      );
      writeFileSync(file, written);
      vi.spyOn(console, 'log').mockImplementation(() => undefined);
      await import(file);
    },
    // The first block loads the whole library.
    120_000,
  );
});
