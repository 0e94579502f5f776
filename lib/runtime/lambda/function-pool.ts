import type { Deadline, Deadlines } from './deadlines.js';
import type { EnvironmentListener, ExecutionEnvironment } from './execution-environment.js';
import type { EnvironmentState, FunctionCall, FunctionDone, FunctionOutcome, FunctionRunner } from './function-call.js';
import { abandoned, timedOut } from './function-error.js';

/** Starts one environment; it begins with `state` `starting`. */
export type StartEnvironment = (listener: EnvironmentListener) => ExecutionEnvironment;

export type PreparedCode =
  | {
      readonly kind: 'startable';
      readonly start: StartEnvironment;
      /** Files that went into the code and that an environment does not see. */
      readonly files: readonly string[];
    }
  /** The code cannot even be handed to an environment. */
  | { readonly kind: 'failed'; readonly outcome: FunctionOutcome };

export interface PoolSettings {
  /** Unpacks or compiles what all environments of the function share; called again after a restart. Never rejects. */
  readonly prepare: () => Promise<PreparedCode>;
  /** The function's own. */
  readonly timeoutMs: number;
  readonly maximumEnvironments: number;
  readonly deadlines: Deadlines;
}

interface Waiting {
  readonly call: FunctionCall;
  readonly done: FunctionDone;
  readonly sinceMs: number;
}

interface Member {
  readonly id: number;
  environment: ExecutionEnvironment | undefined;
  readonly startedAtMs: number;
  /** The code is older than the last restart: ends with its call. */
  isRetired: boolean;
  initDeadline: Deadline | undefined;
  running: { readonly done: FunctionDone; readonly deadline: Deadline } | undefined;
}

/** Documented: Lambda gives a function's initialization 10 s, beside the function's own timeout. */
const initializationMs = 10_000;

/**
 * How long a call waits for a running environment before another one is started, in milliseconds.
 *
 * Assumed: Lambda starts one at once, but its machines are many. Here a quick function answers hundreds of calls in the
 * time that a start takes, while calls that wait for something slow, or for each other, still get environments enough.
 */
const patienceMs = 10;

/** After this long a start does not hold up the next one: code may call its own API while it loads. */
const slowStartMs = 1_000;

/** The execution environments of one function: each runs one event at a time, as in Lambda. */
export class FunctionPool implements FunctionRunner {
  readonly takesText = true;
  private members: Member[] = [];
  /** The most recently used is taken first, so that the others may rest. */
  private idle: Member[] = [];
  private waiting: Waiting[] = [];
  private started = 0;
  private growth: NodeJS.Timeout | undefined;
  private prepared: Promise<PreparedCode> | undefined;
  private preparedFiles: readonly string[] = [];
  private loaded: Set<string> | undefined;
  private warming: ((error: FunctionOutcome | undefined) => void)[] = [];
  private isClosed = false;
  /** Members with a call, retired ones too. */
  private readonly running = new Set<Member>();
  private readonly ending = new Set<Promise<void>>();
  private onDrained: (() => void) | undefined;

  constructor(private readonly settings: PoolSettings) {}

  call(call: FunctionCall, done: FunctionDone): void {
    const member = this.idle.pop();
    if (member !== undefined) {
      this.run(member, call, done);
      return;
    }
    this.waiting.push({ call, done, sinceMs: performance.now() });
    if (this.members.length === 0) this.start();
    else this.growLater();
  }

  forget(call: FunctionCall): void {
    const index = this.waiting.findIndex((entry) => entry.call === call);
    if (index >= 0) this.waiting.splice(index, 1)[0]?.done(abandoned());
  }

  restart(): void {
    const hadMembers = this.members.length > 0;
    this.prepared = undefined;
    this.loaded = undefined;
    this.idle = [];
    for (const member of [...this.members]) {
      member.isRetired = true;
      if (member.environment?.state !== 'busy') this.remove(member);
    }
    // The old code's stragglers do not count against the new one.
    this.members = [];
    if (hadMembers || this.waiting.length > 0) this.start();
  }

  loadedFiles(): ReadonlySet<string> | undefined {
    return this.loaded;
  }

  warmUp(): Promise<FunctionOutcome | undefined> {
    if (this.members.some((member) => member.environment !== undefined && member.environment.state !== 'starting')) {
      return Promise.resolve(undefined);
    }
    return new Promise((resolve) => {
      this.warming.push(resolve);
      if (this.members.length === 0) this.start();
    });
  }

  environments(): readonly EnvironmentState[] {
    return this.members.map(({ id, environment }) => ({ id, state: environment?.state ?? 'starting' }));
  }

