import type { ApiCollection } from '../model/api.js';
import { diagnostic, type Diagnostic } from '../model/diagnostic.js';
import type { ApiKey, Quota, UsagePlan, UsagePlanStage } from '../model/usage-plan.js';
import { isDeployTime, knownText, printValue } from '../model/value.js';
import { apiKeyIdOf, valueOfApiKey } from './api-key.js';
import { refersTo, targetStage } from './domain-target.js';
import { QUOTA_PERIODS, type QuotaLimits } from './metering/quota.js';
import type { CompiledUsagePlan, PlanKey, PlanStage } from './metering/usage-plans.js';
import { isServedLeniently, type Lenience, type NotSimulated } from './not-simulated.js';
import { apiIdOf } from './stable-id.js';
import { compileThrottle } from './metering/throttle-limits.js';

/**
 * Compiles the usage plans of a source with the keys and stages that they name. What only deployment knows of a key or a
 * stage lets nobody in, and is reported; a limit that only deployment knows refuses what counts against it.
 */
export function compileUsagePlans(
  collection: Pick<ApiCollection, 'apis' | 'usagePlans' | 'apiKeys'>,
  lenience: Lenience,
  diagnostics: Diagnostic[],
): readonly CompiledUsagePlan[] {
  const { apis, usagePlans } = collection;
  const keys = new Map(collection.apiKeys.map((key) => [key.id, compileKey(key, diagnostics)]));
  return usagePlans.map((plan) => {
    const limits = compileLimits(plan, lenience);
    return {
      id: plan.id,
      ...limits,
      stages: plan.apiStages.flatMap((stage) => compileStage(plan, stage, apis, diagnostics)),
      keys: plan.apiKeys.flatMap((value) => {
        const id = knownText(value) ?? [...keys.keys()].find((known) => refersTo(value, known));
        if (id !== undefined && keys.has(id)) return keys.get(id) ?? [];
        report(plan, `Cannot find the API key ${printValue(value)}`, diagnostics);
        return [];
      }),
    };
  });
}

function compileKey(key: ApiKey, diagnostics: Diagnostic[]): PlanKey | undefined {
  const value = valueOfApiKey(key);
  const place = { element: `API key ${key.id}` };
  if (value === undefined || isDeployTime(key.enabled)) {
    const unknown = value === undefined ? 'value' : 'enabled';
    const message = `Only deployment knows the member "${unknown}" of the key: until it is given, nobody can call with the key`;
    diagnostics.push(diagnostic('unresolved-value', place, message));
    return undefined;
  }
  return { id: key.id, apiKeyId: apiKeyIdOf(key), value: value.text, isEnabled: key.enabled };
}

/** An API that the source does not have may be the account's: the plan holds for it elsewhere. */
function compileStage(
  plan: UsagePlan,
  { api: named, stage, methodThrottles = [] }: UsagePlanStage,
  apis: ApiCollection['apis'],
  diagnostics: Diagnostic[],
): readonly PlanStage[] {
  const text = knownText(named);
  const api =
    apis.find(({ id }) => refersTo(named, id)) ??
    apis.find((one) => text === apiIdOf(one) || (text !== undefined && text === knownText(one.name)));
  const name = api && targetStage(stage, api);
  if (api === undefined || name === undefined) {
    if (text === undefined || isDeployTime(stage)) {
      const message = `Cannot tell which stage the plan is for: ${printValue(named)}, ${printValue(stage)}`;
      report(plan, message, diagnostics);
    }
    return [];
  }
  const methodLimits = methodThrottles.flatMap(({ path, httpMethod, throttle }) => {
    const limits = compileThrottle(throttle);
    return typeof limits === 'object' ? [[`${httpMethod} ${path}`, limits] as const] : [];
  });
  return [{ apiId: apiIdOf(api), stage: name, methodLimits: new Map(methodLimits) }];
}

function compileLimits(
  { throttle = {}, quota, apiStages }: UsagePlan,
  lenience: Lenience,
): Pick<CompiledUsagePlan, 'throttle' | 'quota' | 'refusal'> {
  const plan = compileThrottle(throttle);
  const limits = quota && compileQuota(quota);
  const methods = apiStages.flatMap(({ methodThrottles = [] }) => methodThrottles.map((one) => one.throttle));
  const isUnknown = [plan, limits, ...methods.map(compileThrottle)].includes('known-at-deployment');
  const finding: NotSimulated = {
    feature: 'throttle',
    detail: 'a usage plan with a limit that only deployment knows',
    optional: true,
  };
  return {
    throttle: typeof plan === 'object' ? plan : undefined,
    quota: typeof limits === 'object' ? limits : undefined,
    refusal: isUnknown && !isServedLeniently(finding, lenience) ? finding : undefined,
  };
}

function compileQuota({ limit, period: given, offset = 0 }: Quota): QuotaLimits | 'known-at-deployment' {
  const period = QUOTA_PERIODS.find((one) => one === given);
  return period === undefined || isDeployTime(limit) || isDeployTime(offset)
    ? 'known-at-deployment'
    : { limit, period, offset };
}

function report(plan: UsagePlan, message: string, diagnostics: Diagnostic[]): void {
  diagnostics.push(diagnostic('unresolved-value', { element: `usage plan ${plan.id}` }, message));
}
