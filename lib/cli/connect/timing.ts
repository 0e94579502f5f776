import { SYSTEM_CLOCK } from '../../runtime/server/system-environment.js';
import type { Clock } from '../../runtime/environment.js';

/** The time of a conversation; tests move theirs by hand. */
export interface Timing extends Clock {
  /**
   * Calls `run` once, when the time is over.
   *
   * @returns what cancels the call
   */
  after(ms: number, run: () => void): () => void;
}

export const SYSTEM_TIMING: Timing = {
  ...SYSTEM_CLOCK,
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
