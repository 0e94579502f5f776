import type { Deadlines } from './deadlines.js';
import type { EnvironmentListener, ExecutionEnvironment } from './execution-environment.js';
import type { EnvironmentState, FunctionCall, FunctionDone, FunctionOutcome, FunctionRunner } from './function-call.js';
import { abandoned, refused, timedOut } from './function-error.js';
import { PoolMember, type PooledCall } from './pool-member.js';

/**
 * Starts one environment; it begins with `state` `starting`.
 *
 * @throws {Error} with a sentence for the operator when there is none
 */
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

/** Documented: Lambda gives a function's initialization 10 s, beside the function's own timeout. */
const INITIALIZATION_MS = 10_000;

/**
 * How long a call waits for a running environment before another one is started, in milliseconds.
 *
 * Assumed: Lambda starts one at once, but its machines are many. Here a quick function answers hundreds of calls in the
 * time that a start takes, while calls that wait for something slow, or for each other, still get environments enough.
 */
const PATIENCE_MS = 10;

/** Assumed: Lambda ends idle environments after some minutes; one is always kept here. */
const LONGEST_REST_MS = 60_000;

/** After this long a start does not hold up the next one: code may call its own API while it loads. */
const SLOW_START_MS = 1_000;

/**
 * The execution environments of one function: each runs one event at a time, as in Lambda.
 *
 * Calls of a quick function stand in line at an environment that takes them ahead; when the one that runs turns out to be
 * slow, those that have not begun are taken back and get other environments.
 */
export class FunctionPool implements FunctionRunner {
  readonly takesText = true;
  private members: PoolMember[] = [];
  /** Members of an earlier restart that have calls to end. */
  private readonly retired = new Set<PoolMember>();
  /** The most recently used is taken first, so that the others may rest. */
  private idle: PoolMember[] = [];
  private waiting: PooledCall[] = [];
  private started = 0;
  private growth: NodeJS.Timeout | undefined;
  private prepared: Promise<PreparedCode> | undefined;
  private preparedFiles: readonly string[] = [];
  private loaded: Set<string> | undefined;
  private warming: ((error: FunctionOutcome | undefined) => void)[] = [];
  private isClosed = false;
  private readonly ending = new Set<Promise<void>>();
  private onDrained: (() => void) | undefined;

  constructor(private readonly settings: PoolSettings) {}

  call(call: FunctionCall, done: FunctionDone): void {
    const nowMs = performance.now();
    const entry = { call, done, sinceMs: nowMs };
    const member = this.idle.pop();
    if (member !== undefined) {
      member.give(entry);
      return;
    }
    const roomy = this.waiting.length > 0 ? undefined : this.members.find((other) => other.hasRoom(nowMs, PATIENCE_MS));
    if (roomy === undefined) this.waiting.push(entry);
    else roomy.give(entry);
    if (this.members.length === 0) this.start();
    else this.growLater();
  }

  forget(call: FunctionCall): void {
    const isWanted = (entry: PooledCall): boolean => entry.call === call;
    const found = this.waiting.find(isWanted) ?? this.allMembers().flatMap((member) => member.takeBack(isWanted))[0];
    this.waiting = this.waiting.filter((entry) => entry !== found);
    found?.done(abandoned());
  }

  restart(): void {
    const hadMembers = this.members.length > 0;
    this.prepared = undefined;
    this.loaded = undefined;
    const old = this.members;
    this.members = [];
    this.idle = [];
    for (const member of old) {
      member.isRetired = true;
      this.waiting.unshift(...member.takeBack());
      if (member.callCount > 0) this.retired.add(member);
      else this.remove(member);
    }
    if (hadMembers || this.waiting.length > 0) this.start();
  }

  loadedFiles(): ReadonlySet<string> | undefined {
    return this.loaded;
  }

  warmUp(): Promise<FunctionOutcome | undefined> {
    if (this.members.some((member) => !member.isStarting)) return Promise.resolve(undefined);
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
    const calls = [...this.waiting, ...this.allMembers().flatMap((member) => this.remove(member))];
    this.waiting = [];
    for (const { done } of calls) done(abandoned());
    await Promise.all(this.ending);
    this.noticeDrained();
  }

  private allMembers(): readonly PoolMember[] {
    return [...this.members, ...this.retired];
  }

  /** A member without a call takes the next one, from another's line if need be, or rests. */
  private release(member: PoolMember): void {
    const next = this.waiting.shift() ?? this.takeFromOthers(member);
    if (next !== undefined) member.give(next);
    else if (this.onDrained === undefined) this.rest(member);
    else this.remove(member);
  }

  /** Of several resting members the one that nobody needed for long ends. */
  private rest(member: PoolMember): void {
    this.idle.push(member);
    const oldest = this.idle[0];
    if (oldest === undefined || oldest === member) return;
    if (performance.now() - oldest.lastBegunMs >= LONGEST_REST_MS) this.remove(oldest);
  }

  private takeFromOthers(member: PoolMember): PooledCall | undefined {
    if (this.members.length < 2) return undefined;
    for (const other of this.members) {
      if (other === member || other.callCount < 2) continue;
      let isTaken = false;
      const [taken] = other.takeBack(() => !isTaken && (isTaken = true));
      if (taken !== undefined) return taken;
    }
    return undefined;
  }

