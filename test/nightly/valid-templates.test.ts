import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { EXAMPLE_APPS, GOLDEN_TEMPLATES, synthesizeApp, templatesIn } from '../support/template-files.js';
import { findingsIn } from '../support/validate-templates.js';

const ROOT = join(__dirname, '..', '..');
const FOLDER = mkdtempSync(join(tmpdir(), 'sluice-templates-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** Findings that are not ours. */
const EXPECTED: readonly RegExp[] = [
  // A document of a test refers to a function of a template elsewhere.
  /'(?:\$\{)?Add[.']/,
  // A test overrides one of the two.
  /Both 'UpdateReplacePolicy' and 'DeletionPolicy' are needed/,
  // aws-cdk-lib writes this mapping for every delivery stream, and lets functions wait for their roles twice over.
  /awscdkawskinesisfirehoseCidrBlocks/,
  /dependency already enforced/,
];

function unexpected(findings: readonly string[]): readonly string[] {
  return findings.filter((finding) => !EXPECTED.some((pattern) => pattern.test(finding)));
}

/** Every template that the tests of the constructs synthesize, those of the examples, and the golden ones. */
async function everyTemplate(): Promise<readonly string[]> {
  const folder = join(FOLDER, 'tests');
  const vitest = join(ROOT, 'node_modules', '.bin', 'vitest');
  // What the tests themselves find is not asked here.
  spawnSync(vitest, ['run', '--no-isolate', 'test/constructs'], {
    cwd: ROOT,
    env: { ...process.env, SLUICE_TEMPLATES: folder },
    stdio: 'ignore',
  });
  const examples = await Promise.all(EXAMPLE_APPS.map((app) => synthesizeApp(app, FOLDER)));
  return [...templatesIn(folder), ...examples.flat(), ...GOLDEN_TEMPLATES].filter(hasResources);
}

describe('every synthesized template', () => {
  const templates = everyTemplate();

  test('has no finding of the validator of aws-cdk-lib', async () => {
    const files = await templates;
    expect(files.length).toBeGreaterThan(300);
    expect(unexpected(findingsIn(files))).toEqual([]);
  });

  test.skipIf(spawnSync('cfn-lint', ['--version']).status !== 0)('has no finding of cfn-lint', async () => {
    const { stdout } = spawnSync('cfn-lint', ['--format', 'parseable', '--', ...(await templates)], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    expect(unexpected(stdout.split('\n').filter((line) => line !== ''))).toEqual([]);
  });
});

/** A stack of a test may have nothing in it. */
function hasResources(file: string): boolean {
  const { Resources = {} } = JSON.parse(readFileSync(file, 'utf8')) as { readonly Resources?: object };
  return Object.keys(Resources).length > 0;
}
