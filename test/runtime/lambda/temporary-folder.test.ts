import { existsSync, mkdirSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { TemporaryFolder } from '../../../lib/runtime/lambda/temporary-folder.js';

const temporary = new TemporaryFolder();

afterEach(() => temporary.remove());

describe('TemporaryFolder', () => {
  test('keeps the code of each function and the one before, and in the end none', () => {
    const made = ['f', 'g', 'f', 'f', 'f'].map((name) => {
      const folder = temporary.next(name);
      mkdirSync(folder);
      return folder;
    });
    expect(new Set(made).size).toBe(5);
    expect(made.map((folder) => existsSync(folder))).toEqual([false, true, false, true, true]);
    temporary.remove();
    expect(made.some((folder) => existsSync(folder))).toBe(false);
  });
});