  private finished(member: PoolMember, entry: PooledCall, outcome: FunctionOutcome): void {
    const state = member.environment?.state;
    // The next call goes out before this one's answer is looked at.
    if (state === 'ended') this.waiting.unshift(...member.takeBack(), ...this.remove(member));
    else if (member.callCount > 0) this.fill(member);
    else if (member.isRetired) this.remove(member);
    else if (state === 'idle') this.release(member);
    entry.done(outcome);
    this.serveNext();
  }

  private fill(member: PoolMember): void {
    while (this.waiting.length > 0 && member.hasRoom(performance.now(), PATIENCE_MS)) {
      const next = this.waiting.shift();
      if (next !== undefined) member.give(next);
    }
  }

  private timedOut(member: PoolMember, entry: PooledCall): void {
    this.waiting.unshift(...this.remove(member));
    entry.done(timedOut(entry.call.requestId, this.settings.timeoutMs));
    this.serveNext();
  }

  /** Whoever waits gets a new environment when none is left to come free. */
  private serveNext(): void {
    if (this.waiting.length > 0 && this.members.length === 0) this.start();
    this.noticeDrained();
  }

  private noticeDrained(): void {
    if (this.onDrained === undefined || this.waiting.length > 0) return;
    if (this.allMembers().every((member) => member.callCount === 0)) this.onDrained();
  }

  private start(): void {
    if (this.isClosed) return;
    const { timeoutMs, deadlines } = this.settings;
    const member = new PoolMember((this.started += 1), timeoutMs, deadlines, {
      finished: (...end) => this.finished(...end),
      timedOut: (...end) => this.timedOut(...end),
    });
    this.members.push(member);
    member.initDeadline = deadlines.add(INITIALIZATION_MS + timeoutMs, () =>
      this.failed(member, (requestId) => timedOut(requestId, timeoutMs)),
    );
    const preparation = (this.prepared ??= this.settings.prepare());
    void preparation.then((code) => {
      if (!this.members.includes(member)) return;
      if (code.kind === 'failed') {
        this.prepared = undefined;
        this.failed(member, () => code.outcome);
        return;
      }
      this.preparedFiles = code.files;
      this.startMember(member, code.start);
    });
  }

  private startMember(member: PoolMember, start: StartEnvironment): void {
    try {
      member.environment = start({
        ready: () => this.ready(member),
        failed: (outcome) => this.failed(member, outcome),
        ended: () => {
          this.remove(member);
          this.serveNext();
        },
      });
    } catch (error) {
      this.failed(member, () => refused('ResourceNotFoundException', (error as Error).message));
    }
  }

  private ready(member: PoolMember): void {
    if (!this.members.includes(member)) return;
    if (member.initDeadline !== undefined) this.settings.deadlines.cancel(member.initDeadline);
    this.loaded ??= new Set([...this.preparedFiles, ...(member.environment?.files ?? [])]);
    this.tellWarmed(undefined);
    this.release(member);
    this.fill(member);
  }

  /** Every call that waits would have met the same code in an environment of its own, so all of them are answered. */
  private failed(member: PoolMember, outcome: (requestId: string) => FunctionOutcome): void {
    const isCurrent = this.members.includes(member);
    this.remove(member);
    if (!isCurrent) return;
    const { waiting } = this;
    this.waiting = [];
    this.tellWarmed(outcome(''));
    for (const { call, done } of waiting) done(outcome(call.requestId));
    this.noticeDrained();
  }

  private tellWarmed(error: FunctionOutcome | undefined): void {
    const { warming } = this;
    this.warming = [];
    for (const tell of warming) tell(error);
  }

  /** Ends a member; the calls that it had are the caller's to answer. */
  private remove(member: PoolMember): readonly PooledCall[] {
    const isKnown = this.members.includes(member) || this.retired.delete(member) || member.isRetired;
    this.members = this.members.filter((other) => other !== member);
    this.idle = this.idle.filter((other) => other !== member);
    const calls = member.abandon();
    const { environment } = member;
    if (!isKnown || environment === undefined) return calls;
    const forget = (): void => void this.ending.delete(end);
    // Nothing is left to do for one that the system does not end.
    const end = environment.stop().then(forget, forget);
    this.ending.add(end);
    return calls;
  }

  private growLater(): void {
    // A gateway that was busy itself looks at what has arrived before it counts anybody as late.
    this.growth ??= setTimeout(() => setImmediate(() => this.growOnce()), PATIENCE_MS);
  }

  private growOnce(): void {
    this.growth = undefined;
    if (this.isClosed) return;
    this.grow(performance.now());
    if (this.waiting.length > 0 || this.members.some((member) => member.callCount > 1)) this.growLater();
  }

  private grow(nowMs: number): void {
    for (const member of this.members) {
      if (member.isStuck(nowMs, PATIENCE_MS)) this.waiting.unshift(...member.takeBack());
    }
    const oldest = this.waiting[0];
    if (oldest === undefined || this.members.length >= this.settings.maximumEnvironments) return;
    const isStarting = this.members.some((member) => member.isStarting && nowMs - member.startedAtMs < SLOW_START_MS);
    if (!isStarting && nowMs - oldest.sinceMs >= PATIENCE_MS) this.start();
  }
}
