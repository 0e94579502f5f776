import type { ConfiguredApiKey, ConfiguredThrottle, ConfiguredUsagePlan } from '../../formats/sluice-configuration.js';
import {
  parseThrottledMethod,
  printValue,
  type ApiCollection,
  type ApiKey,
  type MethodThrottle,
  type Throttle,
  type UsagePlan,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { SluiceError } from '../../support/sluice-error.js';

/**
 * Adds usage plans and API keys that an operator gives to those of a definition. A key whose value the definition has too
 * takes its place, as an import does.
 *
 * @throws {SluiceError} configuration-invalid
 */
export function addUsagePlans<Collection extends Pick<ApiCollection, 'usagePlans' | 'apiKeys'>>(
  collection: Collection,
  plans: readonly ConfiguredUsagePlan[],
  keys: readonly ConfiguredApiKey[],
): Collection {
  const given = withIds(distinctKeys(keys));
  const values = new Set(given.map(({ value }) => value));
  const usagePlans = [...collection.usagePlans, ...plans.map(readUsagePlan)];
  for (const { name, usagePlanIds = [] } of given) {
    const unknown = usagePlanIds.find((id) => !usagePlans.some((plan) => isNamed(plan, id)));
    if (unknown === undefined) continue;
    const known = usagePlans.map(({ id }) => id).join(', ');
    throw new SluiceError('configuration-invalid', `Cannot find the usage plan "${unknown}" of the API key "${name}"`, {
      hint: known === '' ? 'There is no usage plan' : `There is ${known}`,
    });
  }
  return {
    ...collection,
    apiKeys: [
      ...collection.apiKeys.filter(({ value }) => typeof value !== 'string' || !values.has(value)),
      ...given.map(readApiKey),
    ],
    usagePlans: usagePlans.map((plan) => ({
      ...plan,
      apiKeys: [
        ...plan.apiKeys,
        ...given.filter(({ usagePlanIds = [] }) => usagePlanIds.some((id) => isNamed(plan, id))).map(({ id }) => id),
      ],
    })),
  };
}

/** Documented: of two keys of one value the later one holds. */
function distinctKeys(keys: readonly ConfiguredApiKey[]): readonly ConfiguredApiKey[] {
  const last = new Map(keys.map((key) => [key.value, key]));
  return keys.filter((key) => key.value === undefined || last.get(key.value) === key);
}

/** A key is called by its name; further keys of that name by their number too. */
function withIds(keys: readonly ConfiguredApiKey[]): readonly GivenApiKey[] {
  const counts = new Map<string, number>();
  return keys.map((key) => {
    const { name } = key;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { ...key, id: count === 1 ? name : `${name}-${count}` };
  });
}

interface GivenApiKey extends ConfiguredApiKey {
  readonly id: string;
}

function isNamed({ id, name }: UsagePlan, asked: string): boolean {
  return id === asked || (name !== undefined && printValue(name) === asked);
}

function readApiKey({ id, name, value, description, enabled = true }: GivenApiKey): ApiKey {
  return { id, name, ...defined({ description, value }), enabled };
}

function readUsagePlan({ id, name, description, throttle, quota, apiStages = [] }: ConfiguredUsagePlan): UsagePlan {
  return {
    id,
    ...defined({ name, description }),
    ...(throttle !== undefined && { throttle: readThrottle(throttle) }),
    ...(quota !== undefined && { quota }),
    apiStages: apiStages.map(({ apiId: api, stage, throttle: methods = {} }) => ({
      api,
      stage,
      methodThrottles: Object.entries(methods).map(([method, limits]) => readMethodThrottle(method, limits)),
    })),
    apiKeys: [],
  };
}

function readMethodThrottle(name: string, throttle: ConfiguredThrottle): MethodThrottle {
  const method = parseThrottledMethod(name);
  if (method !== undefined) return { ...method, throttle: readThrottle(throttle) };
  throw new SluiceError('configuration-invalid', `Cannot read the method "${name}" of a usage plan's throttle`, {
    hint: 'Expected a path and a verb, such as /pets/GET; methods of the root are //GET',
  });
}

function readThrottle({ rateLimit: ratePerSecond, burstLimit: burst }: ConfiguredThrottle): Throttle {
  return defined({ ratePerSecond, burst });
}
