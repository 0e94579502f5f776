import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import { reference, type ApiKey, type UsagePlan } from '../../../lib/model/index.js';
import { renderUsagePlans } from '../../../lib/synth/constructs/usage-plan.js';
import { synthesizeCollection } from '../../support/generated-app.js';

const mobile: ApiKey = { id: 'Mobile', name: 'mobile', enabled: true, value: 'a-value-that-nobody-may-read' };
const basic: UsagePlan = {
  id: 'Basic',
  name: 'basic',
  description: 'For everybody',
  throttle: { ratePerSecond: 10, burst: 20 },
  quota: { limit: 1000, period: 'WEEK', offset: 2 },
  apiStages: [{ api: 'a1', stage: 'prod' }],
  apiKeys: [reference('Mobile'), 'k2'],
};

describe('renderUsagePlans()', () => {
  const rendered = renderUsagePlans(
    { usagePlans: [basic], apiKeys: [mobile, { id: 'Spare', enabled: false }] },
    'UsagePlans',
  );
  const text = rendered.files[0]?.text ?? '';

  test('synthesizes to equal plans and keys, in the layout of prettier', async () => {
    expect(rendered.diagnostics).toEqual([]);
    expect(await format(text, { parser: 'typescript', singleQuote: true, printWidth: 120 })).toBe(text);
    const { usagePlans, apiKeys } = synthesizeCollection(rendered);
    const key = apiKeys.find(({ name }) => name === 'mobile');
    const { id: _plan, apiKeys: _keys, ...plan } = basic;
    expect(usagePlans).toMatchObject([{ ...plan, apiKeys: [reference(key?.id ?? ''), 'k2'] }]);
    expect(apiKeys).toMatchObject([{ name: 'mobile', enabled: true, value: mobile.value }, { enabled: false }]);
  });

  test('is given stages, keys of elsewhere and the values of keys', () => {
    expect(text).not.toContain('nobody-may-read');
    expect(text).toContain("new ApiKey(this, 'Mobile', { apiKeyName: 'mobile', value: props.secrets.mobile });");
    expect(text).toContain(
      'quota: Quota.perWeek(1000, { offset: 2 }),\n      stages: [{ stage: props.stages.a1Prod }],',
    );
    expect(rendered.connections.map(({ kind, name }) => `${kind}.${name}`)).toEqual([
      'stages.a1Prod',
      'apiKeys.k2',
      'secrets.mobile',
    ]);
  });

  test('names what it does not say', () => {
    const methodThrottles = [{ path: '/', httpMethod: 'GET' as const, throttle: { burst: 1 } }];
    const { diagnostics } = renderUsagePlans(
      {
        usagePlans: [
          {
            ...basic,
            quota: { limit: 1, period: 'YEAR' },
            apiStages: [{ api: 'a1', stage: 'prod', methodThrottles }],
            tags: { team: 'pets' },
          },
        ],
        apiKeys: [{ ...mobile, stages: [{ api: 'a1', stage: 'prod' }] }],
      },
      'UsagePlans',
    );
    expect(diagnostics.map(({ place, message }) => `${place.element}: ${message}`)).toEqual([
      'Mobile: The source code does not have the stages of the key itself, which usage plans replace',
      'Basic: The source code does not have the quota of the plan',
      'Basic: The source code does not have the limits of methods in the plan',
      'Basic: The source code does not have the tags of the plan',
    ]);
  });
});
