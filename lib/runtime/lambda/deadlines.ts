/** A link of a list; it leads nowhere once it is met, so that it keeps nothing else in memory. */
export class Deadline {
  previous: Deadline | undefined;
  next: Deadline | undefined;
  isPending = true;

  constructor(
    readonly atMs: number,
    readonly expire: () => void,
  ) {}
}

/**
 * Many deadlines over one timer, since a timer for each call would cost more than the call.
 *
 * The timer runs for the earliest deadline that was ever pending and is not touched when that one is met; when it fires it
 * is set for the earliest that is left. While a deadline is pending it keeps the process alive, as the awaited call must.
 *
 * A list and no Set: the tables that a busy Set outgrows keep its former members, and with them whole requests, alive
 * until the next full collection (bench scenario lambda-thread).
 */
export class Deadlines {
  private first: Deadline | undefined;
  private last: Deadline | undefined;
  private timer: NodeJS.Timeout | undefined;
  private timerAtMs = Infinity;

  /** Calls `expire` after `afterMs` unless `cancel` comes first. */
  add(afterMs: number, expire: () => void): Deadline {
    const deadline = new Deadline(performance.now() + afterMs, expire);
    const isOnly = this.last === undefined;
    if (this.last === undefined) this.first = deadline;
    else this.last.next = deadline;
    deadline.previous = this.last;
    this.last = deadline;
    if (deadline.atMs < this.timerAtMs) this.setTimer(deadline.atMs);
    else if (isOnly) this.timer?.ref();
    return deadline;
  }

  cancel(deadline: Deadline): void {
    if (!deadline.isPending) return;
    this.remove(deadline);
    if (this.first === undefined) this.timer?.unref();
  }

  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.timerAtMs = Infinity;
    for (const deadline of this.pending()) this.remove(deadline);
  }

  private remove(deadline: Deadline): void {
    const { previous, next } = deadline;
    if (previous === undefined) this.first = next;
    else previous.next = next;
    if (next === undefined) this.last = previous;
    else next.previous = previous;
    deadline.previous = undefined;
    deadline.next = undefined;
    deadline.isPending = false;
  }

  private pending(): readonly Deadline[] {
    const found: Deadline[] = [];
    for (let deadline = this.first; deadline !== undefined; deadline = deadline.next) found.push(deadline);
    return found;
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
    const due = this.pending().filter((deadline) => deadline.atMs <= nowMs);
    for (const deadline of due) this.remove(deadline);
    const nextMs = Math.min(...this.pending().map((deadline) => deadline.atMs));
    if (nextMs !== Infinity) this.setTimer(nextMs);
    for (const deadline of due) deadline.expire();
  }
}
