import { describe, expect, test } from 'vitest';
import { readApiKeysCsv } from '../../../lib/import/configuration/api-keys-csv.js';
import { readCsv } from '../../../lib/import/configuration/csv.js';

describe('readCsv()', () => {
  test.each<[text: string, rows: readonly (readonly string[])[]]>([
    ['', []],
    [
      'a,b\r\n c , d \n\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      '"a,b","c ""d""",\n"e\nf",g',
      [
        ['a,b', 'c "d"', ''],
        ['e\nf', 'g'],
      ],
    ],
    ['\uFEFFa,,b', [['a', '', 'b']]],
    ['a\rb', [['a'], ['b']]],
  ])('%j', (text, rows) => {
    expect(readCsv(text)).toEqual(rows);
  });
});

describe('readApiKeysCsv()', () => {
  test('takes columns in any order and case, and ignores others', () => {
    const text =
      'usageplanids,KEY,Color,name,ENABLED,Description\n"basic, gold",abc,red,Mobile,TRUE,"of the app, 2"\n,def,,Web,,\n';
    expect(readApiKeysCsv(text, 'keys.csv')).toEqual([
      { name: 'Mobile', value: 'abc', description: 'of the app, 2', enabled: true, usagePlanIds: ['basic', 'gold'] },
      { name: 'Web', value: 'def', enabled: false, usagePlanIds: [] },
    ]);
  });

  test.each([
    ['', 'name'],
    ['Name,Value\na,b', 'key'],
    ['Key\na', 'name'],
  ])('refuses %j without the column %s', (text, column) => {
    expect(() => readApiKeysCsv(text, 'keys.csv')).toThrow(`there is no column "${column}"`);
  });
});
