import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { format } from 'prettier';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSource } from '../../lib/import/source/load-source.js';
import type { RestApi } from '../../lib/model/index.js';
import { renderConstructs, type RenderedConstructs } from '../../lib/synth/constructs/index.js';
import { SluiceError } from '../../lib/support/sluice-error.js';
import { findCorpus } from '../support/corpus.js';
import { comparable, regionOf, synthesizeGenerated } from '../support/generated-app.js';

const ROOT = join(__dirname, '..', '..');
const corpus = findCorpus('REST APIs that other people wrote, as TypeScript');

interface Generated {
  readonly name: string;
  readonly api: RestApi;
  readonly rendered: RenderedConstructs;
}

describe.skipIf(corpus === undefined)('REST APIs of the corpus, as TypeScript', () => {
  const generated: Generated[] = [];

  beforeAll(async () => {
    for (const entry of corpus?.entries ?? []) {
      if (entry.kind === 'malformed') continue;
      const apis = await readApis(join(corpus?.folder ?? '', entry.file));
      apis.forEach((api, index) => {
        generated.push({ name: `${entry.file}#${index}`, api, rendered: renderConstructs(api) });
      });
    }
  });

  test('generate, in the layout of prettier', async () => {
    const changed: string[] = [];
    for (const { name, rendered } of generated) {
      for (const { text } of rendered.files) {
        if ((await format(text, { parser: 'typescript', singleQuote: true, printWidth: 120 })) !== text)
          changed.push(name);
      }
    }
    expect(changed).toEqual([]);
    expect(generated.length).toBeGreaterThan(500);
  });

  test('synthesize to equal APIs, or name what they lack', () => {
    const different: string[] = [];
    const gaps: string[] = [];
    for (const { name, api, rendered } of generated) {
      if (rendered.diagnostics.some(({ severity }) => severity !== 'info')) gaps.push(name);
      else if (!isEqual(api, rendered)) different.push(name);
    }
    console.log(`to cdk: ${generated.length} APIs, ${gaps.length} with named gaps, ${different.length} different`);
    expect(different).toEqual([]);
  });

  test('compile', () => {
    expect(compile(generated)).toBe('');
  });

  test('40 drawn with seed 1 are equal', () => {
    const drawn = draw(
      generated.filter(({ rendered }) => rendered.diagnostics.every(({ severity }) => severity === 'info')),
      40,
    );
    expect(drawn.filter(({ api, rendered }) => !isEqual(api, rendered)).map(({ name }) => name)).toEqual([]);
    expect(drawn).toHaveLength(40);
  });
});

let folder: string | undefined;
afterAll(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

async function readApis(file: string): Promise<readonly RestApi[]> {
  try {
    const { collection } = await loadSource(file);
    return collection.apis.filter((api): api is RestApi => api.protocol === 'REST');
  } catch (error) {
    if (error instanceof SluiceError) return [];
    throw error;
  }
}

function isEqual(api: RestApi, rendered: RenderedConstructs): boolean {
  const region = regionOf(api);
  const made = comparable(synthesizeGenerated(rendered), region);
  try {
    expect(made).toEqual(comparable(api, region));
    return true;
  } catch {
    return false;
  }
}

/** The compiler's complaints, with the settings of a strict project. */
function compile(apis: readonly Generated[]): string {
  folder = mkdtempSync(join(tmpdir(), 'to-cdk-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  apis.forEach(({ rendered }, index) => {
    const own = join(folder ?? '', `api${index}`);
    mkdirSync(own);
    for (const { name, text } of rendered.files) writeFileSync(join(own, name), text);
  });
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        module: 'nodenext',
        target: 'es2023',
        strict: true,
        noUnusedLocals: true,
        noUnusedParameters: true,
        skipLibCheck: true,
        noEmit: true,
        types: ['node'],
        paths: { sluice: [join(ROOT, 'lib', 'index.ts')] },
      },
      include: ['api*/*.ts'],
    }),
  );
  const { stdout } = spawnSync(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', folder], { encoding: 'utf8' });
  return stdout;
}

/** A draw without replacement, the same each time. */
function draw<T>(items: readonly T[], count: number): readonly T[] {
  const left = [...items];
  const drawn: T[] = [];
  let state = 1;
  while (drawn.length < count && left.length > 0) {
    state = (state * 48_271) % 2_147_483_647;
    drawn.push(...left.splice(state % left.length, 1));
  }
  return drawn;
}
