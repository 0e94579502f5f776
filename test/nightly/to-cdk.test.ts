import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { format } from 'prettier';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSource } from '../../lib/import/source/load-source.js';
import { EMPTY_COLLECTION, type Api, type ApiCollection } from '../../lib/model/index.js';
import { renderConstructs, type RenderedConstructs } from '../../lib/synth/constructs/index.js';
import { renderUsagePlans } from '../../lib/synth/constructs/usage-plan.js';
import { SluiceError } from '../../lib/support/sluice-error.js';
import { findCorpus } from '../support/corpus.js';
import { comparable, regionOf, synthesizeCollection, synthesizeGenerated } from '../support/generated-app.js';

const ROOT = join(__dirname, '..', '..');
const corpus = findCorpus('APIs that other people wrote, as TypeScript');

interface Generated {
  readonly name: string;
  readonly api: Api;
  readonly rendered: RenderedConstructs;
}

const all: Generated[] = [];
const plans: { readonly name: string; readonly source: ApiCollection; readonly rendered: RenderedConstructs }[] = [];

beforeAll(async () => {
  for (const entry of corpus?.entries ?? []) {
    if (entry.kind === 'malformed') continue;
    const source = await readSource(join(corpus?.folder ?? '', entry.file));
    source.apis.forEach((api, index) => {
      all.push({ name: `${entry.file}#${index}`, api, rendered: renderConstructs(api) });
    });
    if (source.usagePlans.length > 0 || source.apiKeys.length > 0) {
      plans.push({ name: entry.file, source, rendered: renderUsagePlans(source, 'UsagePlans') });
    }
  }
});

describe.skipIf(corpus === undefined).each([
  { protocol: 'REST', atLeast: 500 },
  { protocol: 'HTTP', atLeast: 160 },
  { protocol: 'WEBSOCKET', atLeast: 30 },
])('$protocol APIs of the corpus, as TypeScript', ({ protocol, atLeast }) => {
  let generated: readonly Generated[];

  beforeAll(() => {
    generated = all.filter(({ api }) => api.protocol === protocol);
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
    expect(generated.length).toBeGreaterThan(atLeast);
  });

  test('synthesize to equal APIs, or name what they lack', () => {
    const different: string[] = [];
    const gaps: string[] = [];
    for (const { name, api, rendered } of generated) {
      if (rendered.diagnostics.some(({ severity }) => severity !== 'info')) gaps.push(name);
      else if (!isEqual(api, rendered)) different.push(name);
    }
    console.log(
      `to cdk: ${generated.length} ${protocol} APIs, ${gaps.length} with named gaps, ${different.length} different`,
    );
    expect(different).toEqual([]);
  });

  test('compile', () => {
    expect(compile(generated)).toBe('');
  });

  test('40 drawn with seed 1 are equal', () => {
    const sayable = generated.filter(({ rendered }) =>
      rendered.diagnostics.every(({ severity }) => severity === 'info'),
    );
    const drawn = draw(sayable, 40);
    expect(drawn.filter(({ api, rendered }) => !isEqual(api, rendered)).map(({ name }) => name)).toEqual([]);
    expect(drawn).toHaveLength(Math.min(40, sayable.length));
  });
});

describe.skipIf(corpus === undefined)('usage plans and API keys of the corpus, as TypeScript', () => {
  test('generate, in the layout of prettier', async () => {
    const changed: string[] = [];
    for (const { name, rendered } of plans) {
      const [{ text } = { text: '' }] = rendered.files;
      if ((await format(text, { parser: 'typescript', singleQuote: true, printWidth: 120 })) !== text)
        changed.push(name);
    }
    expect(changed).toEqual([]);
    expect(plans.length).toBeGreaterThan(30);
  });

  test('synthesize to as many plans and keys, with equal names, limits and quotas, or name what they lack', () => {
    const sayable = plans.filter(({ rendered }) => rendered.diagnostics.length === 0);
    console.log(`to cdk: ${plans.length} sources with plans or keys, ${plans.length - sayable.length} with named gaps`);
    for (const { name, source, rendered } of sayable) {
      expect(comparablePlans(synthesizeCollection(rendered)), name).toEqual(comparablePlans(source));
    }
  });

  test('compile', () => {
    expect(compile(plans)).toBe('');
  });
});

/** Plans and keys without what refers to other resources, whose ids differ. */
function comparablePlans({ usagePlans, apiKeys }: ApiCollection): object {
  return {
    plans: usagePlans.map((plan) => [
      typeof plan.name === 'string' ? plan.name : undefined,
      plan.throttle,
      plan.quota,
      plan.apiStages.length,
      plan.apiKeys.length,
    ]),
    keys: apiKeys.map(({ name, enabled }) => [typeof name === 'string' ? name : undefined, enabled]),
  };
}

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

async function readSource(file: string): Promise<ApiCollection> {
  try {
    const { collection } = await loadSource(file);
    return collection;
  } catch (error) {
    if (error instanceof SluiceError) return EMPTY_COLLECTION;
    throw error;
  }
}

function isEqual(api: Api, rendered: RenderedConstructs): boolean {
  const region = regionOf(api);
  const made = comparable(synthesizeGenerated(api, rendered), region);
  try {
    expect(made).toEqual(comparable(api, region));
    return true;
  } catch {
    return false;
  }
}

/** The compiler's complaints, with the settings of a strict project. */
function compile(apis: readonly Pick<Generated, 'rendered'>[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'to-cdk-'));
  folders.push(folder);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  apis.forEach(({ rendered }, index) => {
    const own = join(folder, `api${index}`);
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
