import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayOf } from '../../../lib/runtime/metering/quota.js';
import { UsageFile } from '../../../lib/runtime/server/usage-file.js';

const DAY = dayOf(Date.parse('2026-11-30'));

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sluice-usage-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (): string => join(folder, 'sluice-usage.txt');
const open = (warnings: string[] = []): UsageFile => new UsageFile(folder, (message) => warnings.push(message));
const keptOf = ({ kept }: UsageFile): unknown => kept.map(({ plan, key, day, used }) => [plan, key, day, used]);

describe('UsageFile', () => {
  test('leaves no file where nothing is counted', () => {
    open().close();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('keeps counts for the next server, which goes on with them', () => {
    const first = open();
    const one = first.begin('Plän', 'a "key"', DAY);
    const other = first.begin('Plän', '', DAY);
    for (let i = 0; i < 12; i++) one.increment();
    first.close();
    const second = open();
    expect(keptOf(second)).toEqual([
      ['Plän', 'a "key"', DAY, 12],
      ['Plän', '', DAY, 0],
    ]);
    expect(other.used).toBe(0);
    second.kept[0]?.increment();
    second.begin('Plän', 'b', DAY + 1).increment();
    second.close();
    expect(readFileSync(file(), 'utf8')).toBe(
      [
        'sluice usage 1, server 0000000000',
        '2026-11-30 0000000000000013 ["Plän","a \\"key\\""]',
        '2026-11-30 0000000000000000 ["Plän",""]',
        '2026-12-01 0000000000000001 ["Plän","b"]',
        '',
      ].join('\n'),
    );
  });

  test.each<[what: string, left: string, kept: readonly unknown[]]>([
    ['an empty file', '', []],
    ['half a header', 'sluice us', []],
    [
      'half a line',
      'sluice usage 1, server 0000000000\n2026-11-30 0000000000000007 ["a","b"]\n2026-11-30 00000',
      [['a', 'b', DAY, 7]],
    ],
  ])('reads %s that a killed server left', (_what, left, kept) => {
    writeFileSync(file(), left);
    const opened = open();
    expect(keptOf(opened)).toEqual(kept);
    opened.begin('c', 'd', DAY).increment();
    opened.close();
    const again = open();
    expect(keptOf(again)).toEqual([...kept, ['c', 'd', DAY, 1]]);
    again.close();
  });

  test.each<[what: string, left: string, says: string]>([
    ['another file', 'hello\n', 'it does not begin as such a file does'],
    ['a line in between', 'sluice usage 1, server 0000000000\nhello\n', 'line 2 is "hello"'],
    ['a day that is none', 'sluice usage 1, server 0000000000\n2026-02-30 0000000000000007 ["a","b"]\n', 'line 2 is'],
    ['the file of a server that runs', 'sluice usage 1, server 0000000001\n', 'process 1 does so already'],
  ])('refuses %s and leaves it', (_what, left, says) => {
    writeFileSync(file(), left);
    expect(open).toThrow(says);
    expect(readFileSync(file(), 'utf8')).toBe(left);
  });

  test('goes on in memory where nothing can be written, and says so once', () => {
    const warnings: string[] = [];
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    const opened = open(warnings);
    const count = opened.begin('a', 'b', DAY);
    count.increment();
    opened.begin('a', 'c', DAY);
    expect(count.used).toBe(1);
    expect(warnings).toEqual([expect.stringMatching(/^Cannot write the usage of API keys to /)]);
  });
});
