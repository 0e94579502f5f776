import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';

const GOLDEN = join(__dirname, '..', 'golden');

/**
 * Compares a text with the golden file `test/golden/<name>/<file>`, byte by byte. `RECORD=1` writes it anew; a golden
 * that is missing fails.
 */
export function expectGolden(name: string, file: string, actual: string): void {
  const path = join(GOLDEN, name, file);
  if (process.env.RECORD === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
  }
  expect(existsSync(path), `no golden ${name}/${file}; run with RECORD=1 and read it`).toBe(true);
  expect(actual).toBe(readFileSync(path, 'utf8'));
}

/** JSON as goldens hold it. */
export function goldenJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
