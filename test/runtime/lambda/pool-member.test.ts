import { afterEach, describe, expect, test } from 'vitest';
import { LambdaPayload } from '../../../lib/runtime/lambda-payload.js';
import { Deadlines } from '../../../lib/runtime/lambda/deadlines.js';
import type { ExecutionEnvironment } from '../../../lib/runtime/lambda/execution-environment.js';
import { InvokedCall } from '../../../lib/runtime/lambda/invoked-call.js';
import { PoolMember } from '../../../lib/runtime/lambda/pool-member.js';

const PATIENCE_MS = 10;
const deadlines = new Deadlines();

afterEach(() => deadlines.close());

/** A member with this many calls, whose environment never answers. */
function memberWith(calls: number, hasBegun: boolean): PoolMember {
  const environment: ExecutionEnvironment = {
    state: 'busy',
    files: [],
    lookahead: 16,
    run: () => undefined,
    hasBegun: () => hasBegun,
    takeBack: () => false,
    stop: () => Promise.resolve(),
  };
  const member = new PoolMember(1, 3_000, deadlines, { finished: () => undefined, timedOut: () => undefined });
  member.environment = environment;
  for (let index = 0; index < calls; index++) {
    const call = new InvokedCall(String(index), LambdaPayload.ofText('{}'), '', '');
    member.give({ call, done: () => undefined, sinceMs: 0 });
  }
  return member;
}

describe('PoolMember', () => {
  test.each<[what: string, hasBegun: boolean, afterMs: number, isSlow: boolean]>([
    ['a call that began just now', true, 5, false],
    ['a call that runs for longer than others should wait', true, 15, true],
    ['a call that a busy machine has not let begin', false, 15, false],
    ['a call that something keeps from beginning', false, 250, true],
  ])('behind %s', (_what, hasBegun, afterMs, isSlow) => {
    const member = memberWith(2, hasBegun);
    const nowMs = member.lastBegunMs + afterMs;
    expect([member.isStuck(nowMs, PATIENCE_MS), member.hasRoom(nowMs, PATIENCE_MS)]).toEqual([isSlow, !isSlow]);
  });

  test('is not stuck with one call, and has room up to its lookahead', () => {
    expect(memberWith(1, true).isStuck(Infinity, PATIENCE_MS)).toBe(false);
    const full = memberWith(17, true);
    expect(full.hasRoom(full.lastBegunMs, PATIENCE_MS)).toBe(false);
  });
});
