import { describe, expect, test } from 'vitest';
import { EMPTY_COLLECTION, reference, type UsagePlan, type UsagePlanStage } from '../../../lib/model/index.js';
import { usagePlanMissing } from '../../../lib/validate/source-rules/usage-plan-missing.js';
import { usagePlanStageless } from '../../../lib/validate/source-rules/usage-plan-stageless.js';
import { method, webSocketRoute } from '../findings.js';
import { foundBy } from './definition.js';

const keyed = { ...method({ apiKeyRequired: true }), stages: [{ name: 'prod' }, { name: 'dev' }] };

function plan(...apiStages: readonly UsagePlanStage[]): UsagePlan {
  return { id: 'Plan', apiStages, apiKeys: [] };
}

function missing(severity: string, stage: string, what = 'method'): string {
  return `${severity} usage-plan-missing stage ${stage}: A ${what} requires an API key, and no usage plan of the template has the stage: API Gateway refuses every call with 403`;
}

describe('usagePlanMissing', () => {
  test.each<[what: string, plans: readonly UsagePlan[], found: readonly string[]]>([
    ['without plans', [], [missing('warning', 'prod'), missing('warning', 'dev')]],
    [
      'with a plan of another API',
      [plan({ api: 'Orders', stage: 'prod' })],
      [missing('warning', 'prod'), missing('warning', 'dev')],
    ],
    ['with a plan of one stage', [plan({ api: 'Pets', stage: 'prod' })], [missing('info', 'dev')]],
    ['with a plan of a stage that only deployment knows', [plan({ api: 'Pets', stage: reference('Stage') })], []],
  ])('finds stages %s', (_what, usagePlans, found) => {
    expect(foundBy(usagePlanMissing, [keyed], { collection: { ...EMPTY_COLLECTION, usagePlans } })).toEqual(found);
  });

  test('finds a stage of a WebSocket API', () => {
    const api = { ...webSocketRoute({ apiKeyRequired: true }), stages: [{ name: 'prod' }] };
    expect(foundBy(usagePlanMissing, [api])).toEqual([missing('warning', 'prod', 'route')]);
  });

  test('finds nothing where no key is required, and nothing in a document', () => {
    expect(foundBy(usagePlanMissing, [{ ...method({}), stages: keyed.stages }])).toEqual([]);
    expect(foundBy(usagePlanMissing, [keyed], { kind: 'document' })).toEqual([]);
  });
});

test('usagePlanStageless finds a plan without stages', () => {
  const find = (usagePlan: UsagePlan): readonly string[] =>
    foundBy(usagePlanStageless, [], { collection: { ...EMPTY_COLLECTION, usagePlans: [usagePlan] } });
  expect(find(plan())).toEqual([
    'info usage-plan-stageless Plan ApiStages: The usage plan has no stage: its API keys let nobody call, and its limits hold for no one',
  ]);
  expect(find(plan({ api: 'Pets', stage: 'prod' }))).toEqual([]);
});