  finish(): Promise<void> {
    for (const member of this.idle) this.remove(member);
    return new Promise((resolve) => {
      this.onDrained = resolve;
      this.noticeDrained();
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.growth);
    this.tellWarmed(undefined);
    const abandonedCalls = [
      ...this.waiting.map(({ done }) => done),
      ...[...this.running].map((member) => member.running?.done),
    ];
    for (const member of [...this.running, ...this.members]) {
      if (member.running !== undefined) this.settings.deadlines.cancel(member.running.deadline);
      this.remove(member);
    }
    this.waiting = [];
    this.running.clear();
    for (const done of abandonedCalls) done?.(abandoned());
    await Promise.all(this.ending);
    this.noticeDrained();
  }

  private run(member: Member, call: FunctionCall, done: FunctionDone): void {
    const { environment } = member;
    if (environment === undefined) return;
    const { timeoutMs, deadlines } = this.settings;
    const deadline = deadlines.add(timeoutMs, () => {
      this.running.delete(member);
      this.remove(member);
      done(timedOut(call.requestId, timeoutMs));
      this.serveNext();
    });
    member.running = { done, deadline };
    this.running.add(member);
    environment.run(call, Math.ceil(Date.now() + timeoutMs), (outcome) => {
      deadlines.cancel(deadline);
      this.running.delete(member);
      member.running = undefined;
      // The next call goes out before this one's answer is looked at.
      if (member.isRetired || environment.state === 'ended') this.remove(member);
      else if (environment.state === 'idle') this.release(member);
      done(outcome);
      this.serveNext();
    });
  }

  private release(member: Member): void {
    const next = this.waiting.shift();
    if (next !== undefined) this.run(member, next.call, next.done);
    else if (this.onDrained === undefined) this.idle.push(member);
    else this.remove(member);
  }

  /** Whoever waits gets a new environment when none is left to come free. */
  private serveNext(): void {
    if (this.waiting.length > 0 && this.members.length === 0) this.start();
    this.noticeDrained();
  }

  private noticeDrained(): void {
    if (this.waiting.length === 0 && this.running.size === 0) this.onDrained?.();
  }

  private start(): void {
    if (this.isClosed) return;
    const { timeoutMs, deadlines } = this.settings;
    const member: Member = {
      id: (this.started += 1),
      environment: undefined,
      startedAtMs: performance.now(),
      isRetired: false,
      initDeadline: undefined,
      running: undefined,
    };
    this.members.push(member);
    member.initDeadline = deadlines.add(initializationMs + timeoutMs, () =>
      this.failed(member, (id) => timedOut(id, timeoutMs)),
    );
    const generation = (this.prepared ??= this.settings.prepare());
    void generation.then((code) => {
      if (this.isClosed || !this.members.includes(member)) return;
      if (code.kind === 'failed') {
        this.prepared = undefined;
        this.failed(member, () => code.outcome);
        return;
      }
      this.preparedFiles = code.files;
      member.environment = code.start({
        ready: () => this.ready(member),
        failed: (outcome) => this.failed(member, outcome),
        ended: () => {
          this.remove(member);
          this.serveNext();
        },
      });
    });
  }

  private ready(member: Member): void {
    if (member.initDeadline !== undefined) this.settings.deadlines.cancel(member.initDeadline);
    if (!this.members.includes(member)) return;
    // A process that asks for its next event is ready again; a thread is as soon as it has answered.
    this.loaded ??= new Set([...this.preparedFiles, ...(member.environment?.files ?? [])]);
    this.tellWarmed(undefined);
    this.release(member);
  }

  /** Every call that waits would have met the same code in an environment of its own, so all of them are answered. */
  private failed(member: Member, outcome: (requestId: string) => FunctionOutcome): void {
    const isCurrent = this.members.includes(member);
    this.remove(member);
    if (!isCurrent) return;
    const waiting = this.waiting;
    this.waiting = [];
    this.tellWarmed(outcome(''));
    for (const { call, done } of waiting) done(outcome(call.requestId));
  }

  private tellWarmed(error: FunctionOutcome | undefined): void {
    const warming = this.warming;
    this.warming = [];
    for (const tell of warming) tell(error);
  }

  private remove(member: Member): void {
    this.members = this.members.filter((other) => other !== member);
    this.idle = this.idle.filter((other) => other !== member);
    if (member.initDeadline !== undefined) this.settings.deadlines.cancel(member.initDeadline);
    const { environment } = member;
    if (environment === undefined) return;
    const end = environment.stop().then(() => void this.ending.delete(end));
    this.ending.add(end);
  }

  private growLater(): void {
    if (this.growth !== undefined || this.members.length >= this.settings.maximumEnvironments) return;
    this.growth = setTimeout(() => {
      this.growth = undefined;
      const oldest = this.waiting[0];
      if (oldest === undefined) return;
      const nowMs = performance.now();
      const isStarting = this.members.some(
        ({ environment, startedAtMs }) =>
          (environment === undefined || environment.state === 'starting') && nowMs - startedAtMs < slowStartMs,
      );
      if (!isStarting && nowMs - oldest.sinceMs >= patienceMs) this.start();
      this.growLater();
    }, patienceMs);
  }
}
