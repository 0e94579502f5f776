import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Deadlines } from '../../../lib/runtime/lambda/deadlines.js';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('Deadlines', () => {
  test('expire in time and order, unless cancelled', () => {
    const deadlines = new Deadlines();
    const expired: string[] = [];
    const add = (name: string, afterMs: number): ReturnType<Deadlines['add']> =>
      deadlines.add(afterMs, () => expired.push(`${name} ${performance.now()}`));
    const startMs = performance.now();
    add('late', 500);
    add('early', 100);
    deadlines.cancel(add('cancelled', 50));
    add('between', 300);
    vi.advanceTimersByTime(1_000);
    expect(expired).toEqual([`early ${startMs + 100}`, `between ${startMs + 300}`, `late ${startMs + 500}`]);
  });

  test('need one timer, however many there are', () => {
    const deadlines = new Deadlines();
    for (let index = 0; index < 1_000; index += 1) {
      const deadline = deadlines.add(3_000, () => undefined);
      expect(vi.getTimerCount()).toBe(1);
      deadlines.cancel(deadline);
    }
    vi.advanceTimersByTime(3_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('may be further away than a timer reaches', () => {
    const deadlines = new Deadlines();
    let expired = false;
    deadlines.add(2 ** 32, () => (expired = true));
    vi.advanceTimersByTime(2 ** 32 - 1);
    expect(expired).toBe(false);
    vi.advanceTimersByTime(2);
    expect(expired).toBe(true);
  });

  test('are forgotten when closed', () => {
    const deadlines = new Deadlines();
    deadlines.add(10, () => expect.unreachable());
    deadlines.close();
    vi.advanceTimersByTime(100);
    expect(vi.getTimerCount()).toBe(0);
  });
});
