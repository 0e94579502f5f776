import { Linked, LinkedList } from '../../support/linked-list.js';

export class Deadline extends Linked {
  constructor(
    readonly atMs: number,
    readonly expire: () => void,
  ) {
    super();
  }
}

/**
 * Many deadlines over one timer, since a timer for each call would cost more than the call.
 *
 * The timer runs for the earliest deadline that was ever pending and is not touched when that one is met; when it fires it
 * is set for the earliest that is left. While a deadline is pending it keeps the process alive, as the awaited call must.
 */
export class Deadlines {
  private readonly pending = new LinkedList<Deadline>();
  private timer: NodeJS.Timeout | undefined;
  private timerAtMs = Infinity;

  /** Calls `expire` after `afterMs` unless `cancel` comes first. */
  add(afterMs: number, expire: () => void): Deadline {
    const deadline = new Deadline(performance.now() + afterMs, expire);
    const isFirst = this.pending.isEmpty;
    this.pending.add(deadline);
    if (deadline.atMs < this.timerAtMs) this.setTimer(deadline.atMs);
    else if (isFirst) this.timer?.ref();
    return deadline;
  }

  cancel(deadline: Deadline): void {
    if (this.pending.remove(deadline) && this.pending.isEmpty) this.timer?.unref();
  }

  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.timerAtMs = Infinity;
    for (const deadline of this.pending.list()) this.pending.remove(deadline);
  }

  private setTimer(atMs: number): void {
    clearTimeout(this.timer);
    this.timerAtMs = atMs;
    // setTimeout takes 31 bits; a longer wait is looked at again then.
    const waitMs = Math.min(Math.max(Math.ceil(atMs - performance.now()), 1), 2 ** 31 - 1);
    this.timer = setTimeout(() => this.fire(), waitMs);
  }

  private fire(): void {
    this.timer = undefined;
    this.timerAtMs = Infinity;
    const nowMs = performance.now();
    const due = this.pending.list().filter((deadline) => deadline.atMs <= nowMs);
    for (const deadline of due) this.pending.remove(deadline);
    const nextMs = Math.min(...this.pending.list().map((deadline) => deadline.atMs));
    if (nextMs !== Infinity) this.setTimer(nextMs);
    for (const deadline of due) deadline.expire();
  }
}
