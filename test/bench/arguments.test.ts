import { describe, expect, test } from 'vitest';
import { readArguments } from '../../bench/arguments.js';

const KNOWN = ['mock', 'render'];

describe('readArguments()', () => {
  test('measures every scenario in seven pairs of 120,000 requests when nothing is given', () => {
    expect(readArguments([], KNOWN)).toEqual({ names: KNOWN, pairs: 7, requests: 120_000, json: false });
  });

  test('reads scenarios and options', () => {
    const given = ['render', '--pairs', '2', '--requests', '5000', '--base', 'main', '--json'];
    expect(readArguments(given, KNOWN)).toEqual({
      names: ['render'],
      pairs: 2,
      requests: 5_000,
      base: 'main',
      json: true,
    });
  });

  test.each<[args: string[], message: string]>([
    [['nothing'], 'Unknown scenario "nothing"; there are mock, render'],
    [['--pairs', '0'], '--pairs expects a whole number above 0, not "0"'],
    [['--requests', 'many'], '--requests expects a whole number above 0, not "many"'],
  ])('refuses %j', (args, message) => {
    expect(() => readArguments(args, KNOWN)).toThrow(message);
  });
});
