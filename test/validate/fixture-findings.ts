import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSource } from '../../lib/cli/lint/check-source.js';
import { withServed } from '../../lib/cli/definition-findings.js';
import { openSource } from '../../lib/cli/source-options.js';
import type { Diagnostic } from '../../lib/model/index.js';
import { LocalRuntime } from '../../lib/runtime/local-runtime.js';

export const FORMS = ['template', 'openapi'] as const;

/** A definition of a fixture: one that a code is reported for, or one that does not fail. */
export interface Fixture {
  readonly form: (typeof FORMS)[number];
  readonly text: string;
  readonly findings: readonly Diagnostic[];
}

const FIXTURES = join(__dirname, 'fixtures');

/** The definitions `test/validate/fixtures/<code>/<outcome>.<form>.yaml`, with everything that is found in them. */
export async function readFixtures(code: string, outcome: 'fails' | 'passes'): Promise<readonly Fixture[]> {
  const files = FORMS.map((form) => ({ form, file: join(FIXTURES, code, `${outcome}.${form}.yaml`) }));
  const found = files.filter(({ file }) => existsSync(file));
  return Promise.all(
    found.map(async ({ form, file }) => ({
      form,
      text: readFileSync(file, 'utf8'),
      findings: await findingsOf(file),
    })),
  );
}

/** What is reported about a definition when it is served. */
async function findingsOf(file: string): Promise<readonly Diagnostic[]> {
  const opened = await openSource({ source: file }, { cwd: FIXTURES, env: {} } as never);
  const runtime = new LocalRuntime(opened);
  await runtime.close();
  return withServed(
    checkSource(opened).findings.map(({ finding }) => finding),
    runtime.diagnostics,
  );
}
