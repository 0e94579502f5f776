import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { EXAMPLE_APPS, GOLDEN_TEMPLATES, synthesizeApp, templatesIn } from '../support/template-files.js';
import { findingsIn } from '../support/validate-templates.js';

const ROOT = join(__dirname, '..', '..');
const FOLDER = mkdtempSync(join(tmpdir(), 'sluice-templates-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** Findings about what tests leave out on purpose. */
const EXPECTED = [
  // A stack of a test without any resource.
  /Resources section must exist|\(F0001\)/,
  // Documents of tests that refer to functions of templates elsewhere.
  /\(F1018\)|\(F1020\)/,
  // A mapping that aws-cdk-lib writes for every delivery stream.
  /awscdkawskinesisfirehoseCidrBlocks/,
];

/** Every template that the tests of the constructs synthesize, those of the examples, and the golden ones. */
async function everyTemplate(): Promise<readonly string[]> {
  const folder = join(FOLDER, 'tests');
  const vitest = join(ROOT, 'node_modules', '.bin', 'vitest');
  execFileSync(vitest, ['run', '--no-isolate', 'test/constructs'], {
    cwd: ROOT,
    env: { ...process.env, SLUICE_TEMPLATES: folder },
    stdio: 'ignore',
  });
  const examples = await Promise.all(EXAMPLE_APPS.map((app) => synthesizeApp(app, FOLDER)));
  return [...templatesIn(folder), ...examples.flat(), ...GOLDEN_TEMPLATES];
}

describe('every synthesized template', () => {
  const templates = everyTemplate();

  test('has no finding of the validator of aws-cdk-lib', async () => {
    const files = await templates;
    expect(files.length).toBeGreaterThan(300);
    const findings = findingsIn(files);
    expect(findings.filter((finding) => !EXPECTED.some((pattern) => pattern.test(finding)))).toEqual([]);
  });

  test.skipIf(spawnSync('cfn-lint', ['--version']).status !== 0)('has no finding of cfn-lint', async () => {
    const files = (await templates).filter((file) => hasResources(file));
    const { stdout } = spawnSync('cfn-lint', ['--format', 'json', '--', ...files], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    expect(JSON.parse(stdout === '' ? '[]' : stdout)).toEqual([]);
  });
});

function hasResources(file: string): boolean {
  const { Resources = {} } = JSON.parse(readFileSync(file, 'utf8')) as { readonly Resources?: object };
  return Object.keys(Resources).length > 0;
}
