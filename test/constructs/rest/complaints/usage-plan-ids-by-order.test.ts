import { describe, expect, test } from 'vitest';
import { ApiKey, MockIntegration, RestApi, UsagePlan } from '../../../../lib/index.js';
import { synthesize } from '../../synthesize.js';

/** What every plan and key is, by logical id. */
function plansOf(keys: readonly string[], given: readonly string[], stages: readonly string[]): Record<string, string> {
  const { Resources } = synthesize((stack) => {
    const api = new RestApi(stack, 'Pets', { defaults: { apiKeyRequired: true } });
    api.get('/', new MockIntegration());
    const existing = ['Red', 'Green', 'Blue'].map((id) => [id, new ApiKey(stack, id)] as const);
    const plan = new UsagePlan(stack, 'Basic', { stages: stages.map((name) => ({ stage: api.addStage(name) })) });
    for (const id of keys) plan.addApiKey(id, { apiKeyName: id });
    for (const id of given) for (const [name, key] of existing) if (name === id) plan.addApiKey(key);
  });
  return Object.fromEntries(
    Object.entries(Resources)
      .filter(([, { Type }]) => /::(UsagePlan|UsagePlanKey|ApiKey)$/.test(Type))
      .map(([id, { Type, Properties }]) => [id, `${Type} ${JSON.stringify(Properties.KeyId ?? Properties.Name)}`]),
  );
}

describe('the logical ids of a usage plan and its keys', () => {
  const before = plansOf(['First', 'Second', 'Third'], ['Red', 'Green', 'Blue'], ['dev', 'prod']);

  test('stay when keys and stages come in another order', () => {
    expect(plansOf(['Third', 'First', 'Second'], ['Blue', 'Red', 'Green'], ['prod', 'dev'])).toEqual(before);
  });

  test('stay when a key or a stage before them goes', () => {
    const after = plansOf(['Second', 'Third'], ['Green', 'Blue'], ['prod']);
    expect(before).toMatchObject(after);
    expect(Object.keys(before).length - Object.keys(after).length).toBe(3);
  });
});
