import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(__dirname, `.authorizers-${process.pid}`);
const blocks = [...readFileSync(join(ROOT, 'docs', 'authorizers.md'), 'utf8').matchAll(/^```ts\n(.*?)^```/gms)];

describe('docs/authorizers.md', () => {
  beforeAll(() => mkdirSync(FOLDER, { recursive: true }));
  afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

  test.each(blocks.map(([, text = ''], index) => [index, text] as const))(
    'TypeScript block %i runs',
    async (index, text) => {
      const file = join(FOLDER, `block-${index}.ts`);
      const entry = (_match: string, name = ''): string => `from '../../../lib${name}/index.js'`;
      writeFileSync(file, text.replace(/from 'sluice(\/\w+)?'/g, entry));
      await import(file);
    },
  );
});
