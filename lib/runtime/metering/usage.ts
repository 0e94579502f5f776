import { dayOf, firstDayOfPeriod, limitOn, type QuotaLimits } from './quota.js';

/** The requests of one API key in one usage plan on one day. */
export interface DayCount {
  readonly plan: string;
  /** Empty: counts nothing, and says that the plan began on that day. */
  readonly key: string;
  /** Days since 1970, in UTC. */
  readonly day: number;
  readonly used: number;
  /** When it returns, the request is counted wherever counts are kept. */
  increment(): void;
}

/** Where usage is counted: in memory, or in a file that outlives the process. */
export interface UsageLedger {
  /** What was counted before. */
  readonly kept: readonly DayCount[];
  begin(plan: string, key: string, day: number): DayCount;
}

export const MEMORY_LEDGER: UsageLedger = {
  kept: [],
  begin: (plan, key, day) => new MemoryCount(plan, key, day),
};

class MemoryCount implements DayCount {
  used = 0;

  constructor(
    readonly plan: string,
    readonly key: string,
    readonly day: number,
  ) {}

  increment(): void {
    this.used += 1;
  }
}

/** Usage of a day, in the form of GetUsage: requests that were let through, and those that the quota then still had. */
export type DailyUsage = readonly [used: number, remaining: number];

/**
 * Assumed: what GetUsage says to remain where a plan has no quota.
 */
const NO_QUOTA = -1;

/** What one API key has used of one usage plan. */
export class KeyUsage {
  private readonly days = new Map<number, DayCount>();
  /** What the fields below are worked out for. */
  private day: number | undefined;
  private quota: QuotaLimits | undefined;
  private remaining = 0;
  private today: DayCount | undefined;

  /** @param firstDay of the plan */
  constructor(
    kept: readonly DayCount[],
    private readonly firstDay: number,
    private readonly begin: (day: number) => DayCount,
  ) {
    for (const count of kept) this.days.set(count.day, count);
  }

  /** Counts a request, if the quota has room for it. */
  take(quota: QuotaLimits | undefined, nowMs: number): boolean {
    const day = dayOf(nowMs);
    if (day !== this.day || quota !== this.quota) this.turnTo(day, quota);
    if (this.remaining <= 0) return false;
    if (this.today === undefined) this.days.set(day, (this.today = this.begin(day)));
    this.today.increment();
    this.remaining -= 1;
    return true;
  }

  /** For each day from the first to the last. */
  read(first: number, last: number, quota: QuotaLimits | undefined): readonly DailyUsage[] {
    return Array.from({ length: Math.max(0, last - first + 1) }, (_item, index): DailyUsage => {
      const day = first + index;
      const used = this.days.get(day)?.used ?? 0;
      if (quota === undefined) return [used, NO_QUOTA];
      const usedBy = this.sum((other) => other <= day && isSamePeriod(other, day, quota));
      return [used, Math.max(0, limitOn(day, quota, this.firstDay) - usedBy)];
    });
  }

  private turnTo(day: number, quota: QuotaLimits | undefined): void {
    this.day = day;
    this.quota = quota;
    this.today = this.days.get(day);
    // A clock that is set back frees nothing of the period.
    this.remaining =
      quota === undefined
        ? Number.POSITIVE_INFINITY
        : limitOn(day, quota, this.firstDay) - this.sum((other) => isSamePeriod(other, day, quota));
  }

  private sum(isCounted: (day: number) => boolean): number {
    let sum = 0;
    for (const { day, used } of this.days.values()) if (isCounted(day)) sum += used;
    return sum;
  }
}

function isSamePeriod(one: number, other: number, { period }: QuotaLimits): boolean {
  return firstDayOfPeriod(one, period) === firstDayOfPeriod(other, period);
}

/** The usage of all keys in all plans of an account. */
export class Usage {
  private readonly keys = new Map<string, KeyUsage>();
  private readonly firstDays = new Map<string, number>();
  /** By plan and key. */
  private readonly kept = new Map<string, DayCount[]>();

  constructor(private readonly ledger: UsageLedger) {
    for (const count of ledger.kept) {
      const { plan, key, day } = count;
      this.firstDays.set(plan, Math.min(day, this.firstDays.get(plan) ?? day));
      const name = nameOf(plan, key);
      const others = this.kept.get(name);
      if (others === undefined) this.kept.set(name, [count]);
      else others.push(count);
    }
  }

  /**
   * What a key has used of a plan; a plan that was never asked for begins now.
   *
   * Assumed: the first period of a plan is the one in which it is served for the first time.
   */
  of(plan: string, key: string, nowMs: number): KeyUsage {
    const name = nameOf(plan, key);
    let usage = this.keys.get(name);
    if (usage === undefined) {
      const begin = (day: number): DayCount => this.ledger.begin(plan, key, day);
      this.keys.set(name, (usage = new KeyUsage(this.kept.get(name) ?? [], this.firstDayOf(plan, nowMs), begin)));
    }
    return usage;
  }

  private firstDayOf(plan: string, nowMs: number): number {
    let day = this.firstDays.get(plan);
    if (day === undefined) {
      day = dayOf(nowMs);
      this.ledger.begin(plan, '', day);
      this.firstDays.set(plan, day);
    }
    return day;
  }
}

function nameOf(plan: string, key: string): string {
  return JSON.stringify([plan, key]);
}
