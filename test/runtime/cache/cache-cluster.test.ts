import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CacheCluster } from '../../../lib/runtime/cache/cache-cluster.js';

/** One entry with a key of one letter and nothing else. */
const EMPTY_ENTRY_BYTES = 202;

describe('CacheCluster', () => {
  test('keeps a value until it expires', () => {
    const cluster = new CacheCluster<string>(1_000);
    cluster.keep('a', 'first', 5, 1_000);
    expect(cluster.get('a', 999)).toBe('first');
    expect(cluster.get('b', 999)).toBeUndefined();
    expect(cluster.get('a', 1_000)).toBeUndefined();
    expect(cluster.usedBytes).toBe(0);
  });

  test('drops the least recently used entries when bytes run out', () => {
    const cluster = new CacheCluster<string>(3 * EMPTY_ENTRY_BYTES);
    for (const key of ['a', 'b', 'c']) cluster.keep(key, key, 0, 1);
    cluster.get('a', 0);
    cluster.keep('d', 'd', 0, 1);
    expect(['a', 'b', 'c', 'd'].map((key) => cluster.get(key, 0))).toEqual(['a', undefined, 'c', 'd']);
    cluster.keep('e', 'e', 2 * EMPTY_ENTRY_BYTES, 1);
    expect(['a', 'b', 'c', 'd', 'e'].map((key) => cluster.get(key, 0))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      'e',
    ]);
  });

  test('keeps nothing that is larger than it, and forgets what that replaces', () => {
    const cluster = new CacheCluster<string>(300);
    cluster.keep('a', 'small', 5, 1);
    cluster.keep('a', 'large', 400, 1);
    expect(cluster.get('a', 0)).toBeUndefined();
    expect(cluster.usedBytes).toBe(0);
  });

  test('has nothing after a flush', () => {
    const cluster = new CacheCluster<string>(1_000);
    cluster.keep('a', 'first', 5, 1);
    cluster.flush();
    expect([cluster.get('a', 0), cluster.usedBytes]).toEqual([undefined, 0]);
  });

  test('keeps what a list of the last used entries keeps, and never more than its capacity', () => {
    const step = fc.record({
      kind: fc.constantFrom('get' as const, 'keep' as const),
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      bytes: fc.nat(500),
      ttlMs: fc.nat(5),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 200, max: 1_500 }), (steps, capacity) => {
        const cluster = new CacheCluster<number>(capacity);
        const naive: { key: string; value: number; bytes: number; expiresAtMs: number }[] = [];
        steps.forEach(({ kind, key, bytes, ttlMs }, nowMs) => {
          const index = naive.findIndex((entry) => entry.key === key);
          const [found] = index === -1 ? [] : naive.splice(index, 1);
          if (kind === 'keep') {
            cluster.keep(key, nowMs, bytes, nowMs + ttlMs);
            const entry = { key, value: nowMs, bytes: bytes + EMPTY_ENTRY_BYTES, expiresAtMs: nowMs + ttlMs };
            if (entry.bytes <= capacity) naive.push(entry);
            while (total(naive) > capacity) naive.shift();
          } else {
            const alive = found !== undefined && found.expiresAtMs > nowMs ? found : undefined;
            if (alive !== undefined) naive.push(alive);
            expect(cluster.get(key, nowMs)).toBe(alive?.value);
          }
          expect(cluster.usedBytes).toBe(total(naive));
          expect(cluster.usedBytes).toBeLessThanOrEqual(capacity);
        });
      }),
    );
  });
});

function total(entries: readonly { readonly bytes: number }[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}
