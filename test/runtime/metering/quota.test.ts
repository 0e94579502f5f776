import { describe, expect, test } from 'vitest';
import {
  dayOf,
  firstDayOfPeriod,
  limitOn,
  parseDay,
  printDay,
  type QuotaPeriod,
} from '../../../lib/runtime/metering/quota.js';
import { KeyUsage, MEMORY_LEDGER } from '../../../lib/runtime/metering/usage.js';

const HOUR_MS = 3_600_000;

const day = (text: string): number => dayOf(Date.parse(text));

describe('firstDayOfPeriod()', () => {
  test.each<[text: string, period: QuotaPeriod, first: string]>([
    ['2026-11-30', 'DAY', '2026-11-30'],
    ['2026-11-30', 'WEEK', '2026-11-29'],
    ['2026-11-29', 'WEEK', '2026-11-29'],
    ['2026-11-28', 'WEEK', '2026-11-22'],
    ['2026-11-30', 'MONTH', '2026-11-01'],
    ['2028-02-29', 'MONTH', '2028-02-01'],
    ['1970-01-01', 'WEEK', '1969-12-28'],
  ])('of %s, %s: %s', (text, period, first) => {
    expect(printDay(firstDayOfPeriod(day(text), period))).toBe(first);
  });
});

test('parseDay() reads what printDay() prints, and no other text', () => {
  expect(parseDay('2026-11-30')).toBe(day('2026-11-30'));
  expect(['2026-02-30', '2026-13-01', '26-01-01', '2026-01-01T00:00', ''].map(parseDay)).toEqual(
    Array.from({ length: 5 }, () => undefined),
  );
});

test('limitOn() takes the offset off the first period alone, and leaves no less than nothing', () => {
  const quota = { limit: 10, period: 'WEEK', offset: 4 } as const;
  const limits = ['2026-11-24', '2026-11-28', '2026-11-29'].map((text) => limitOn(day(text), quota, day('2026-11-25')));
  expect(limits).toEqual([6, 6, 10]);
  expect(limitOn(day('2026-11-25'), { ...quota, offset: 11 }, day('2026-11-25'))).toBe(0);
});

describe('a quota through two months, asked every hour', () => {
  const start = Date.parse('2026-10-14T00:00:00Z');
  const end = Date.parse('2026-12-01T00:00:00Z');

  test.each<[period: QuotaPeriod, limit: number, offset: number]>([
    ['DAY', 5, 0],
    ['DAY', 5, 3],
    ['WEEK', 50, 20],
    ['MONTH', 100, 90],
    ['MONTH', 100_000, 0],
  ])('%s, %d, offset %d: exact', (period, limit, offset) => {
    const quota = { limit, period, offset };
    const usage = new KeyUsage([], dayOf(start), (today) => MEMORY_LEDGER.begin('plan', 'key', today));
    const admitted = new Map<number, number>();
    const asked = new Map<number, number>();
    for (let nowMs = start; nowMs < end; nowMs += HOUR_MS) {
      const first = firstDayOfPeriod(dayOf(nowMs), period);
      asked.set(first, (asked.get(first) ?? 0) + 1);
      if (usage.take(quota, nowMs)) admitted.set(first, (admitted.get(first) ?? 0) + 1);
    }
    const isFirst = (first: number): boolean => first === firstDayOfPeriod(dayOf(start), period);
    for (const [first, count] of asked) {
      expect(admitted.get(first) ?? 0).toBe(Math.min(count, isFirst(first) ? limit - offset : limit));
    }
    const read = usage.read(dayOf(start), dayOf(end) - 1, quota);
    expect(read.reduce((sum, [used]) => sum + used, 0)).toBe([...admitted.values()].reduce((a, b) => a + b, 0));
  });
});

test('KeyUsage keeps what was used when the clock is set back or the limit changes', () => {
  const usage = new KeyUsage([], day('2026-11-01'), (today) => MEMORY_LEDGER.begin('plan', 'key', today));
  const month = { limit: 2, period: 'MONTH', offset: 0 } as const;
  const take = (text: string, quota = month): boolean => usage.take(quota, Date.parse(text));
  expect(['2026-11-20', '2026-11-10', '2026-11-21'].map((text) => take(text))).toEqual([true, true, false]);
  expect(usage.take({ ...month, limit: 3 }, Date.parse('2026-11-21'))).toBe(true);
  expect(usage.take(undefined, Date.parse('2026-11-21'))).toBe(true);
  expect(usage.read(day('2026-11-20'), day('2026-11-22'), { ...month, limit: 10 })).toEqual([
    [1, 8],
    [2, 6],
    [0, 6],
  ]);
  expect(usage.read(day('2026-11-21'), day('2026-11-21'), undefined)).toEqual([[2, -1]]);
});
