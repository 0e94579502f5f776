import { JavaThrowable } from './throwable.js';

/** Counts work whose amount the input decides, so that nobody's input keeps the process busy. */
export interface WorkMeter {
  /**
   * Adds to the work done.
   *
   * @throws when it becomes too much
   */
  spend(steps: number): void;
}

/** A meter for one operation that nobody else counts. */
export function boundedMeter(limit = 1_000_000): WorkMeter {
  let left = limit;
  return {
    spend(steps) {
      left -= steps;
      if (left < 0) throw new JavaThrowable('OutOfMemoryError', `more than ${limit} steps`);
    },
  };
}
