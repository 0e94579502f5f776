import { expect, test } from 'vitest';
import { BoundedMap } from '../../lib/support/bounded-map.js';
import { excerptAt, positionAt } from '../../lib/support/source-text.js';

test.each<[text: string, offset: number, line: number, column: number]>([
  ['abc', 0, 1, 1],
  ['abc', 3, 1, 4],
  ['a\nb', 2, 2, 1],
  ['a\r\nb\rc\nd', 5, 3, 1],
  ['a\n', 2, 2, 1],
])('positionAt(%j, %i) is %i:%i', (text, offset, line, column) => {
  expect(positionAt(text, offset)).toEqual({ line, column });
});

test('excerptAt() shows the line and a caret, of a long line only a part', () => {
  expect(excerptAt('a\n  #if($x\n', 4)).toBe('2 |   #if($x\n  |   ^');
  const long = `${'x'.repeat(300)}!${'y'.repeat(300)}`;
  const [shown = '', caret = ''] = excerptAt(long, 300).split('\n');
  expect(shown.length).toBeLessThan(140);
  expect(shown.charAt(caret.indexOf('^'))).toBe('!');
});

test('excerptAt() looks at no more of a line than it shows', () => {
  const cpuOf = (lineLength: number): number => {
    const text = '"a":1,'.repeat(lineLength / 6);
    excerptAt(text, 3);
    const before = process.cpuUsage();
    for (let at = 0; at < 2_000; at++) excerptAt(text, at * 6, { line: 1, column: at * 6 + 1 });
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const short = cpuOf(60_000);
  // A hundred times as long: as many times the work before.
  expect(cpuOf(6_000_000)).toBeLessThan(20 * short);
});

test('BoundedMap forgets the oldest entry', () => {
  const map = new BoundedMap<string, number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 3);
  map.set('c', 4);
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([undefined, 2, 4]);
});
