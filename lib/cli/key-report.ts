import type { ApiCollection } from '../model/api.js';
import type { Throttle } from '../model/stage.js';
import type { UsagePlan } from '../model/usage-plan.js';
import { printValue } from '../model/value.js';
import { apiKeyIdOf, valueOfApiKey } from '../runtime/api-key.js';
import { refersTo } from '../runtime/domain-target.js';
import { defined } from '../support/defined.js';
import type { Output } from './output.js';

type Account = Pick<ApiCollection, 'usagePlans' | 'apiKeys'>;

/** The usage plans of a source as people read them. */
export function describeUsagePlans({ usagePlans }: Account) {
  return usagePlans.map(({ id, name, apiStages, throttle, quota, apiKeys }) => ({
    id,
    ...(name !== undefined && { name: printValue(name) }),
    stages: apiStages.map(({ api, stage }) => `${printValue(api)}/${printValue(stage)}`),
    ...defined({ throttle: throttle && describeThrottle(throttle), quota: quota && describeQuota(quota) }),
    ...methodThrottles(apiStages),
    apiKeys: apiKeys.map((key) => printValue(key)),
  }));
}

function describeThrottle({ ratePerSecond, burst }: Throttle): string {
  const rate = ratePerSecond === undefined ? undefined : `${printValue(ratePerSecond)} a second`;
  const bursts = burst === undefined ? undefined : `burst ${printValue(burst)}`;
  return [rate, bursts].filter((part) => part !== undefined).join(', ');
}

function describeQuota({ limit, period, offset }: NonNullable<UsagePlan['quota']>): string {
  const first = offset === undefined || offset === 0 ? '' : `, ${printValue(offset)} less in the first`;
  return `${printValue(limit)} a ${printValue(period)}${first}`;
}

function methodThrottles(apiStages: UsagePlan['apiStages']): { readonly methods?: Readonly<Record<string, string>> } {
  const throttles = apiStages.flatMap(({ stage, methodThrottles: methods = [] }) =>
    methods.map(({ httpMethod, path, throttle }) => [
      `${printValue(stage)} ${httpMethod} ${path}`,
      describeThrottle(throttle),
    ]),
  );
  return throttles.length === 0 ? {} : { methods: Object.fromEntries(throttles) as Readonly<Record<string, string>> };
}

/** API keys; the value is told of one that is made here alone: others are where they were written. */
export function describeApiKeys({ apiKeys, usagePlans }: Account) {
  return apiKeys.map((key) => {
    const value = valueOfApiKey(key);
    return {
      id: key.id,
      ...(key.name !== undefined && { name: printValue(key.name) }),
      apiKeyId: apiKeyIdOf(key),
      enabled: key.enabled,
      usagePlans: usagePlans.filter((plan) => plan.apiKeys.some((one) => refersTo(one, key.id))).map(({ id }) => id),
      ...(value?.isGenerated === true && { generatedValue: value.text }),
    };
  });
}

/** Prints what `describeUsagePlans` and `describeApiKeys` say. */
export function printKeys(
  plans: ReturnType<typeof describeUsagePlans>,
  keys: ReturnType<typeof describeApiKeys>,
  output: Output,
): void {
  if (plans.length > 0) {
    output.line(output.bold('Usage plans'));
    output.table(
      plans.map(({ id, stages, throttle, quota, apiKeys }) => [
        `  ${id}`,
        stages.join(', '),
        throttle ?? 'no throttle',
        quota ?? 'no quota',
        apiKeys.length === 0 ? 'no API key' : apiKeys.join(', '),
      ]),
    );
    output.line();
  }
  if (keys.length === 0) return;
  output.line(output.bold('API keys'));
  output.table(
    keys.map(({ id, apiKeyId, enabled, generatedValue }) => [
      `  ${id}`,
      apiKeyId,
      enabled === true ? 'enabled' : enabled === false ? 'disabled' : printValue(enabled),
      generatedValue === undefined ? '' : `made here: ${generatedValue}`,
    ]),
  );
  output.line();
}

/** Tells the values of enabled keys of plans that are made here: nobody else knows them. */
export function printGeneratedKeys(collection: Account, output: Output): void {
  const keys = describeApiKeys(collection).filter(
    ({ enabled, usagePlans }) => enabled === true && usagePlans.length > 0,
  );
  for (const { id, generatedValue } of keys) {
    if (generatedValue !== undefined) output.line(`API key ${id}, made here: x-api-key: ${generatedValue}`);
  }
}
