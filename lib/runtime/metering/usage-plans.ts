import type { NotSimulated } from '../not-simulated.js';
import { printDay, type QuotaLimits } from './quota.js';
import { TokenBucket, type TokenBucketLimits } from './token-bucket.js';
import { Usage, type DailyUsage, type KeyUsage, type UsageLedger } from './usage.js';

/** An API key as a usage plan has it. */
export interface PlanKey {
  /** As its author calls it. */
  readonly id: string;
  /** `$context.identity.apiKeyId`: 10 lower-case characters. */
  readonly apiKeyId: string;
  readonly value: string;
  readonly isEnabled: boolean;
}

/** A usage plan whose limits are known. */
export interface CompiledUsagePlan {
  readonly id: string;
  readonly throttle: TokenBucketLimits | undefined;
  readonly quota: QuotaLimits | undefined;
  readonly stages: readonly PlanStage[];
  readonly keys: readonly PlanKey[];
  /** Why requests that count against the plan are refused. */
  readonly refusal: NotSimulated | undefined;
}

export interface PlanStage {
  readonly apiId: string;
  readonly stage: string;
  /** By `GET /pets`. */
  readonly methodLimits: ReadonlyMap<string, TokenBucketLimits>;
}

/** Usage of a plan's keys, in the form of GetUsage. */
export interface PlanUsage {
  readonly usagePlanId: string;
  readonly startDate: string;
  readonly endDate: string;
  /** By key, one item for each day. */
  readonly items: Readonly<Record<string, readonly DailyUsage[]>>;
}

/** A call of a method: as the API declares it (`ANY`, with its path), and by which verb it is called. */
export interface MethodCall {
  readonly declared: { readonly httpMethod: string; readonly resourcePath: string };
  readonly httpMethod: string;
}

/** What a plan remembers of a key, whatever its limits are at the time. */
interface KeyMemory {
  readonly usage: KeyUsage;
  readonly bucket: TokenBucket;
  /** By stage and method. */
  readonly methodBuckets: Map<string, TokenBucket>;
}

/** An API key at a stage that its plan contains. */
export class KeyMeter {
  constructor(
    readonly key: PlanKey,
    private readonly plan: CompiledUsagePlan,
    private readonly stage: PlanStage,
    private readonly memory: KeyMemory,
  ) {}

  get refusal(): NotSimulated | undefined {
    return this.plan.refusal;
  }

  /**
   * Counts a request against the limits of the plan.
   *
   * Documented: a plan limits a client, or a client's calls of one method
   * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html).
   * Assumed: the limit for a method stands in place of the plan's; a request that is throttled is not counted against the
   * quota; a request that the stage throttles after its plan let it through is.
   *
   * @param call of a method of a REST API; routes of WebSocket APIs have no limits of their own in a plan
   */
  take(nowMs: number, call?: MethodCall): 'admitted' | 'throttled' | 'quota-exceeded' {
    const { plan, memory } = this;
    if (!this.takeToken(nowMs, call)) return 'throttled';
    return memory.usage.take(plan.quota, nowMs) ? 'admitted' : 'quota-exceeded';
  }

  private takeToken(nowMs: number, call: MethodCall | undefined): boolean {
    const { plan, memory, stage } = this;
    if (call !== undefined && stage.methodLimits.size > 0) {
      const { declared, httpMethod } = call;
      for (const verb of declared.httpMethod === 'ANY' ? ['ANY', httpMethod] : [declared.httpMethod]) {
        const limits = stage.methodLimits.get(`${verb} ${declared.resourcePath}`);
        if (limits !== undefined) return this.methodBucket(`${verb} ${declared.resourcePath}`).take(limits, nowMs);
      }
    }
    return plan.throttle === undefined || memory.bucket.take(plan.throttle, nowMs);
  }

  private methodBucket(method: string): TokenBucket {
    const name = `${stageName(this.stage)} ${method}`;
    const { methodBuckets } = this.memory;
    let bucket = methodBuckets.get(name);
    if (bucket === undefined) methodBuckets.set(name, (bucket = new TokenBucket()));
    return bucket;
  }
}

/** The keys that may call one stage, by their values. */
export interface StageKeys {
  find(value: string): KeyMeter | undefined;
}

/** The usage plans of the account: they take effect without deployment, and count for all their stages together. */
export class UsagePlans {
  private readonly usage: Usage;
  private plans: readonly CompiledUsagePlan[] = [];
  /** By plan and key. */
  private memories: ReadonlyMap<string, KeyMemory> = new Map();
  /** By stage, then by the key's value. */
  private meters: ReadonlyMap<string, ReadonlyMap<string, KeyMeter>> = new Map();

  constructor(ledger: UsageLedger) {
    this.usage = new Usage(ledger);
  }

  /** Documented: of plans with a stage in common, a key is in one; the first has it. */
  replace(plans: readonly CompiledUsagePlan[], nowMs: number): void {
    const memories = new Map<string, KeyMemory>();
    const meters = new Map<string, Map<string, KeyMeter>>();
    for (const plan of plans) {
      for (const key of plan.keys) {
        const name = memoryName(plan.id, key);
        const memory = this.memories.get(name) ?? this.remember(plan, key, nowMs);
        memories.set(name, memory);
        for (const stage of plan.stages) {
          const keys = meters.get(stageName(stage)) ?? new Map<string, KeyMeter>();
          if (!keys.has(key.value)) keys.set(key.value, new KeyMeter(key, plan, stage, memory));
          meters.set(stageName(stage), keys);
        }
      }
    }
    this.plans = plans;
    this.memories = memories;
    this.meters = meters;
  }

  ofStage(apiId: string, stage: string): StageKeys {
    const name = stageName({ apiId, stage });
    return { find: (value) => this.meters.get(name)?.get(value) };
  }

  /** Usage day by day, of days since 1970 in UTC. */
  read(first: number, last: number): readonly PlanUsage[] {
    return this.plans.map(({ id, quota, keys }) => ({
      usagePlanId: id,
      startDate: printDay(first),
      endDate: printDay(last),
      items: Object.fromEntries(
        keys.map((key) => {
          return [key.id, this.memories.get(memoryName(id, key))?.usage.read(first, last, quota) ?? []];
        }),
      ),
    }));
  }

  private remember(plan: CompiledUsagePlan, key: PlanKey, nowMs: number): KeyMemory {
    return {
      usage: this.usage.of(plan.id, key.id, nowMs),
      bucket: new TokenBucket(),
      methodBuckets: new Map(),
    };
  }
}

function memoryName(plan: string, key: PlanKey): string {
  return JSON.stringify([plan, key.id]);
}

function stageName({ apiId, stage }: Pick<PlanStage, 'apiId' | 'stage'>): string {
  return `${apiId}/${stage}`;
}
