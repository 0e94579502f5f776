import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock, Ids } from '../environment.js';

/** The machine's clock. */
export const SYSTEM_CLOCK: Clock = { now: () => Date.now() };

/** Ids of API Gateway's forms, at random. */
export const RANDOM_IDS: Ids = {
  requestId: () => randomUUID(),
  extendedRequestId: () => `${takeRandom(11).toString('base64url')}=`,
  traceRoot: () =>
    `1-${Math.floor(Date.now() / 1000)
      .toString(16)
      .padStart(8, '0')}-${takeRandom(12).toString('hex')}`,
  traceParent: () => takeRandom(8).toString('hex'),
  random: () => Math.random(),
};

/** Random bytes are fetched in blocks: a call for each id would cost more than the rest of a mocked request. */
let pool = Buffer.alloc(0);
let used = 0;

function takeRandom(count: number): Buffer {
  if (used + count > pool.length) {
    pool = randomBytes(4096);
    used = 0;
  }
  used += count;
  return pool.subarray(used - count, used);
}
