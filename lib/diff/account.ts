import type { ApiKey, MethodThrottle, Quota, UsagePlan, UsagePlanStage, Value, VpcLink } from '../model/index.js';
import { isDeployTime, printThrottledMethod, printValue } from '../model/index.js';
import { elsewhere, isSame, list, members, present, value, type Compare } from './compare.js';
import { kindFor, limitDirection } from './direction.js';
import { compareThrottle } from './stages.js';

/** Two things that are taken for one, or one that the other side does not have. */
export type Pair<T> = readonly [before: T | undefined, after: T | undefined];

/** What a reference to an API or a key refers to, as text; one whose id changed goes by the new id. */
export type NewId = (referred: Value<string>) => string;

const QUOTA = { less: 'quota-lowered', more: 'quota-raised', unknown: 'quota-changed' } as const;

const quota = value<Quota | undefined>((before, after) => {
  if (before === undefined || after === undefined) return before === undefined ? 'quota-lowered' : 'quota-raised';
  const { limit: was, ...rest } = before;
  const { limit: is, ...others } = after;
  return !isSame(rest, others) ? 'quota-changed' : kindFor(limitDirection(was, is), QUOTA);
});

const methodThrottle: Compare<MethodThrottle | undefined> = (before, after, place) =>
  compareThrottle(before?.throttle, after?.throttle, place);

function planStages(newApi: NewId): Compare<readonly UsagePlanStage[] | undefined> {
  return list<UsagePlanStage>(
    ({ api, stage }) => `${newApi(api)} ${printValue(stage)}`,
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

/** Usage plans, with what their references to APIs and keys refer to. */
export function usagePlan(newApi: NewId, newKey: NewId): Compare<UsagePlan | undefined> {
  return present(
    { added: 'usage-plan-added', removed: 'usage-plan-removed' },
    members<UsagePlan>({
      id: value('id-changed'),
      name: value('label-changed'),
      description: value('documentation-changed'),
      throttle: compareThrottle,
      quota,
      apiStages: planStages(newApi),
      apiKeys: list<Value<string>>(
        newKey,
        present({ added: 'usage-plan-key-added', removed: 'usage-plan-key-removed' }, elsewhere),
      ),
      tags: value('tags-changed'),
    }),
  );
}

/** API keys; their values are secrets and never shown. */
export function apiKey(newApi: NewId): Compare<ApiKey | undefined> {
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
      stages: planStages(newApi),
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

/** The new ids of what is matched with something of another id. */
export function newIds(pairs: readonly Pair<{ readonly id: string }>[]): NewId {
  const ids = new Map(
    pairs.flatMap(([before, after]) =>
      before === undefined || after === undefined
        ? []
        : [
            [before.id, after.id],
            [`\${${before.id}}`, `\${${after.id}}`],
          ],
    ),
  );
  return (referred) => ids.get(printValue(referred)) ?? printValue(referred);
}
