import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HOSTILE_TEMPLATES } from './hostile-templates.js';
import type { HostileOutcome } from './render-hostile.js';

const HEAP_MEGABYTES = 256;
/** One second is what each takes at most on a quiet machine; a busy one stretches CPU time to the triple. */
const CPU_MILLIS = 3_000;

/** All of them in one process: what one leaves in memory the next must do without. */
function renderAll(): Promise<readonly HostileOutcome[]> {
  const program = join(__dirname, 'render-hostile.ts');
  const options = ['--import', 'tsx', `--max-old-space-size=${HEAP_MEGABYTES}`, program];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, options, { maxBuffer: 16 * 1024 * 1024 }, (error, stdout) => {
      if (error !== null) reject(new Error('Cannot render the hostile templates', { cause: error }));
      else {
        resolve(
          stdout
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as HostileOutcome),
        );
      }
    });
  });
}

test(`hostile templates end within ${CPU_MILLIS} ms and ${HEAP_MEGABYTES} MB, with a text or one of the two errors`, async () => {
  const outcomes = await renderAll();
  expect(outcomes.map(({ name }) => name)).toEqual(Object.keys(HOSTILE_TEMPLATES));
  expect(outcomes.filter(({ outcome, cpuMillis }) => outcome === 'defect' || cpuMillis > CPU_MILLIS)).toEqual([]);
});
