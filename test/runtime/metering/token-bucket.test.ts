import { describe, expect, test } from 'vitest';
import { TokenBucket, type TokenBucketLimits } from '../../../lib/runtime/metering/token-bucket.js';

/** How many of so many requests at one time pass. */
function passed(bucket: TokenBucket, limits: TokenBucketLimits, requests: number, nowMs: number): number {
  return Array.from({ length: requests }, () => bucket.take(limits, nowMs)).filter(Boolean).length;
}

describe('a token bucket', () => {
  test('begins full, and gives back a token each 1/rate seconds, to the millisecond', () => {
    const bucket = new TokenBucket();
    const limits = { ratePerSecond: 3, burst: 5 };
    expect(passed(bucket, limits, 8, 1_000)).toBe(5);
    expect(passed(bucket, limits, 1, 1_333)).toBe(0);
    expect(passed(bucket, limits, 2, 1_334)).toBe(1);
    expect(passed(bucket, limits, 9, 2_000)).toBe(2);
    expect(passed(bucket, limits, 9, 60_000)).toBe(5);
  });

  test('loses nothing to fractions: at 7 a second, asked each millisecond for ten minutes, 7 a second pass', () => {
    const bucket = new TokenBucket();
    const limits = { ratePerSecond: 7, burst: 2 };
    let count = 0;
    for (let nowMs = 0; nowMs < 600_000; nowMs++) if (bucket.take(limits, nowMs)) count++;
    expect(count).toBe(600 * 7 + 1);
  });

  test.each([
    { ratePerSecond: 0, burst: 0 },
    { ratePerSecond: 100, burst: 0 },
  ])('lets nothing through with %j', (limits) => {
    const bucket = new TokenBucket();
    expect(passed(bucket, limits, 3, 0) + passed(bucket, limits, 3, 3_600_000)).toBe(0);
  });

  test('with rate 0 the burst is all there ever is', () => {
    const bucket = new TokenBucket();
    expect(passed(bucket, { ratePerSecond: 0, burst: 2 }, 5, 0)).toBe(2);
    expect(passed(bucket, { ratePerSecond: 0, burst: 2 }, 5, 3_600_000)).toBe(0);
  });

  test('a clock that is set back refills nothing', () => {
    const bucket = new TokenBucket();
    const limits = { ratePerSecond: 1, burst: 1 };
    expect(passed(bucket, limits, 1, 10_000)).toBe(1);
    expect(passed(bucket, limits, 1, 5_000)).toBe(0);
    expect(passed(bucket, limits, 1, 6_000)).toBe(1);
  });
});
