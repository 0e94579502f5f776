import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('the runner of the conformance cases passes its self-test', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(__dirname, 'selftest.mjs')]);
  expect(stdout).toMatch(/^self-test: \d+ checks passed\n$/);
}, 120_000);
