import {
  parseThrottledMethod,
  type ApiKey,
  type MethodThrottle,
  type Quota,
  type Throttle,
  type UsagePlan,
  type UsagePlanStage,
  type Value,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import type { Properties } from './properties.js';
import type { ApiResource, ReadContext } from './resources.js';
import { readThrottle } from './stage.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-usageplan.html */
export function readUsagePlans(context: ReadContext): readonly UsagePlan[] {
  const keysByPlan = new Map<string, Value<string>[]>();
  for (const { properties } of context.resources.ofType('AWS::ApiGateway::UsagePlanKey')) {
    properties.ignore('KeyType');
    const planId = properties.value('UsagePlanId');
    const plan = context.resources.referred(planId, 'AWS::ApiGateway::UsagePlan');
    const key = properties.value('KeyId');
    if (plan === undefined) {
      const message = 'The usage plan of the key is not in this source; the key belongs to no plan here';
      properties.report('unresolved-reference', 'UsagePlanId', message, planId === undefined ? 'error' : 'info');
    } else if (key !== undefined) {
      keysByPlan.set(plan.id, [...(keysByPlan.get(plan.id) ?? []), key]);
    }
  }
  return context.resources
    .ofType('AWS::ApiGateway::UsagePlan')
    .map((resource) => readUsagePlan(resource, keysByPlan.get(resource.id) ?? []));
}

function readUsagePlan({ id, properties }: ApiResource, apiKeys: readonly Value<string>[]): UsagePlan {
  const name = properties.value('UsagePlanName');
  const description = properties.value('Description');
  const throttle = readThrottleSettings(properties.object('Throttle'));
  const quota = readQuota(properties.object('Quota'));
  const tags = properties.tags('Tags');
  return {
    id,
    ...defined({ name, description, throttle, quota }),
    apiStages: (properties.objects('ApiStages') ?? []).flatMap(readApiStage),
    apiKeys,
    ...(tags !== undefined && { tags }),
  };
}

function readApiStage(properties: Properties): readonly UsagePlanStage[] {
  const api = properties.value('ApiId');
  const stage = properties.value('Stage');
  const throttles = properties.objectMap('Throttle');
  if (api === undefined || stage === undefined) return [];
  const methodThrottles = throttles && readMethodThrottles(throttles);
  return [{ api, stage, ...(methodThrottles !== undefined && { methodThrottles }) }];
}

function readMethodThrottles(throttles: Readonly<Record<string, Properties>>): readonly MethodThrottle[] {
  return Object.entries(throttles).flatMap(([key, settings]) => {
    const method = parseThrottledMethod(key);
    const throttle = readThrottleSettings(settings) ?? {};
    if (method !== undefined) return [{ ...method, throttle }];
    settings.report('invalid-value', undefined, `"${key}" is not a method; expected a path and a verb: /pets/GET`);
    return [];
  });
}

function readThrottleSettings(properties: Properties | undefined): Throttle | undefined {
  return properties && readThrottle(properties.number('RateLimit'), properties.integer('BurstLimit'));
}

function readQuota(properties: Properties | undefined): Quota | undefined {
  if (properties === undefined) return undefined;
  const limit = properties.integer('Limit');
  const period = properties.value('Period');
  const offset = properties.integer('Offset');
  if (limit === undefined || period === undefined) return undefined;
  return { limit, period, ...(offset !== undefined && { offset }) };
}

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-apikey.html */
export function readApiKey({ id, properties }: ApiResource): ApiKey {
  const name = properties.value('Name');
  const description = properties.value('Description');
  const value = properties.value('Value');
  const customerId = properties.value('CustomerId');
  const generateDistinctId = properties.boolean('GenerateDistinctId');
  const stages = properties.objects('StageKeys')?.flatMap((stage) => {
    const api = stage.value('RestApiId');
    const stageName = stage.value('StageName');
    return api === undefined || stageName === undefined ? [] : [{ api, stage: stageName }];
  });
  const tags = properties.tags('Tags');
  return {
    id,
    ...defined({ name, description, value }),
    enabled: properties.boolean('Enabled') ?? false,
    ...defined({ customerId, generateDistinctId, stages, tags }),
  };
}
