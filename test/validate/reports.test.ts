import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintSource } from '../../lib/cli/lint/check-source.js';
import { openSource } from '../../lib/cli/source-options.js';

const REPORTS = join(__dirname, '..', '..', '..', 'shared', 'reports');
const present = existsSync(REPORTS);
if (!present) console.log(`reported definitions: not tested, ${REPORTS} is absent`);

/** What lint says of definitions that AWS refuses, made after public reports. */
describe.skipIf(!present)('reported definitions', () => {
  test.each([
    [
      'undeclared-param/template.yaml',
      [
        'error request-parameter-undeclared: The mapping reads method.request.path.page, which the method request does not declare',
      ],
    ],
    [
      'undeclared-param/q.yaml',
      [
        'error request-parameter-undeclared: The mapping reads method.request.querystring.page, which the method request does not declare',
      ],
    ],
    [
      'undeclared-import/api.yaml',
      [
        'error request-parameter-undeclared: The mapping reads method.request.header.Authorization, which the method request does not declare',
        'error request-parameter-undeclared: The mapping reads method.request.querystring.q, which the method request does not declare',
      ],
    ],
    [
      'model-required-empty/template.yaml',
      [
        'error schema-invalid: API Gateway refuses the schema of model Model: #/required is an empty list; expected at least one name, or no "required"',
      ],
    ],
  ])('%s', async (file, expected) => {
    const opened = await openSource({ source: join(REPORTS, file) }, { cwd: REPORTS, env: {} } as never);
    const found = lintSource(opened).findings.map(
      ({ finding: { severity, code, message } }) => `${severity} ${code}: ${message}`,
    );
    expect(found).toEqual(expect.arrayContaining(expected));
  });
});
