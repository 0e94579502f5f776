import type { Settings, Subject } from './scenario.js';

/**
 * CPU time of one call in this process, in microseconds.
 *
 * @param count - calls in one round; the first round warms up
 * @param prepare - makes the function to measure
 */
export function calls(
  count: number,
  prepare: (settings: Settings) => (() => unknown) | Promise<() => unknown>,
): Subject {
  return async (settings) => {
    const call = await prepare(settings);
    const measure = async (): Promise<number> => {
      const before = process.cpuUsage();
      for (let index = 0; index < count; index++) {
        const result = call();
        if (result instanceof Promise) await result;
      }
      const { user, system } = process.cpuUsage(before);
      return (user + system) / count;
    };
    await measure();
    return measure;
  };
}
