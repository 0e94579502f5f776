import type { Deadline, Deadlines } from './deadlines.js';
import type { ExecutionEnvironment } from './execution-environment.js';
import type { FunctionCall, FunctionDone, FunctionOutcome } from './function-call.js';

/** In patiences: after that, what an earlier call left running counts as slow too. */
const LONGEST_STALL = 20;

export interface PooledCall {
  readonly call: FunctionCall;
  readonly done: FunctionDone;
  /** When it came, on the clock of `performance.now()`. */
  readonly sinceMs: number;
}

export interface MemberListener {
  /** A call has ended and the next in line, if there is one, has begun. */
  finished(member: PoolMember, entry: PooledCall, outcome: FunctionOutcome): void;
  /** The call that runs has used up the function's time. */
  timedOut(member: PoolMember, entry: PooledCall): void;
}

/** One execution environment of a pool with the calls that it was given: the first runs, the others stand in line. */
export class PoolMember {
  environment: ExecutionEnvironment | undefined;
  /** The code is older than the last restart: it ends with its last call. */
  isRetired = false;
  /** Time for loading the code. */
  initDeadline: Deadline | undefined;
  readonly startedAtMs = performance.now();
  /** When the latest call began; before the first, when the environment was started. */
  lastBegunMs = this.startedAtMs;
  private readonly line: PooledCall[] = [];
  private deadline: Deadline | undefined;

  constructor(
    readonly id: number,
    private readonly timeoutMs: number,
    private readonly deadlines: Deadlines,
    private readonly listener: MemberListener,
  ) {}

  get isStarting(): boolean {
    return this.environment === undefined || this.environment.state === 'starting';
  }

  get callCount(): number {
    return this.line.length;
  }

  /** Whether another call may stand in line. */
  hasRoom(nowMs: number, patienceMs: number): boolean {
    const { environment, line } = this;
    if (environment === undefined || line.length === 0 || this.isRetired) return false;
    return line.length <= environment.lookahead && !this.isSlow(nowMs, patienceMs);
  }

  /** Whether calls stand in line behind one that takes long. */
  isStuck(nowMs: number, patienceMs: number): boolean {
    return this.line.length > 1 && this.isSlow(nowMs, patienceMs);
  }

  /** A call that the machine does not let begin is not slow, and another environment would not begin either. */
  private isSlow(nowMs: number, patienceMs: number): boolean {
    const [head] = this.line;
    const elapsedMs = nowMs - this.lastBegunMs;
    if (head === undefined || elapsedMs < patienceMs) return false;
    return elapsedMs >= patienceMs * LONGEST_STALL || this.environment?.hasBegun(head.call) === true;
  }

  give(entry: PooledCall): void {
    this.line.push(entry);
    if (this.line.length === 1) this.beginHead();
    this.environment?.run(entry.call, (outcome) => {
      if (this.deadline !== undefined) this.deadlines.cancel(this.deadline);
      this.line.shift();
      if (this.line.length > 0) this.beginHead();
      this.listener.finished(this, entry, outcome);
    });
  }

  /** The calls that have not begun; they are this member's no longer. */
  takeBack(wanted: (entry: PooledCall) => boolean = () => true): PooledCall[] {
    const taken = this.line
      .slice(1)
      .filter((entry) => wanted(entry) && this.environment?.takeBack(entry.call) === true);
    for (const entry of taken) this.line.splice(this.line.indexOf(entry), 1);
    return taken;
  }

  /** Stops watching the time; what is left of the line is the caller's to answer. */
  abandon(): readonly PooledCall[] {
    for (const deadline of [this.deadline, this.initDeadline]) {
      if (deadline !== undefined) this.deadlines.cancel(deadline);
    }
    return this.line.splice(0);
  }

  private beginHead(): void {
    this.lastBegunMs = performance.now();
    this.deadline = this.deadlines.add(this.timeoutMs, () => {
      const entry = this.line.shift();
      if (entry !== undefined) this.listener.timedOut(this, entry);
    });
  }
}
