import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';

const ROOT = join(__dirname, '..', '..');

/** Compares a text with the golden file `test/golden/<name>/<file>`, byte by byte, as `expectRecorded()` does. */
export function expectGolden(name: string, file: string, actual: string): void {
  expectRecorded(join('test/golden', name, file), actual);
}

/** Compares a text with a file of the repository. `RECORD=1` writes it anew; a file that is missing fails. */
export function expectRecorded(file: string, actual: string): void {
  const path = join(ROOT, file);
  if (process.env.RECORD === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
  }
  expect(existsSync(path), `no ${file}; run with RECORD=1 and read it`).toBe(true);
  expect(actual, `${file} is stale; run with RECORD=1 and read the difference`).toBe(readFileSync(path, 'utf8'));
}

/** JSON as goldens hold it. */
export function goldenJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
