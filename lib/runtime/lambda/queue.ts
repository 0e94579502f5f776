import { ByteBudget } from '../../support/byte-budget.js';
import type { Clock, RuntimeLog } from '../environment.js';
import type { FunctionDone, FunctionOutcome } from './function-call.js';
import type { InvokedCall } from './invoked-call.js';

export interface EventQueueSettings {
  readonly clock: Clock;
  /** Runs `then` after a while; the returned function calls it off. */
  readonly after: (ms: number, then: () => void) => () => void;
  readonly log: RuntimeLog;
  /** Runs one attempt. */
  readonly attempt: (functionName: string, call: InvokedCall, done: FunctionDone) => void;
}

// Documented: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
const WAITS_AFTER_ERROR_MS: readonly number[] = [60_000, 120_000];
const FIRST_WAIT_AFTER_THROTTLE_MS = 1_000;
const LONGEST_WAIT_AFTER_THROTTLE_MS = 300_000;
const EVENT_AGE_LIMIT_MS = 6 * 60 * 60 * 1000;

/** Assumed: Lambda's queue has no known length; this one has, so that a loop of events cannot fill the memory. */
const LENGTH_LIMIT = 10_000;

/** Nor can large ones: a hundred of the largest that Lambda takes have room. */
const PAYLOADS_LIMIT_BYTES = 100 * 1024 * 1024;

interface QueuedEvent {
  readonly functionName: string;
  readonly call: InvokedCall;
  /** Of its payload, about. */
  readonly bytes: number;
  readonly acceptedAtMs: number;
  readonly errors: number;
  readonly throttles: number;
}

/**
 * The queue behind asynchronous (`Event`) invocations: an event is accepted at once and run when there is room.
 *
 * A function error is retried after one minute and once more after two; a throttle after one second, then ever longer, for
 * six hours. What fails for good is dropped with a line in the log, where Lambda has a dead-letter queue.
 */
export class EventQueue {
  private length = 0;
  private readonly payloads = new ByteBudget(PAYLOADS_LIMIT_BYTES);
  private readonly waits = new Set<() => void>();
  private isClosed = false;

  constructor(private readonly settings: EventQueueSettings) {}

  /** False when the queue is full. */
  accept(functionName: string, call: InvokedCall): boolean {
    const bytes = call.payload.text().length;
    if (this.length >= LENGTH_LIMIT || !this.payloads.take(bytes)) return false;
    this.length += 1;
    const acceptedAtMs = this.settings.clock.now();
    this.wait(0, { functionName, call, bytes, acceptedAtMs, errors: 0, throttles: 0 });
    return true;
  }

  close(): void {
    this.isClosed = true;
    for (const callOff of this.waits) callOff();
    this.waits.clear();
    if (this.length > 0) this.settings.log.warn(`Dropped ${this.length} asynchronous events when the gateway closed`);
  }

  private wait(ms: number, event: QueuedEvent): void {
    const callOff = this.settings.after(ms, () => {
      this.waits.delete(callOff);
      this.settings.attempt(event.functionName, event.call, (outcome) => {
        if (!this.isClosed) this.settle(event, outcome);
      });
    });
    this.waits.add(callOff);
  }

  private settle(event: QueuedEvent, outcome: FunctionOutcome): void {
    if (outcome.kind === 'answer') {
      this.leave(event);
      return;
    }
    if (outcome.kind === 'function-error') {
      const waitMs = WAITS_AFTER_ERROR_MS[event.errors];
      if (waitMs === undefined) this.drop(event, `it failed ${event.errors + 1} times`);
      else this.wait(waitMs, { ...event, errors: event.errors + 1 });
      return;
    }
    const isPassing = outcome.errorType === 'TooManyRequestsException' || outcome.errorType === 'ServiceException';
    const waitMs = Math.min(FIRST_WAIT_AFTER_THROTTLE_MS * 2 ** event.throttles, LONGEST_WAIT_AFTER_THROTTLE_MS);
    const isTooOld = this.settings.clock.now() + waitMs - event.acceptedAtMs > EVENT_AGE_LIMIT_MS;
    if (isPassing && !isTooOld) this.wait(waitMs, { ...event, throttles: event.throttles + 1 });
    else this.drop(event, outcome.message);
  }

  private leave({ bytes }: QueuedEvent): void {
    this.length -= 1;
    this.payloads.give(bytes);
  }

  private drop(event: QueuedEvent, why: string): void {
    this.leave(event);
    const { functionName, call } = event;
    this.settings.log.warn(`Dropped the event ${call.requestId} of function "${functionName}": ${why}`);
  }
}
