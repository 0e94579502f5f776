import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(__dirname, `.mapping-templates-${process.pid}`);
const blocks = [...readFileSync(join(ROOT, 'docs', 'mapping-templates.md'), 'utf8').matchAll(/^```ts\n(.*?)^```/gms)];

describe('docs/mapping-templates.md', () => {
  beforeAll(() => mkdirSync(FOLDER, { recursive: true }));
  afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

  test.each(blocks.map(([, text = ''], index) => [index, text] as const))(
    'TypeScript block %i runs',
    async (index, text) => {
      const file = join(FOLDER, `block-${index}.ts`);
      writeFileSync(file, text.replaceAll("from 'sluice'", "from '../../../lib/index.js'"));
      await import(file);
    },
  );
});
