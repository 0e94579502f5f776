import type { Api, ApiKey, MethodThrottle, Quota, UsagePlan, UsagePlanStage, Value, VpcLink } from '../model/index.js';
import { isDeployTime, printThrottledMethod, printValue } from '../model/index.js';
import { elsewhere, isSame, list, members, present, value, type Compare } from './compare.js';
import { kindFor, limitDirection } from './direction.js';
import { compareThrottle } from './stages.js';

/** How an API is called in what refers to it; one whose id changed goes by the new one. */
export type ApiName = (api: Value<string>) => string;

const QUOTA = { less: 'quota-lowered', more: 'quota-raised', unknown: 'quota-changed' } as const;

const quota = value<Quota | undefined>((before, after) => {
  if (before === undefined || after === undefined) return before === undefined ? 'quota-lowered' : 'quota-raised';
  const { limit: was, ...rest } = before;
  const { limit: is, ...others } = after;
  return !isSame(rest, others) ? 'quota-changed' : kindFor(limitDirection(was, is), QUOTA);
});

const methodThrottle: Compare<MethodThrottle | undefined> = (before, after, place) =>
  compareThrottle(before?.throttle, after?.throttle, place);

function planStages(name: ApiName): Compare<readonly UsagePlanStage[] | undefined> {
  return list<UsagePlanStage>(
    ({ api, stage }) => `${name(api)} ${printValue(stage)}`,
    present(
      { added: 'usage-plan-stage-added', removed: 'usage-plan-stage-removed' },
      members<UsagePlanStage>({
        api: elsewhere,
        stage: elsewhere,
        methodThrottles: list(printThrottledMethod, methodThrottle),
      }),
    ),
  );
}

/** Usage plans, with how they name APIs. */
export function usagePlan(name: ApiName): Compare<UsagePlan | undefined> {
  return present(
    { added: 'usage-plan-added', removed: 'usage-plan-removed' },
    members<UsagePlan>({
      id: value('id-changed'),
      name: value('label-changed'),
      description: value('documentation-changed'),
      throttle: compareThrottle,
      quota,
      apiStages: planStages(name),
      apiKeys: list<Value<string>>(
        printValue,
        value((before) => (before === undefined ? 'usage-plan-key-added' : 'usage-plan-key-removed')),
      ),
      tags: value('tags-changed'),
    }),
  );
}

/** API keys; their values are secrets and never shown. */
export function apiKey(name: ApiName): Compare<ApiKey | undefined> {
  return present<ApiKey>(
    { added: 'api-key-added', removed: 'api-key-removed' },
    members<ApiKey>({
      id: value('id-changed'),
      name: value('label-changed'),
      description: value('documentation-changed'),
      value: value('api-key-value-changed', () => undefined),
      enabled: value<Value<boolean>>((before, after) =>
        isDeployTime(before) || isDeployTime(after)
          ? 'api-key-changed'
          : after
            ? 'api-key-enabled'
            : 'api-key-disabled',
      ),
      customerId: value('api-key-changed'),
      generateDistinctId: value('api-key-changed'),
      stages: planStages(name),
      tags: value('tags-changed'),
    }),
    ({ value: _value, ...key }) => key,
  );
}

export const vpcLink: Compare<VpcLink | undefined> = present<VpcLink>(
  { added: 'vpc-link-added', removed: 'vpc-link-removed' },
  members<VpcLink>({
    id: value('id-changed'),
    name: value('label-changed'),
    description: value('documentation-changed'),
    targetArns: value('vpc-link-changed'),
  }),
);

/** The names of APIs, of which some are matched with others of another id. */
export function apiNames(pairs: readonly (readonly [before: Api, after: Api])[]): ApiName {
  const renamed = new Map(
    pairs.flatMap(([before, after]) => [
      [before.id, after.id],
      [`\${${before.id}}`, `\${${after.id}}`],
    ]),
  );
  return (api) => renamed.get(printValue(api)) ?? printValue(api);
}
